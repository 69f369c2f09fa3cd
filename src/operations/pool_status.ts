import { UnavailableError } from "../errors/mod.ts";
import { LeaderQueries } from "../gen/nillion/leader_queries/v1/service_pb.ts";
import type { PoolStatusResponse } from "../gen/nillion/leader_queries/v1/pool_status_pb.ts";
import { elementName, type PreprocessingCounts } from "../payments/preprocessing_element.ts";
import type { PaidRequest } from "./paid_request.ts";
import type { Session } from "./session.ts";

/** The pool of one kind of preprocessing element. Elements are numbered. */
export interface PreprocessingPool {
  /** The number of the first element that is not used. */
  readonly start: bigint;
  /** The number of the first element that is not made. */
  readonly end: bigint;
  /** The number of available elements. */
  readonly available: bigint;
}

/** The preprocessing elements that the nodes have made ahead of computations. */
export interface PoolStatus {
  /** The pools by kind of element, such as `COMPARE`. */
  readonly pools: PreprocessingCounts<PreprocessingPool>;
  /** Whether the nodes are making more elements. */
  readonly isPreprocessing: boolean;
  /** Whether the material for ECDSA signatures is available. */
  readonly isAuxiliaryMaterialAvailable: boolean;
}

/** Asks the leader for the pools. */
export function poolStatus({ connection }: Session): PaidRequest<PoolStatusResponse, PoolStatus> {
  return {
    action: "Asking for the pools",
    purchasable: { case: "poolStatus", value: {} },
    nodes: [connection.leader],
    isRead: true,
    ifUnconfirmed: "Ask again",
    ask: (signedReceipt, node, call) =>
      node.send(LeaderQueries.method.poolStatus, { signedReceipt }, call),
    conclude([answer]) {
      if (answer === undefined) {
        throw new UnavailableError(
          "The leader served the request, but its answer was lost: invoke the operation again, which pays again",
        );
      }
      return { result: read(answer) };
    },
  };
}

function read(answer: PoolStatusResponse): PoolStatus {
  return {
    pools: Object.fromEntries(
      answer.offsets.map(({ element, start, end }) => [
        elementName(element),
        { start, end, available: end > start ? end - start : 0n },
      ]),
    ),
    isPreprocessing: answer.preprocessingActive,
    isAuxiliaryMaterialAvailable: answer.auxiliaryMaterialAvailable,
  };
}

import { UnavailableError } from "../errors/mod.ts";
import { LeaderQueries } from "../gen/nillion/leader_queries/v1/service_pb.ts";
import type { PoolStatusResponse } from "../gen/nillion/leader_queries/v1/pool_status_pb.ts";
import { elementName, type PreprocessingCounts } from "../payments/preprocessing_element.ts";
import type { PaidRequest } from "./paid_operation.ts";
import type { Session } from "./session.ts";

/** The elements of one kind that the nodes have in stock; each has a number. */
export interface PreprocessingPool {
  /** The first that has not been used up. */
  readonly start: bigint;
  /** The first that has not been made. */
  readonly end: bigint;
  /** How many there are. */
  readonly available: bigint;
}

/** What the nodes have made ahead of computations. */
export interface PoolStatus {
  /** Their stock by kind of element, such as `COMPARE`. */
  readonly pools: PreprocessingCounts<PreprocessingPool>;
  /** Whether they are short of some kind and are making more. */
  readonly isPreprocessing: boolean;
  /** Whether what signing by ECDSA takes is there. */
  readonly isAuxiliaryMaterialAvailable: boolean;
}

/** Asks the leader what is in stock. */
export function poolStatus({ connection }: Session): PaidRequest<PoolStatusResponse, PoolStatus> {
  return {
    what: "Asking for the pools",
    purchasable: { case: "poolStatus", value: {} },
    nodes: [connection.leader],
    ask: (signedReceipt, node, call) =>
      node.send(LeaderQueries.method.poolStatus, { signedReceipt }, call),
    conclude([answer]) {
      if (answer === undefined) {
        throw new UnavailableError("The leader's answer was lost on its way; ask again");
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

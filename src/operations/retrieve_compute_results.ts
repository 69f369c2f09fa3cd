import { checkOptions, type OptionNames } from "../base/check_options.ts";
import { ComputationFailedError, InternalError, UnavailableError } from "../errors/mod.ts";
import { Compute as ComputeService } from "../gen/nillion/compute/v1/service_pb.ts";
import {
  type RetrieveResultsResponse,
  RetrieveResultsResponseSchema,
} from "../gen/nilvm/opaque/v1/values_pb.ts";
import type { PartyShares } from "../masking/secret_masker.ts";
import type { Call, CallOptions } from "../async/deadline.ts";
import type { NodeConnection } from "../network/node_connection.ts";
import { shortened } from "../base/text.ts";
import { uuidToBytes } from "../base/uuid.ts";
import type { TypedOutputs } from "../programs/typed_program.ts";
import type { Values } from "../values/values.ts";
import type { FreeRequest } from "./operation.ts";
import type { ComputeId } from "./compute.ts";
import type { Session } from "./session.ts";
import { type RetrieveOptions, unmaskAnswers } from "./unmask_answers.ts";

/** How long to wait for the results, and how certain they have to be. */
export interface RetrieveComputeResultsOptions extends CallOptions, RetrieveOptions {}

const names: OptionNames<RetrieveComputeResultsOptions> = {
  signal: true,
  timeoutMs: true,
  maxFeesUnil: true,
  onEvent: true,
  faultTolerance: true,
};

const method = { ...ComputeService.method.retrieveResults, output: RetrieveResultsResponseSchema };

/** The id of a computation and options, after the program that ran if it knows the types of the results. */
export type ResultsAsked = [
  first: ComputeId | TypedOutputs<unknown>,
  second?: ComputeId | RetrieveComputeResultsOptions,
  third?: RetrieveComputeResultsOptions,
];

/** Which results are asked for, and what makes plain values of them if a program knows their types. */
export function resultsAsked(...[first, second, third = {}]: ResultsAsked): {
  id: ComputeId;
  options: RetrieveComputeResultsOptions;
  read?: (outputs: unknown) => unknown;
} {
  if (typeof first === "object" && first !== null) {
    return {
      id: second as ComputeId,
      options: third,
      read: (outputs) => first.read(outputs as Values),
    };
  }
  // Whatever else is given is checked as options.
  const options = second === undefined ? {} : second as RetrieveComputeResultsOptions;
  return { id: first, options };
}

/** Waits for a computation, and recovers its outputs from the nodes' shares. */
export function retrieveComputeResults(
  session: Session,
  id: ComputeId,
  options: RetrieveComputeResultsOptions,
): FreeRequest<PartyShares, Values> {
  checkOptions(options, "Reading results", names);
  const computeId = uuidToBytes(id, "a computation");
  const { waits } = session.connection;
  return {
    action: `Reading the results of computation ${id}`,
    ...unmaskAnswers(session, options),
    async ask(node, call) {
      for (;;) {
        const ask = (signal: AbortSignal) => receiveShares(node, computeId, { ...call, signal });
        const values = await waits.run(ask, call.signal, node);
        if (values !== undefined) return { party: node.member.identity, values };
      }
    },
    isRead: true,
  };
}

/** The node's shares of the outputs. Before them, the node may send any number of waiting messages. */
async function receiveShares(
  node: NodeConnection,
  computeId: Uint8Array,
  call: Call,
): Promise<Uint8Array[]> {
  for (const { state } of await node.receive(method, { computeId }, call)) {
    if (state.case !== "waitingComputation") return sharesIn(state, node, call);
  }
  throw new UnavailableError(
    `Node ${node.member.id} closed the stream before the computation ended: invoke the operation again`,
    { node: node.member.id, phase: call.phase },
  );
}

function sharesIn(
  state: RetrieveResultsResponse["state"],
  { member }: NodeConnection,
  { phase }: Call,
): Uint8Array[] {
  const context = { node: member.id, phase };
  switch (state.case) {
    case "success":
      return state.value.values;
    case "error":
      throw new ComputationFailedError(
        `The computation failed. Node ${member.id} says: ${shortened(state.value)}`,
        { ...context, reason: state.value },
      );
    default:
      throw new InternalError(`Node ${member.id} sent an unknown computation state`, context);
  }
}

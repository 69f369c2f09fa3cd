import { ComputationFailedError, InternalError, UnavailableError } from "../errors.ts";
import { Compute as ComputeService } from "../gen/nillion/compute/v1/service_pb.ts";
import { RetrieveResultsResponseSchema } from "../gen/nilvm/opaque/v1/values_pb.ts";
import type { PartyShares } from "../masking/secret_masker.ts";
import type { Call } from "../network/deadline.ts";
import type { NodeConnection } from "../network/node_connection.ts";
import { uuidToBytes } from "../values/uuid.ts";
import type { Values } from "../values/values.ts";
import type { NodeRequest } from "./agree.ts";
import type { ComputeId } from "./compute_id.ts";
import type { Session } from "./session.ts";
import { unmaskAnswers } from "./unmask_answers.ts";

const method = { ...ComputeService.method.retrieveResults, output: RetrieveResultsResponseSchema };

/** Waits for a computation, and reads its outputs from as many nodes as it takes to put them together. */
export function retrieveComputeResults(
  { masker, connection }: Session,
  id: ComputeId,
): NodeRequest<PartyShares, Values> {
  const computeId = uuidToBytes(id, "a computation");
  return {
    nodes: connection.nodes,
    quorum: connection.cluster.polynomialDegree + 1,
    async ask(node, call) {
      return { party: node.member.identity, values: await waitForShares(node, computeId, call) };
    },
    wasServed: () => false,
    conclude: (shares) => unmaskAnswers(masker, shares),
  };
}

/** The node's shares of the outputs: its last word, after it has said any number of times that it is waiting. */
async function waitForShares(
  node: NodeConnection,
  computeId: Uint8Array,
  call: Call,
): Promise<Uint8Array[]> {
  const { member } = node;
  const context = { node: member.id, phase: call.phase };
  for await (const { state } of node.receive(method, { computeId }, call)) {
    switch (state.case) {
      case "waitingComputation":
        break;
      case "success":
        return state.value.values;
      case "error":
        throw new ComputationFailedError(
          `The computation failed. Node ${member.id} says: ${state.value}`,
          { ...context, reason: state.value },
        );
      default:
        throw new InternalError(
          `Node ${member.id} does not say how the computation stands`,
          context,
        );
    }
  }
  throw new UnavailableError(
    `Node ${member.id} hung up before the computation had ended; ask again`,
    context,
  );
}

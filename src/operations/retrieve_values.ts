import { CorruptShareError, VmError } from "../errors.ts";
import { RetrieveValuesResponseSchema } from "../gen/nilvm/opaque/v1/values_pb.ts";
import { Values as ValuesService } from "../gen/nillion/values/v1/service_pb.ts";
import type { PartyShares, SecretMasker, Unmasked } from "../masking/secret_masker.ts";
import { withContext } from "../network/with_context.ts";
import { encodeHex } from "../keys/hex.ts";
import type { Values } from "../values/values.ts";
import type { PaidRequest } from "./paid_operation.ts";
import type { Session } from "./session.ts";
import { type ValuesId, valuesIdToBytes } from "./values_id.ts";

const phase = "unmask";
const method = { ...ValuesService.method.retrieveValues, output: RetrieveValuesResponseSchema };

/** Reads stored values from as many nodes as it takes to put them together. */
export function retrieveValues(
  { masker, connection }: Session,
  id: ValuesId,
): PaidRequest<PartyShares, Values> {
  return {
    purchasable: { case: "retrieveValues", value: { valuesId: valuesIdToBytes(id) } },
    nodes: connection.nodes,
    quorum: connection.cluster.polynomialDegree + 1,
    async ask(receipt, node, call) {
      const { values } = await node.send(method, { signedReceipt: receipt }, call);
      return { party: node.member.identity, values };
    },
    conclude(shares) {
      const { values, faultyParties } = unmask(masker, shares);
      const faulty = new Map(faultyParties.map((party) => {
        const node = encodeHex(party);
        const message = `Node ${node} gave shares that contradict those of the others`;
        return [node, new CorruptShareError(message, { node, phase, parties: [party] })];
      }));
      return { result: values, faulty };
    },
  };
}

function unmask(masker: SecretMasker, shares: readonly PartyShares[]): Unmasked {
  try {
    return masker.unmask(shares);
  } catch (error) {
    throw error instanceof VmError ? withContext(error, { phase }) : error;
  }
}

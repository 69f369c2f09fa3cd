import { checkOptions } from "../base/check_options.ts";
import { RetrieveValuesResponseSchema } from "../gen/nilvm/opaque/v1/values_pb.ts";
import { Values as ValuesService } from "../gen/nillion/values/v1/service_pb.ts";
import type { PartyShares } from "../masking/secret_masker.ts";
import { uuidToBytes } from "../base/uuid.ts";
import type { Values } from "../values/values.ts";
import type { ValuesId } from "../values/store_id.ts";
import type { PaidRequest } from "./paid_request.ts";
import type { Session } from "./session.ts";
import { type RetrieveOptions, unmaskAnswers } from "./unmask_answers.ts";

const method = { ...ValuesService.method.retrieveValues, output: RetrieveValuesResponseSchema };

const ifCorrupt =
  ". A node lies or has lost data, or two updates of these values were made at once: storing them again under their id makes the nodes agree";

/** Recovers stored values from the nodes' shares. */
export function retrieveValues(
  session: Session,
  id: ValuesId,
  options: RetrieveOptions,
): PaidRequest<PartyShares, Values> {
  checkOptions(options, "Retrieving values", { faultTolerance: true });
  return {
    action: `Retrieving values ${id}`,
    purchasable: { case: "retrieveValues", value: { valuesId: uuidToBytes(id, "values") } },
    ...unmaskAnswers(session, options, ifCorrupt),
    async ask(receipt, node, call) {
      const { values } = await node.send(method, { signedReceipt: receipt }, call);
      return { party: node.member.identity, values };
    },
  };
}

import { checkOptions } from "../base/check_options.ts";
import { RetrieveValuesResponseSchema } from "../gen/nilvm/opaque/v1/values_pb.ts";
import { Values as ValuesService } from "../gen/nillion/values/v1/service_pb.ts";
import type { PartyShares } from "../masking/secret_masker.ts";
import { uuidToBytes } from "../base/uuid.ts";
import type { PlainValues, ValueTypes } from "../values/plain_values.ts";
import type { Values } from "../values/values.ts";
import type { ValuesId } from "../values/store_id.ts";
import type { PaidRequest } from "./paid_request.ts";
import { PaidWork } from "./paid_work.ts";
import type { Session } from "./session.ts";
import { type RetrieveOptions, unmaskAnswers } from "./unmask_answers.ts";
import { type ValuesOperation, valuesOperation } from "./values_operation.ts";

/** How to read stored values. */
export interface RetrieveValuesOptions<T extends ValueTypes> extends RetrieveOptions {
  /**
   * The types that the values have, by name, such as `{ salary: SecretInteger }`. They are checked when the values are
   * read, and the operation gives what the values hold: a `bigint`, a `boolean`, bytes, or an array of those.
   */
  readonly as: T;
}

const method = { ...ValuesService.method.retrieveValues, output: RetrieveValuesResponseSchema };

const ifCorrupt =
  ". A node lies or has lost data, or two updates of these values were made at once: storing them again under their id makes the nodes agree";

/** Recovers stored values from the nodes' shares, and what they hold if their types are given. */
export function retrieveValues<T extends ValueTypes>(
  session: Session,
  id: ValuesId,
  options: RetrieveOptions & Partial<RetrieveValuesOptions<T>>,
): ValuesOperation<Values> | ValuesOperation<PlainValues<T>> {
  checkOptions(options, "Retrieving values", { faultTolerance: true, as: true });
  const work = new PaidWork(session, "retrieveValues", request(session, id, options));
  const operation = valuesOperation<Values>(session, work);
  return options.as === undefined ? operation : operation.as(options.as);
}

function request(
  session: Session,
  id: ValuesId,
  options: RetrieveOptions,
): PaidRequest<PartyShares, Values> {
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

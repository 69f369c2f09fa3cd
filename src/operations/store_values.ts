import { checkOptions, type OptionNames } from "../base/check_options.ts";
import { shown } from "../base/text.ts";
import { InvalidArgumentError } from "../errors/mod.ts";
import { equalBytes } from "../base/bytes.ts";
import { Values as ValuesService } from "../gen/nillion/values/v1/service_pb.ts";
import {
  RetrieveValuesResponseSchema,
  StoreValuesRequestSchema,
} from "../gen/nilvm/opaque/v1/values_pb.ts";
import { encodeHex } from "../base/hex.ts";
import { maskForNodes } from "../masking/mask_for_nodes.ts";
import { Permissions } from "../permissions/permissions.ts";
import { permissionsToWire } from "../permissions/wire.ts";
import { uuidToBytes } from "../base/uuid.ts";
import { listValues, type Values } from "../values/values.ts";
import type { ValuesId } from "../values/store_id.ts";
import { agreedId } from "./agreed_id.ts";
import {
  checkMayConfirm,
  confirmingRead,
  type ConfirmOptions,
  readConfirm,
  readToConfirm,
} from "./confirm.ts";
import type { PaidRequest } from "./paid_request.ts";
import type { Session } from "./session.ts";

/** How to store values. */
export interface StoreValuesOptions extends ConfirmOptions {
  /** The time to live in days, a whole number from 1 to 36,500. */
  ttlDays: number;
  /**
   * The permissions of the values, with their owner. If not given, new values get
   * `Permissions.defaultsForUser` of the user, and an update keeps the stored permissions.
   */
  permissions?: Permissions | undefined;
  /**
   * The id of stored values to replace. The update replaces all values under this id. Without it the
   * values get a new id.
   */
  updateIdentifier?: ValuesId | undefined;
}

const names: OptionNames<StoreValuesOptions> = {
  ttlDays: true,
  permissions: true,
  updateIdentifier: true,
  confirm: true,
};

const method = { ...ValuesService.method.storeValues, input: StoreValuesRequestSchema };
const readMethod = {
  ...ValuesService.method.retrieveValues,
  output: RetrieveValuesResponseSchema,
};

/** A century. A larger number is probably in another unit. */
const ttlDaysMax = 36_500;

/** Masks values, and stores at each node its shares. */
export function storeValues(
  { masker, connection, userId }: Session,
  values: Values,
  options: StoreValuesOptions,
): PaidRequest<Uint8Array, ValuesId> {
  const { ttlDays, permissions, updateIdentifier } = checkOptions(
    options,
    "Storing values",
    names,
  );
  checkTtl(ttlDays);
  const confirm = readConfirm(options.confirm);
  const named = listValues(values);
  if (named.names.length === 0) {
    throw new InvalidArgumentError("storeValues() needs at least one value");
  }
  const update = updateIdentifier === undefined
    ? undefined
    : uuidToBytes(updateIdentifier, "values");
  const { shares, counts, payloadBytes } = maskForNodes(masker, named);
  // An update gets no default permissions: they would make the sender the owner.
  const granted = permissions ?? (update ? undefined : Permissions.defaultsForUser(userId));
  const common = {
    updateIdentifier: update ?? new Uint8Array(),
    ...(granted === undefined ? {} : { permissions: permissionsToWire(granted) }),
  };
  const mayRead = granted?.retrieve.some((user) => user.equals(userId)) ?? false;
  // An update without permissions keeps those that are stored, which may permit it.
  if (granted !== undefined) checkMayConfirm(confirm, mayRead);
  const sharesOf = new Map(shares.map(({ party, values }) => [encodeHex(party), values]));
  return {
    action: updateIdentifier === undefined
      ? "Storing values"
      : `Updating values ${updateIdentifier}`,
    purchasable: {
      case: "storeValues",
      value: {
        secretSharedCount: BigInt(counts.shares),
        publicValuesCount: BigInt(counts.public),
        ecdsaPrivateKeySharesCount: BigInt(counts.ecdsaPrivateKeyShares),
        ecdsaSignatureSharesCount: BigInt(counts.ecdsaSignatureShares),
        ttlDays,
        payloadSize: BigInt(payloadBytes),
      },
    },
    nodes: connection.nodes,
    ifUnconfirmed: readToConfirm,
    target: updateIdentifier,
    async ask(signedReceipt, node, call) {
      const values = sharesOf.get(node.member.id)!;
      const { valuesId } = await node.send(method, { ...common, signedReceipt, values }, call);
      return valuesId;
    },
    conclude: (ids, receipt) => ({
      result: agreedId(ids, "the values", receipt, updateIdentifier),
    }),
    ...(confirm
      ? {
        readBack: (receipt) =>
          readBack(
            connection,
            sharesOf,
            agreedId([], "the values", receipt, updateIdentifier),
            mayRead,
          ),
      }
      : {}),
  };
}

/**
 * Reads what each node holds under an id, and compares it with the shares that it was sent.
 *
 * @param mayRead Whether the write permits its user to read. A node that does not permit it then holds something else.
 */
function readBack(
  { nodes }: Session["connection"],
  sharesOf: ReadonlyMap<string, readonly Uint8Array[]>,
  id: ValuesId,
  mayRead: boolean,
): PaidRequest<unknown, ValuesId> {
  return confirmingRead({
    action: `Confirming values ${id}`,
    purchasable: { case: "retrieveValues", value: { valuesId: uuidToBytes(id, "values") } },
    nodes,
    thing: `values ${id}`,
    result: id,
    mayRead,
    async isHeldBy(node, signedReceipt, call) {
      const { values } = await node.send(readMethod, { signedReceipt }, call);
      const sent = sharesOf.get(node.member.id)!;
      return values.length === sent.length &&
        sent.every((share) => values.some((value) => equalBytes(share, value)));
    },
  });
}

function checkTtl(ttlDays: number | undefined): asserts ttlDays is number {
  if (!Number.isInteger(ttlDays) || ttlDays! < 1 || ttlDays! > ttlDaysMax) {
    throw new InvalidArgumentError(
      `ttlDays must be a whole number of days from 1 to ${ttlDaysMax}, got ${shown(ttlDays)}`,
      { option: "ttlDays" },
    );
  }
}

import { checkOptions, type OptionNames } from "../base/check_options.ts";
import { InvalidArgumentError } from "../errors/mod.ts";
import { Values as ValuesService } from "../gen/nillion/values/v1/service_pb.ts";
import { StoreValuesRequestSchema } from "../gen/nilvm/opaque/v1/values_pb.ts";
import { encodeHex } from "../base/hex.ts";
import { maskForNodes } from "../masking/mask_for_nodes.ts";
import { Permissions } from "../permissions/permissions.ts";
import { permissionsToWire } from "../permissions/wire.ts";
import { uuidToBytes } from "../base/uuid.ts";
import { listValues, type Values } from "../values/values.ts";
import type { ValuesId } from "../values/store_id.ts";
import { agreedId } from "./agreed_id.ts";
import type { PaidRequest } from "./paid_operation.ts";
import type { Session } from "./session.ts";

/** How values are stored. */
export interface StoreValuesOptions {
  /** For how many days, a whole number from 1 to 36,500. */
  ttlDays: number;
  /**
   * Who may do what with them. Left out, new values get `Permissions.defaultsForUser` of the user
   * who stores them, and values that are replaced keep the permissions they have. Given with an
   * update they replace those stored, and with them the owner.
   */
  permissions?: Permissions | undefined;
  /**
   * The id of the values to replace: all of those stored under it, also the ones not named here.
   * Without it the values are new and get an id of their own.
   */
  updateIdentifier?: ValuesId | undefined;
}

const names: OptionNames<StoreValuesOptions> = {
  ttlDays: true,
  permissions: true,
  updateIdentifier: true,
};

const method = { ...ValuesService.method.storeValues, input: StoreValuesRequestSchema };

/**
 * A century: what is meant to stay forever is better stored again, and a greater number is likely a
 * mistake of unit.
 */
const ttlDaysMax = 36_500;

/** Splits values and stores at each node its shares, all or none of them. */
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
  const named = listValues(values);
  if (named.names.length === 0) throw new InvalidArgumentError("There are no values to store");
  const update = updateIdentifier === undefined
    ? undefined
    : uuidToBytes(updateIdentifier, "values");
  const { shares, counts, payloadBytes } = maskForNodes(masker, named);
  // An update without permissions keeps those stored; the defaults would make the sender the owner.
  const granted = permissions ?? (update ? undefined : Permissions.defaultsForUser(userId));
  const common = {
    updateIdentifier: update ?? new Uint8Array(),
    ...(granted === undefined ? {} : { permissions: permissionsToWire(granted) }),
  };
  const sharesOf = new Map(shares.map(({ party, values }) => [encodeHex(party), values]));
  return {
    what: updateIdentifier === undefined ? "Storing values" : `Updating values ${updateIdentifier}`,
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
    async ask(signedReceipt, node, call) {
      const values = sharesOf.get(node.member.id)!;
      const { valuesId } = await node.send(method, { ...common, signedReceipt, values }, call);
      return valuesId;
    },
    conclude: (ids, receipt) => ({
      result: agreedId(ids, "the values", receipt, updateIdentifier),
    }),
  };
}

function checkTtl(ttlDays: number | undefined): asserts ttlDays is number {
  if (!Number.isInteger(ttlDays) || ttlDays! < 1 || ttlDays! > ttlDaysMax) {
    throw new InvalidArgumentError(
      `ttlDays is a whole number of days from 1 to ${ttlDaysMax}, not ${String(ttlDays)}`,
      { option: "ttlDays" },
    );
  }
}

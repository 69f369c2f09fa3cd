import { fromBinary } from "@bufbuild/protobuf";
import { InvalidArgumentError, NodesDisagreeError } from "../errors.ts";
import { ReceiptSchema } from "../gen/nillion/payments/v1/receipt_pb.ts";
import { Values as ValuesService } from "../gen/nillion/values/v1/service_pb.ts";
import { StoreValuesRequestSchema } from "../gen/nilvm/opaque/v1/values_pb.ts";
import { encodeHex } from "../keys/hex.ts";
import type { SignedReceipt } from "../payments/receipt.ts";
import { Permissions } from "../permissions/permissions.ts";
import { permissionsToWire } from "../permissions/wire.ts";
import { Value } from "../values/value.ts";
import type { Values } from "../values/values.ts";
import type { PaidRequest } from "./paid_operation.ts";
import type { Session } from "./session.ts";
import { type ValuesId, valuesIdFromBytes, valuesIdToBytes } from "./values_id.ts";

/** How values are stored. */
export interface StoreValuesOptions {
  /** For how many days, a whole number from 1 to 36,500. */
  ttlDays: number;
  /**
   * Who may do what with them. New values get `Permissions.defaultsForUser` of the user who stores
   * them; values that are replaced keep the permissions they have.
   */
  permissions?: Permissions | undefined;
  /**
   * The id of the values to replace: all of those stored under it, also the ones not named here.
   * Without it the values are new and get an id of their own.
   */
  updateIdentifier?: ValuesId | undefined;
}

const method = { ...ValuesService.method.storeValues, input: StoreValuesRequestSchema };

/**
 * A century: what is meant to stay forever is better stored again, and a greater number is likely a
 * mistake of unit.
 */
const ttlDaysMax = 36_500;

/** What one node's values may come to, and what nodes refuse a quote beyond. */
const payloadBytesMax = 6 * 1024 * 1024;

/** Splits values and stores at each node its shares, all or none of them. */
export function storeValues(
  { masker, connection, userId }: Session,
  values: Values,
  options: StoreValuesOptions,
): PaidRequest<Uint8Array, ValuesId> {
  const { ttlDays, permissions, updateIdentifier } = options ?? {};
  checkTtl(ttlDays);
  checkValues(values);
  const update = updateIdentifier === undefined ? undefined : valuesIdToBytes(updateIdentifier);
  const shares = masker.mask(values);
  const counts = masker.classify(values);
  const payloadBytes = masker.payloadSize(shares);
  if (payloadBytes > payloadBytesMax) {
    throw new InvalidArgumentError(
      `The values take ${payloadBytes} bytes at each node, where ${payloadBytesMax} are possible`,
    );
  }
  // An update without permissions keeps those stored; the defaults would make the sender the owner.
  const granted = permissions ?? (update ? undefined : Permissions.defaultsForUser(userId));
  const common = {
    updateIdentifier: update ?? new Uint8Array(),
    ...(granted === undefined ? {} : { permissions: permissionsToWire(granted) }),
  };
  const sharesOf = new Map(shares.map(({ party, values }) => [encodeHex(party), values]));
  return {
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
    conclude: (ids, receipt) => ({ result: agreedId(ids) ?? updateIdentifier ?? newId(receipt) }),
  };
}

function checkTtl(ttlDays: number | undefined): asserts ttlDays is number {
  if (!Number.isInteger(ttlDays) || ttlDays! < 1 || ttlDays! > ttlDaysMax) {
    throw new InvalidArgumentError(
      `Values are stored for a whole number of days from 1 to ${ttlDaysMax}, not for ${ttlDays}`,
    );
  }
}

function checkValues(values: Values): void {
  const entries: [string, unknown][] = Object.entries(values);
  if (entries.length === 0) throw new InvalidArgumentError("There are no values to store");
  for (const [name, value] of entries) {
    if (name === "") throw new InvalidArgumentError("A value has an empty name");
    if (!(value instanceof Value)) {
      throw new InvalidArgumentError(
        `${
          JSON.stringify(name)
        } is not a value of the network: wrap it, as in new SecretInteger(42)`,
      );
    }
  }
}

/** Nothing when every answer was lost on its way. */
function agreedId(answers: readonly Uint8Array[]): ValuesId | undefined {
  const ids = new Set(answers.map(valuesIdFromBytes));
  if (ids.size > 1) {
    throw new NodesDisagreeError(`The nodes gave the values different ids: ${[...ids].join(", ")}`);
  }
  return [...ids][0];
}

/** The id that nodes give new values is that of the receipt they take for them. */
function newId({ receipt }: SignedReceipt): ValuesId {
  return valuesIdFromBytes(fromBinary(ReceiptSchema, receipt).identifier);
}

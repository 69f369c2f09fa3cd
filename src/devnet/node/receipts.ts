import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { Code } from "@connectrpc/connect";
import {
  type OperationMetadata,
  ReceiptSchema,
  type SignedReceipt,
  SignedReceiptSchema,
} from "../../gen/nillion/payments/v1/receipt_pb.ts";
import type { PrivateKey } from "../../keys/private_key.ts";
import type { PublicKey } from "../../keys/public_key.ts";
import type { Environment } from "../base/environment.ts";
import { spendNonce, type SpentNonces } from "./nonces.ts";
import { malformed, refusal } from "../base/refusal.ts";
import { millisecondsOf, timestampOf } from "./timestamps.ts";
import { uuidFromRandom } from "../base/wire.ts";

const RECEIPT_LIFETIME_MS = 24 * 60 * 60 * 1000;

type Operation = OperationMetadata["operation"];

/** The operations that a receipt can be for. */
export type OperationKind = NonNullable<Operation["case"]>;

/** What a receipt says about an operation of one kind. */
export type OperationDetails<Kind extends OperationKind> = Extract<
  Operation,
  { case: Kind }
>["value"];

/** The kinds as nodes spell them in refusals. */
const spelled: Record<OperationKind, string> = {
  poolStatus: "pool status",
  storeProgram: "store program",
  retrieveValues: "retrieve values",
  retrievePermissions: "retrieve permissions",
  storeValues: "store values",
  invokeCompute: "invoke compute",
  overwritePermissions: "overwrite permissions",
  updatePermissions: "update permissions",
};

/** Writes the leader's receipt for an operation that was paid, under a new identifier. */
export function issueReceipt(
  metadata: OperationMetadata,
  leaderKey: PrivateKey,
  environment: Environment,
): SignedReceipt {
  const receipt = toBinary(
    ReceiptSchema,
    create(ReceiptSchema, {
      identifier: uuidFromRandom(environment.randomBytes(16)),
      metadata,
      expiresAt: timestampOf(environment.now() + RECEIPT_LIFETIME_MS),
    }),
  );
  return create(SignedReceiptSchema, { receipt, signature: leaderKey.sign(receipt) });
}

/** Takes receipts at one node. */
export interface ReceiptDesk {
  /**
   * Redeems a receipt, which it can be but once, and answers its identifier and what it is for. Refuses one that the
   * leader did not sign, that was redeemed here before, that has expired, or that is for another operation.
   */
  redeem<Kind extends OperationKind>(
    signed: SignedReceipt | undefined,
    kind: Kind,
  ): { identifier: Uint8Array; details: OperationDetails<Kind> };
}

/** Opens the desk of a node that remembers in `spent` what it redeemed. */
export function createReceiptDesk(
  leaderPublicKey: PublicKey,
  spent: SpentNonces,
  environment: Environment,
): ReceiptDesk {
  return {
    redeem<Kind extends OperationKind>(signed: SignedReceipt | undefined, kind: Kind) {
      if (signed === undefined) throw malformed("'signed_receipt' not set");
      if (!leaderPublicKey.verify(signed.receipt, signed.signature)) {
        throw refusal(Code.InvalidArgument, "invalid signature");
      }
      const { identifier, metadata, expiresAt } = fromBinary(ReceiptSchema, signed.receipt);
      const expiresAtMs = expiresAt && millisecondsOf(expiresAt);
      if (metadata === undefined || expiresAtMs === undefined) {
        throw refusal(Code.Internal, "internal error");
      }
      // A receipt is used up even where it is then refused.
      const nowMs = environment.now();
      if (!spendNonce(spent, identifier, expiresAtMs, nowMs)) {
        throw refusal(Code.FailedPrecondition, "nonce already used");
      }
      if (expiresAtMs < nowMs) throw refusal(Code.FailedPrecondition, "quote expired");
      if (metadata.operation.case !== kind) {
        throw refusal(Code.InvalidArgument, `receipt is not for a '${spelled[kind]}' operation`);
      }
      return { identifier, details: metadata.operation.value as OperationDetails<Kind> };
    },
  };
}

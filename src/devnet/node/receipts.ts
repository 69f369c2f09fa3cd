import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { Code, type HandlerContext } from "@connectrpc/connect";
import { encodeHex } from "../../base/hex.ts";
import {
  type OperationMetadata,
  ReceiptSchema,
  type SignedReceipt,
  SignedReceiptSchema,
} from "../../gen/nillion/payments/v1/receipt_pb.ts";
import type { PrivateKey } from "../../keys/private_key.ts";
import type { PublicKey } from "../../keys/public_key.ts";
import { headersKey } from "../http/auth.ts";
import { dayMs } from "../base/clock.ts";
import type { DevnetEnvironment } from "../base/environment.ts";
import type { OperationTrace } from "../base/operation_trace.ts";
import { malformed, refusal } from "../base/refusal.ts";
import type { Table } from "../base/table.ts";
import { timestampOf } from "../../base/timestamps.ts";
import { millisecondsOf } from "../base/wire.ts";

const receiptLifetimeMs = dayMs;

type Operation = OperationMetadata["operation"];

/** A kind of operation that a receipt can be for. */
export type OperationKind = NonNullable<Operation["case"]>;

/** The details of an operation of one kind in a receipt. */
export type OperationDetails<Kind extends OperationKind> = Extract<
  Operation,
  { case: Kind }
>["value"];

/** The names of the kinds in the nodes' refusals. */
const kindNames: Record<OperationKind, string> = {
  poolStatus: "pool status",
  storeProgram: "store program",
  retrieveValues: "retrieve values",
  retrievePermissions: "retrieve permissions",
  storeValues: "store values",
  invokeCompute: "invoke compute",
  overwritePermissions: "overwrite permissions",
  updatePermissions: "update permissions",
};

/** Issues the leader's receipt for a paid operation. */
export function issueReceipt(
  identifier: Uint8Array,
  metadata: OperationMetadata,
  leaderKey: PrivateKey,
  environment: DevnetEnvironment,
): SignedReceipt {
  const receipt = toBinary(
    ReceiptSchema,
    create(ReceiptSchema, {
      identifier,
      metadata,
      expiresAt: timestampOf(environment.now() + receiptLifetimeMs),
    }),
  );
  return create(SignedReceiptSchema, { receipt, signature: leaderKey.sign(receipt) });
}

/** The receipts of one node. */
export interface Receipts {
  /**
   * Redeems a receipt and returns its identifier and its details. A receipt can be redeemed once at each node. Refuses a
   * receipt that the leader did not sign, that was redeemed before, that has expired, or that is for another operation.
   */
  redeem<Kind extends OperationKind>(
    signed: SignedReceipt | undefined,
    kind: Kind,
    context: Pick<HandlerContext, "values">,
  ): { identifier: Uint8Array; details: OperationDetails<Kind> };
}

/** Starts to redeem receipts at a node; `spent` remembers the redeemed ones. */
export function createReceipts(
  leaderPublicKey: PublicKey,
  spent: SpentNonces,
  environment: DevnetEnvironment,
  trace: OperationTrace,
): Receipts {
  return {
    redeem<Kind extends OperationKind>(
      signed: SignedReceipt | undefined,
      kind: Kind,
      { values }: Pick<HandlerContext, "values">,
    ) {
      if (signed === undefined) throw malformed("'signed_receipt' not set");
      if (!leaderPublicKey.verify(signed.receipt, signed.signature)) {
        throw refusal(Code.InvalidArgument, "invalid signature");
      }
      const { identifier, metadata, expiresAt } = fromBinary(ReceiptSchema, signed.receipt);
      const expiresAtMs = expiresAt && millisecondsOf(expiresAt);
      trace.redeem(values.get(headersKey), identifier);
      if (metadata === undefined || expiresAtMs === undefined) {
        throw refusal(Code.Internal, "internal error");
      }
      // Nodes spend a receipt before they look at its expiry and its operation.
      const nowMs = environment.now();
      if (!spendNonce(spent, identifier, expiresAtMs, nowMs)) {
        throw refusal(Code.FailedPrecondition, "nonce already used");
      }
      if (expiresAtMs < nowMs) throw refusal(Code.FailedPrecondition, "quote expired");
      if (metadata.operation.case !== kind) {
        throw refusal(Code.InvalidArgument, `receipt is not for a '${kindNames[kind]}' operation`);
      }
      return { identifier, details: metadata.operation.value as OperationDetails<Kind> };
    },
  };
}

/** Spent nonces in hex, each with the time until which it is remembered, in milliseconds since the Unix epoch. */
export type SpentNonces = Table<string, number>;

/** Spends a nonce. Returns `false` when it was spent before. */
export function spendNonce(
  spent: SpentNonces,
  nonce: Uint8Array,
  expiresAtMs: number,
  nowMs: number,
): boolean {
  forgetExpired(spent, nowMs);
  const key = encodeHex(nonce);
  if (spent.has(key)) return false;
  spent.set(key, expiresAtMs);
  return true;
}

/** All nonces of a table live equally long, so the first ones expire first. */
function forgetExpired(spent: SpentNonces, nowMs: number): void {
  for (const [key, expiresAtMs] of spent) {
    if (expiresAtMs >= nowMs) return;
    spent.delete(key);
  }
}

import { fromBinary } from "@bufbuild/protobuf";
import { NodesDisagreeError } from "../errors/mod.ts";
import { ReceiptSchema } from "../gen/nillion/payments/v1/receipt_pb.ts";
import type { SignedReceipt } from "../payments/receipt.ts";
import { uuidFromBytes } from "../base/uuid.ts";

/**
 * The id that nodes give to what they do for a receipt: that of what is updated, or else the
 * receipt's own, which the leader signed. Some of their answers may be lost.
 *
 * @throws {NodesDisagreeError} When a node gave another.
 */
export function agreedId(
  answers: readonly Uint8Array[],
  what: string,
  { receipt }: SignedReceipt,
  updated?: string,
): string {
  const expected = (updated ?? uuidFromBytes(fromBinary(ReceiptSchema, receipt).identifier))
    .toLowerCase();
  const other = answers.map(uuidFromBytes).find((id) => id !== expected);
  if (other === undefined) return expected;
  throw new NodesDisagreeError(`The id of ${what} is ${expected}, but a node gave ${other}`);
}

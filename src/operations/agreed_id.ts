import { fromBinary } from "@bufbuild/protobuf";
import { NodesDisagreeError } from "../errors/mod.ts";
import { ReceiptSchema } from "../gen/nillion/payments/v1/receipt_pb.ts";
import type { SignedReceipt } from "../payments/receipt.ts";
import { uuidFromBytes } from "../base/uuid.ts";

/**
 * The id that the nodes must give: `updated`, or else the id in the receipt, which the leader
 * signed. So the id is known even if answers are lost.
 *
 * @param thing The thing that has the id, for the error.
 * @throws {NodesDisagreeError} When a node gave another id.
 */
export function agreedId(
  answers: readonly Uint8Array[],
  thing: string,
  { receipt }: SignedReceipt,
  updated?: string,
): string {
  const expected = (updated ?? uuidFromBytes(fromBinary(ReceiptSchema, receipt).identifier))
    .toLowerCase();
  const other = answers.map(uuidFromBytes).find((id) => id !== expected);
  if (other === undefined) return expected;
  throw new NodesDisagreeError(`A node gave the id ${other} for ${thing} with the id ${expected}`);
}

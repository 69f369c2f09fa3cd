import { fromBinary } from "@bufbuild/protobuf";
import { NodesDisagreeError } from "../errors.ts";
import { ReceiptSchema } from "../gen/nillion/payments/v1/receipt_pb.ts";
import type { SignedReceipt } from "../payments/receipt.ts";
import { uuidFromBytes } from "../values/uuid.ts";

/** The one id that the nodes gave; nothing when every answer was lost on its way. */
export function agreedId(answers: readonly Uint8Array[], what: string): string | undefined {
  const ids = new Set(answers.map(uuidFromBytes));
  if (ids.size > 1) {
    throw new NodesDisagreeError(`The nodes gave ${what} different ids: ${[...ids].join(", ")}`);
  }
  return [...ids][0];
}

/** The id that nodes give to what is new, which is that of the receipt they take for it. */
export function idOfReceipt({ receipt }: SignedReceipt): string {
  return uuidFromBytes(fromBinary(ReceiptSchema, receipt).identifier);
}

import { encodeHex } from "../../base/hex.ts";

/** How many receipts are remembered. Those of operations that are under way are among the latest. */
const receiptsMax = 10_000;

/** Notes which requests belong to one operation: that for its quote, that for its receipt, and those with the receipt. */
export class OperationTrace {
  readonly #operations = new WeakMap<Headers, string>();
  readonly #receipts = new Map<string, string>();

  /** The operation that a request belongs to, if that is known. */
  of(headers: Headers): string | undefined {
    return this.#operations.get(headers);
  }

  /** Notes that a request is about a quote: it was answered with it, or pays for it. */
  quote(headers: Headers, nonce: Uint8Array): void {
    this.#operations.set(headers, operationOf(nonce));
  }

  /** Notes the receipt for a quote. */
  pay(nonce: Uint8Array, receipt: Uint8Array): void {
    this.#receipts.set(encodeHex(receipt), operationOf(nonce));
    const [oldest] = this.#receipts.keys();
    if (this.#receipts.size > receiptsMax && oldest !== undefined) this.#receipts.delete(oldest);
  }

  /** Notes that a request has a receipt. */
  redeem(headers: Headers, receipt: Uint8Array): void {
    const operation = this.#receipts.get(encodeHex(receipt));
    if (operation !== undefined) this.#operations.set(headers, operation);
  }
}

/** The name of an operation. The nonce of its quote is public: a payment on the chain has it. */
export function operationOf(nonce: Uint8Array): string {
  return encodeHex(nonce.subarray(0, 8));
}

import { type Timestamp, timestampMs } from "@bufbuild/protobuf/wkt";
import { InternalError, InvalidArgumentError } from "../errors/mod.ts";
import { shownText } from "../base/text.ts";

/** The most that an amount can be, in unil: what a `uint64` holds. */
export const unilMax: bigint = 2n ** 64n - 1n;

/**
 * Reads an amount that a caller gave as either kind of number.
 *
 * @throws {InvalidArgumentError} When it is not a whole number from 1 to `unilMax`.
 */
export function readAmount(amountUnil: bigint | number): bigint {
  const isWhole = typeof amountUnil === "bigint" || Number.isSafeInteger(amountUnil);
  if (isWhole && amountUnil > 0 && amountUnil <= unilMax) return BigInt(amountUnil);
  throw new InvalidArgumentError(
    `An amount is a whole number of unil from 1 to ${unilMax}, not ${String(amountUnil)}`,
  );
}

const txHashForm = /^[0-9a-f]{64}$/i;

/**
 * Refuses what is no hash of a transaction.
 *
 * @throws {InvalidArgumentError} When it is not 64 hex digits.
 */
export function checkTxHash(txHash: string): void {
  if (typeof txHash === "string" && txHashForm.test(txHash)) return;
  throw new InvalidArgumentError(
    `A transaction's hash is 64 hex digits, not ${shownText(txHash)}`,
    { phase: "payment" },
  );
}

/**
 * The date of a timestamp from the network, which may be missing or beyond what a date can hold.
 */
export function readTimestamp(wire: Timestamp | undefined, what: string): Date {
  const date = new Date(wire === undefined ? NaN : timestampMs(wire));
  if (Number.isNaN(date.getTime())) throw new InternalError(`${what} has no usable date`);
  return date;
}

import type { Timestamp } from "@bufbuild/protobuf/wkt";
import { shown } from "../base/text.ts";
import { msOf } from "../base/timestamps.ts";
import { InternalError, InvalidArgumentError } from "../errors/mod.ts";

/** The largest amount, in unil: the largest `uint64`. */
export const unilMax: bigint = 2n ** 64n - 1n;

/**
 * Reads an amount that a caller gives as a bigint or a number.
 *
 * @param option The option that it is, for the error.
 * @throws {InvalidArgumentError} When it is not a whole number from 1 to `unilMax`.
 */
export function readAmount(
  amountUnil: bigint | number,
  option?: "maxFeesUnil" | "maxTransactionFeeUnil",
): bigint {
  const isWhole = typeof amountUnil === "bigint" || Number.isSafeInteger(amountUnil);
  if (isWhole && amountUnil > 0 && amountUnil <= unilMax) return BigInt(amountUnil);
  throw new InvalidArgumentError(
    `${option ?? "amountUnil"} must be a whole number from 1 to ${unilMax}, got ${
      shown(amountUnil)
    }`,
    { option },
  );
}

const txHashForm = /^[0-9a-f]{64}$/i;

/**
 * Checks the hash of a transaction.
 *
 * @throws {InvalidArgumentError} When it is not 64 hex digits.
 */
export function checkTxHash(txHash: string): void {
  if (typeof txHash === "string" && txHashForm.test(txHash)) return;
  throw new InvalidArgumentError(
    `The hash of a transaction must be 64 hex digits, got ${shown(txHash)}`,
    { phase: "payment" },
  );
}

/**
 * Reads a timestamp of the network.
 *
 * @param source The sender of the timestamp, for the error.
 * @throws {InternalError} When it is missing, or out of the range of a `Date`.
 */
export function readTimestamp(wire: Timestamp | undefined, source: string): Date {
  const date = new Date(wire === undefined ? NaN : msOf(wire));
  if (Number.isNaN(date.getTime())) throw new InternalError(`${source} has no valid timestamp`);
  return date;
}

import { InvalidArgumentError } from "../errors/mod.ts";

const form = /^[0-9a-f]{64}$/i;

/**
 * Refuses what is no hash of a transaction.
 *
 * @throws {InvalidArgumentError} When it is not 64 hex digits.
 */
export function checkTxHash(txHash: string): void {
  if (typeof txHash === "string" && form.test(txHash)) return;
  throw new InvalidArgumentError(
    `A transaction's hash is 64 hex digits, not ${JSON.stringify(String(txHash))}`,
    { phase: "payment" },
  );
}

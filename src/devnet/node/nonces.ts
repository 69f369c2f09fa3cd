import { hexOf } from "../hex.ts";
import type { Table } from "../base/table.ts";

/** Nonces that were spent, in hex, each with the time in milliseconds from which nobody needs to remember it. */
export type SpentNonces = Table<string, number>;

/** Spends a nonce; `false` where it was spent before. */
export function spendNonce(
  spent: SpentNonces,
  nonce: Uint8Array,
  expiresAtMs: number,
  nowMs: number,
): boolean {
  forgetExpired(spent, nowMs);
  const key = hexOf(nonce);
  if (spent.has(key)) return false;
  spent.set(key, expiresAtMs);
  return true;
}

/** Everything in one map lives equally long, so the entries that expire first are the ones that came first. */
function forgetExpired(spent: SpentNonces, nowMs: number): void {
  for (const [key, expiresAtMs] of spent) {
    if (expiresAtMs >= nowMs) return;
    spent.delete(key);
  }
}

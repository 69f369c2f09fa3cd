import { dayMs } from "../base/clock.ts";
import { Table } from "../base/table.ts";

/** A balance expires when it has not changed for this long. */
export const balanceLifetimeMs: number = 365 * dayMs;

/** A user's prepaid balance. */
export interface CreditBalance {
  /** The balance, in credits. */
  readonly credits: bigint;
  /** When it last changed, in milliseconds since the Unix epoch. */
  readonly updatedAtMs: number;
}

/** The balances of all users, and the deposits that they come from. */
export interface Ledger {
  /** Balances by user id. */
  accounts: Table<string, CreditBalance>;
  /** The credited user, by the hash of the deposit's transaction. */
  deposits: Table<string, string>;
}

/** A ledger without balances. */
export function createLedger(): Ledger {
  return { accounts: new Table(), deposits: new Table() };
}

/** A user's balance; `undefined` when the user has none or it has expired. */
export function creditBalance(
  { accounts }: Ledger,
  user: string,
  nowMs: number,
): CreditBalance | undefined {
  const balance = accounts.get(user);
  if (balance !== undefined && balance.updatedAtMs + balanceLifetimeMs < nowMs) {
    accounts.delete(user);
    return undefined;
  }
  return balance;
}

/** Whether a user has at least this many credits. */
export function covers(ledger: Ledger, user: string, credits: bigint, nowMs: number): boolean {
  const balance = creditBalance(ledger, user, nowMs);
  return balance !== undefined && balance.credits >= credits;
}

/** Takes credits from a balance that {@linkcode covers} them. */
export function withdraw({ accounts }: Ledger, user: string, credits: bigint, nowMs: number): void {
  const before = accounts.get(user)!.credits;
  accounts.set(user, { credits: before - credits, updatedAtMs: toWholeSeconds(nowMs) });
}

/** Credits a deposit to a user. Returns `false` when the transaction was credited before. */
export function deposit(
  ledger: Ledger,
  txHash: string,
  user: string,
  credits: bigint,
  nowMs: number,
): boolean {
  const { accounts, deposits } = ledger;
  if (deposits.has(txHash)) return false;
  deposits.set(txHash, user);
  const before = creditBalance(ledger, user, nowMs)?.credits ?? 0n;
  accounts.set(user, { credits: before + credits, updatedAtMs: toWholeSeconds(nowMs) });
  return true;
}

/** Nodes keep this time in seconds. */
function toWholeSeconds(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}

import { Table } from "../base/table.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Credits that nobody touches for this long are gone. */
export const BALANCE_LIFETIME_MS = 365 * DAY_MS;

/** What a user has prepaid. */
export interface Account {
  /** The balance, in credits. */
  readonly credits: bigint;
  /** When it last changed, in milliseconds since the Unix epoch. */
  readonly updatedAtMs: number;
}

/** The leader's books: who has how many credits, and which chain transactions have already been credited. */
export interface Ledger {
  /** Accounts by user id. */
  accounts: Table<string, Account>;
  /** Who was credited, by the hash of the transaction that the deposit came from. */
  deposits: Table<string, string>;
}

/** Empty books. */
export function createLedger(): Ledger {
  return { accounts: new Table(), deposits: new Table() };
}

/** A user's account, or `undefined` where there is none or its credits have expired. */
export function accountOf(ledger: Ledger, user: string, nowMs: number): Account | undefined {
  const account = ledger.accounts.get(user);
  if (account !== undefined && account.updatedAtMs + BALANCE_LIFETIME_MS < nowMs) {
    ledger.accounts.delete(user);
    return undefined;
  }
  return account;
}

/** Whether a user has at least this many credits. */
export function covers(ledger: Ledger, user: string, credits: bigint, nowMs: number): boolean {
  const account = accountOf(ledger, user, nowMs);
  return account !== undefined && account.credits >= credits;
}

/** Takes credits that {@linkcode covers} has found to be there. */
export function withdraw(ledger: Ledger, user: string, credits: bigint, nowMs: number): void {
  const before = ledger.accounts.get(user)!.credits;
  ledger.accounts.set(user, { credits: before - credits, updatedAtMs: toWholeSeconds(nowMs) });
}

/** Credits a chain transaction to a user, once; `false` where that transaction was credited before. */
export function deposit(
  ledger: Ledger,
  txHash: string,
  user: string,
  credits: bigint,
  nowMs: number,
): boolean {
  if (ledger.deposits.has(txHash)) return false;
  ledger.deposits.set(txHash, user);
  const before = accountOf(ledger, user, nowMs)?.credits ?? 0n;
  ledger.accounts.set(user, { credits: before + credits, updatedAtMs: toWholeSeconds(nowMs) });
  return true;
}

/** Nodes keep an account's time in seconds. */
function toWholeSeconds(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}

import { Payments } from "../gen/nillion/payments/v1/service_pb.ts";
import { askLeader } from "../network/ask_leader.ts";
import type { Connection } from "../network/connect.ts";
import type { Call } from "../async/deadline.ts";
import { readTimestamp } from "./checks.ts";

/** The money that a user has deposited in the network and not spent. */
export interface AccountBalance {
  /** The balance in credits, as in `PriceQuote.feesCredits`. */
  readonly balance: bigint;
  /** When the balance last changed. `undefined` without a deposit, or after the balance has expired. */
  readonly lastUpdated: Date | undefined;
  /** When the balance expires; a deposit extends it. `undefined` like `lastUpdated`. */
  readonly expiresAt: Date | undefined;
}

/** Asks the leader for the caller's balance. */
export async function requestBalance(
  connection: Connection,
  call: Call,
): Promise<AccountBalance> {
  const { accountBalance } = Payments.method;
  const wire = await askLeader(connection, accountBalance, {}, call);
  const lastUpdated = readTimestamp(wire.lastUpdated, "The balance");
  const expiresAt = readTimestamp(wire.expiresAt, "The balance");
  // For a user without an account, the network gives the epoch as `lastUpdated`.
  const dates = lastUpdated.getTime() === 0 ? [] : [lastUpdated, expiresAt];
  return { balance: wire.balance, lastUpdated: dates[0], expiresAt: dates[1] };
}

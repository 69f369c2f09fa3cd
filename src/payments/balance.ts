import { Payments } from "../gen/nillion/payments/v1/service_pb.ts";
import { askLeader } from "../network/ask_leader.ts";
import type { Connection } from "../network/connect.ts";
import type { Call } from "../async/deadline.ts";
import { readTimestamp } from "./checks.ts";

/** What a user has deposited in the network and not yet spent. */
export interface AccountBalance {
  /** How much, in credits: the unit that `PriceQuote.feesCredits` counts in, not unil. */
  readonly balance: bigint;
  /** When it last changed; nothing where nothing was ever deposited, or it has lapsed. */
  readonly lastUpdated: Date | undefined;
  /** When it lapses unless it is topped up before; nothing where there is none to lapse. */
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
  // Of users without an account the network says that it last changed when time began.
  const dates = lastUpdated.getTime() === 0 ? [] : [lastUpdated, expiresAt];
  return { balance: wire.balance, lastUpdated: dates[0], expiresAt: dates[1] };
}

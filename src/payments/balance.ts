import { Payments } from "../gen/nillion/payments/v1/service_pb.ts";
import { askLeader } from "../network/ask_leader.ts";
import type { Connection } from "../network/connect.ts";
import type { Call } from "../network/deadline.ts";
import { readTimestamp } from "./timestamp.ts";

/** What a user has deposited in the network and not yet spent. */
export interface AccountBalance {
  /** How much, in credits: the unit that `PriceQuote.feesCredits` counts in, not unil. */
  readonly balance: bigint;
  /** When it last changed; the beginning of 1970 where there never was one. */
  readonly lastUpdated: Date;
  /** When it lapses unless it is topped up before. */
  readonly expiresAt: Date;
}

/** Asks the leader for the caller's balance. */
export async function requestBalance(
  connection: Connection,
  call: Call,
): Promise<AccountBalance> {
  const { accountBalance } = Payments.method;
  const wire = await askLeader(connection, accountBalance, {}, call);
  return {
    balance: wire.balance,
    lastUpdated: readTimestamp(wire.lastUpdated, "The balance"),
    expiresAt: readTimestamp(wire.expiresAt, "The balance"),
  };
}

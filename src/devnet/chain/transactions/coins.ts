import type { Amount } from "../../../gen/nillion/meta/v1/tx_pb.ts";
import { refusal } from "./chain_refusal.ts";

/** The chain's one coin, a millionth of a nil. */
export const unil = "unil";

/** A number of coins of one kind; may be any number until {@linkcode areValidCoins} has seen it. */
export interface Coin {
  denom: string;
  amount: bigint;
}

const maxAmountBits = 256n;

/** Reads the amounts of a message, which are decimal digits there. */
export function parseCoins(amounts: Amount[]): Coin[] {
  return amounts.map(({ denom, amount }) => ({ denom, amount: parseAmount(amount) }));
}

function parseAmount(digits: string): bigint {
  // The longest decimal of 256 bits has 78 digits; longer ones are not worth a conversion.
  if (!/^-?[0-9]{0,78}$/.test(digits) || digits === "-") {
    throw refusal(
      "txParse",
      `math/big: cannot unmarshal ${JSON.stringify(digits)} into a *big.Int`,
    );
  }
  const amount = BigInt(digits);
  const magnitude = amount < 0n ? -amount : amount;
  if (magnitude >> maxAmountBits !== 0n) {
    throw refusal("txParse", "integer out of range");
  }
  return amount;
}

/** Whether every amount is positive, every kind of coin well named, and all are in order without doubles. */
export function areValidCoins(coins: Coin[]): boolean {
  return coins.every(({ denom, amount }, i) => {
    const previous = coins[i - 1];
    return amount > 0n && isValidDenom(denom) && (previous === undefined || previous.denom < denom);
  });
}

/** Whether a coin may be named so. */
export function isValidDenom(denom: string): boolean {
  return /^[a-zA-Z][a-zA-Z0-9/:._-]{2,127}$/.test(denom);
}

/** Coins as the chain prints them: `1000unil`, separated by commas. */
export function formatCoins(coins: Coin[]): string {
  return coins.map(({ denom, amount }) => `${amount}${denom}`).join(",");
}

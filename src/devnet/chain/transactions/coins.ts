import type { Amount } from "../../../gen/nillion/meta/v1/tx_pb.ts";
import { chainRefusal } from "./chain_refusal.ts";

/** The only coin of the chain, a millionth of a nil. */
export const unil = "unil";

/** An amount of one coin. Negative and unknown coins are possible until {@linkcode areValidCoins} has checked them. */
export interface Coin {
  denom: string;
  amount: bigint;
}

const amountBitsMax = 256n;

/** Reads the amounts of a message, which are text. */
export function parseCoins(amounts: Amount[]): Coin[] {
  return amounts.map(({ denom, amount }) => ({ denom, amount: parseAmount(amount) }));
}

function parseAmount(digits: string): bigint {
  // A number of 256 bits has 78 decimal digits at most; longer texts are not converted.
  if (!/^-?[0-9]{0,78}$/.test(digits) || digits === "-") {
    throw chainRefusal(
      "txParse",
      `math/big: cannot unmarshal ${JSON.stringify(digits)} into a *big.Int`,
    );
  }
  const amount = BigInt(digits);
  const magnitude = amount < 0n ? -amount : amount;
  if (magnitude >> amountBitsMax !== 0n) {
    throw chainRefusal("txParse", "integer out of range");
  }
  return amount;
}

/** Whether all amounts are positive, all names valid, and the coins sorted by name without duplicates. */
export function areValidCoins(coins: Coin[]): boolean {
  return coins.every(({ denom, amount }, i) => {
    const previous = coins[i - 1];
    return amount > 0n && isValidDenom(denom) && (previous === undefined || previous.denom < denom);
  });
}

/** Whether this is a valid name of a coin. */
export function isValidDenom(denom: string): boolean {
  return /^[a-zA-Z][a-zA-Z0-9/:._-]{2,127}$/.test(denom);
}

/** The chain's text for coins, such as `1000unil`, separated by commas. */
export function formatCoins(coins: Coin[]): string {
  return coins.map(({ denom, amount }) => `${amount}${denom}`).join(",");
}

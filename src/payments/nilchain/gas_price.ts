import { described, shown } from "../../base/text.ts";
import { InvalidArgumentError } from "../../errors/mod.ts";

/** A price in unil for each unit of gas: `units / 10 ** decimals`. */
export interface GasPrice {
  readonly units: bigint;
  readonly decimals: number;
}

/** The gas that a transaction may use, and what it pays for that. */
export interface Fee {
  readonly gasLimit: number;
  readonly feeUnil: bigint;
}

const form = /^(\d{1,18})(?:\.(\d{1,18}))?(?:unil)?$/;
/** A number has about 16 digits. More would be noise. */
const decimalsOfNumbers = 12;

/**
 * Reads a price of gas: a number, or text such as `0.025` or `0.025unil`.
 *
 * @throws {InvalidArgumentError} When it is anything else, or negative.
 */
export function readGasPrice(price: number | string): GasPrice {
  const isNumber = typeof price === "number";
  const text = isNumber && price >= 0 && price < 1e15 ? price.toFixed(decimalsOfNumbers) : price;
  const match = typeof text === "string" ? form.exec(text.trim()) : null;
  if (match === null) {
    throw new InvalidArgumentError(
      `gasPrice must be a number of unil for each unit of gas, such as 0.025, got ${
        isNumber || typeof price === "string" ? shown(price) : described(price)
      }`,
      { option: "gasPrice" },
    );
  }
  const [, whole = "", fraction = ""] = match;
  return { units: BigInt(whole + fraction), decimals: fraction.length };
}

/** The fee of a transaction in unil, rounded up. */
export function feeOf(gasLimit: number, { units, decimals }: GasPrice): bigint {
  const divisor = 10n ** BigInt(decimals);
  return (BigInt(gasLimit) * units + divisor - 1n) / divisor;
}

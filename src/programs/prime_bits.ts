import { InvalidArgumentError } from "../errors/mod.ts";

/** The length of a network's prime in bits. */
export type PrimeBits = 64 | 128 | 256;

/** The network that a program is compiled for. */
export interface PrimeOptions {
  /** The length of its prime in bits; 256 by default. */
  readonly primeBits?: PrimeBits | undefined;
}

/**
 * The length of the prime that an option chooses, and 256 without one.
 *
 * @throws {InvalidArgumentError} When no network has such a prime.
 */
export function primeBitsOf({ primeBits = 256 }: PrimeOptions): PrimeBits {
  if ([64, 128, 256].includes(primeBits)) return primeBits;
  throw new InvalidArgumentError("primeBits is 64, 128 or 256", { option: "primeBits" });
}

import type { PrimeBits, Program } from "@nilvm/client/nada";

/** A function of the library in a program of any size, so that its cost and its range can be stated and tested. */
export interface Costed {
  /** The function. */
  readonly name: string;
  /** What the size counts, in words. */
  readonly sizeIs: string;
  /** The sizes of the table of costs. */
  readonly sizes: readonly number[];
  /** The program: its inputs have so many bits, if they declare any. */
  make(size: number, bits?: number): Program;
  /** The most bits that inputs may have for nodes to be right. */
  bits(prime: PrimeBits, size: number): number;
  /** The primes with which the inputs may be as large as the prime lets them be. */
  readonly unlimited?: readonly PrimeBits[];
  /** Whether numbers wrap around the prime inside of the function, so that inputs declare no bits. */
  readonly wraps?: boolean;
  /** The preprocessing elements that the documentation of the function promises. */
  preprocessing(size: number): Readonly<Record<string, number>>;
}

/** Bits of numbers that are apart by less than half of a prime. */
export function comparedBits(prime: PrimeBits): number {
  return prime - 3;
}

/** The logarithm to base two, rounded up. */
export function log2Up(count: number): number {
  return Math.ceil(Math.log2(count));
}

/**
 * Functions of the library against plain arithmetic. Every test takes a few hundred random inputs;
 * `deno task test:library` takes 10,000 for each prime and size.
 */
import type { PrimeBits, Program } from "@nilvm/client/nada";
import { assertEquals } from "@std/assert";
import { Random } from "../../../tools/random.ts";
import { costed } from "../../../tools/library/programs.ts";

export const primes: readonly PrimeBits[] = [64, 128, 256];
const runs = Number(Deno.env.get("LIBRARY_RUNS") ?? 30);
const seed = Number(Deno.env.get("LIBRARY_SEED") ?? 1);

/** What a program takes or gives. */
type Plain = Readonly<Record<string, unknown>>;

/** What a random input is drawn for. */
export interface Drawing {
  readonly random: Random;
  readonly size: number;
  readonly bits: number;
  readonly primeBits: PrimeBits;
}

/** A number of up to so many bits: at the edge, near zero, or any. */
export function number({ random, bits }: Drawing, isSigned = true): bigint {
  const most = (1n << BigInt(bits)) - 1n;
  const all = random.bytes(Math.ceil(bits / 8)).reduce((sum, byte) => sum << 8n | BigInt(byte), 0n);
  const drawn = [most, BigInt(random.below(3)), all & most, all & most][random.below(4)]!;
  const limited = drawn > most ? most : drawn;
  return isSigned && random.below(2) === 0 ? -limited : limited;
}

/** A list of such numbers. */
export function numbers(drawing: Drawing, isSigned = true): bigint[] {
  return Array.from({ length: drawing.size }, () => number(drawing, isSigned));
}

/** What a function of the library is compared with. */
export interface Comparison<Given extends Plain> {
  /** Draws what the program of the function takes. */
  draw(drawing: Drawing): Given;
  /** What it gives, computed in the clear. */
  plain(given: Given, size: number): Plain;
  /** What is compared of what the program gives; all of it unless given. */
  seen?(results: Plain, given: Given): Plain;
  /** Sizes beside those of the table. */
  sizes?: readonly number[];
  /** The most bits to draw, if nodes are right about more than plain arithmetic is wanted for. */
  bits?(primeBits: PrimeBits, size: number): number;
}

/** A comparison, with the type of what is drawn left out. */
export function compared<Given extends Plain>(comparison: Comparison<Given>): Comparison<Plain> {
  return comparison as unknown as Comparison<Plain>;
}

/** Fails unless the program of a function gives what plain arithmetic gives, with every prime, to the edge of its range. */
export async function agrees(name: string, comparison: Comparison<Plain>): Promise<void> {
  const { draw, plain, seen = (results) => results } = comparison;
  const { sizes, make, bits: mostBits } = costed.find((each) => each.name === name)!;
  for (const size of [...sizes.filter((size) => size <= 100), ...comparison.sizes ?? []]) {
    for (const primeBits of primes) {
      const bits = (comparison.bits ?? mostBits)(primeBits, size);
      if (bits < 1) continue;
      const program: Program = make(size, bits);
      const random = new Random(seed, size * primeBits);
      // Programs of many operations take long.
      const { totalInstructions } = await program.compile();
      const few = Math.ceil(runs / Math.max(1, totalInstructions / 100));
      const count = runs >= 1000 ? runs : few;
      for (let run = 0; run < count; run++) {
        const given = draw({ random, size, bits, primeBits });
        const results = await program.run(given as never, { primeBits });
        const where = `${name} of ${size}, ${primeBits} bits, seed ${seed}, run ${run}`;
        assertEquals(seen(results, given), plain(given, size), where);
      }
    }
  }
}

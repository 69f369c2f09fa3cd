import { InvalidArgumentError } from "../../errors/mod.ts";
import type { NumberBase, RunMode } from "../scalar_types.ts";
import type { BooleanExpression } from "../scalars.ts";
import { asOneCall, refuse } from "../sites.ts";
import { folded, type Joined, listed, type Numbers } from "./numbers.ts";

/**
 * The parts of a number that is too large for the prime, or for `eq`: what the inputs of `equalsInParts` and `lessInParts`
 * take. The most significant one is first. It is a plain function, to be called before a run.
 *
 * @param value A number that is not negative.
 * @param count How many parts there are.
 * @param bits How many bits each has, 1 to 64; 60 by default, which fit every prime.
 * @example An address of 20 bytes in three parts
 * ```ts
 * import { partsOf } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const parts = partsOf(0xde0b295669a9fd93d5f28d9ec85e40f4cb697baen, 3);
 * assertEquals(parts, [0xde0b295669n, 0xa9fd93d5f28d9ecn, 0x85e40f4cb697baen]);
 * ```
 *
 * @throws {InvalidArgumentError} When the number does not fit, or an option is wrong. The message has no part of the number.
 */
export function partsOf(value: bigint, count: number, bits = 60): bigint[] {
  const wrong = (option: string, words: string) =>
    new InvalidArgumentError(`partsOf() takes ${words}`, { option });
  if (!Number.isInteger(count) || count < 1) throw wrong("count", "one part or more");
  if (!Number.isInteger(bits) || bits < 1 || bits > 64) {
    throw wrong("bits", "parts of 1 to 64 bits");
  }
  if (typeof value !== "bigint" || value < 0n || value >> BigInt(count * bits) !== 0n) {
    throw wrong("value", `a bigint below two to the power of ${count * bits}, and not below zero`);
  }
  return Array.from(
    { length: count },
    (_, at) => BigInt.asUintN(bits, value >> BigInt((count - 1 - at) * bits)),
  );
}

/**
 * Whether two numbers in parts are equal. It works with every prime, and needs fewer steps than the numbers have parts.
 *
 * Right for parts that `eq` is right for: apart by less than 2^64, and any with the prime of 64 bits. Cost of n parts: n
 * equalities (EQUALITY_SECRET_OUTPUT) and n - 1 products; they wait for each other in 1 + ⌈log2 n⌉ steps.
 *
 * @example Two addresses of 20 bytes, with any prime
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { elements, equalsInParts, partsOf } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const same = nada.program({
 *   name: "same",
 *   parties: ["ann", "bob"],
 *   inputs: {
 *     anns: nada.secretInteger("ann", { bits: 60 }).array(3),
 *     bobs: nada.secretInteger("bob", { bits: 60 }).array(3),
 *   },
 *   outputs: { isSame: ["ann", "bob"] },
 * }, ({ anns, bobs }) => ({ isSame: equalsInParts(elements(anns), elements(bobs)) }));
 *
 * const parts = partsOf(0xde0b295669a9fd93d5f28d9ec85e40f4cb697baen, 3);
 * const given = { anns: parts, bobs: parts };
 * assertEquals(await same.run(given, { primeBits: 64 }), { isSame: true });
 * ```
 *
 * @throws {InvalidProgramError} When the lists have no parts, or not as many, or numbers that are not of one base.
 */
export function equalsInParts<M extends RunMode, N extends RunMode, B extends NumberBase>(
  left: Numbers<M, B>,
  right: Numbers<N, B>,
): BooleanExpression<Joined<M | N>> {
  return asOneCall(equalsInParts, () => {
    const [as, bs] = paired("equalsInParts()", left, right);
    return folded(as.map((a, at) => a.eq(bs[at]!)), (all, each) => all.and(each)) as never;
  });
}

/**
 * Whether a number in parts is less than another one. The most significant part is first, and no part is negative.
 *
 * Right for parts that `eq` is right for: apart by less than 2^64, and of up to 61 bits with the prime of 64 bits. Cost of n
 * parts: n comparisons (COMPARE), n - 1 equalities (EQUALITY_SECRET_OUTPUT) and fewer than 3n products.
 *
 * @example Numbers of 120 bits with the prime of 64 bits
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { elements, lessInParts, partsOf } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const first = nada.program({
 *   name: "first",
 *   parties: ["ann", "bob"],
 *   inputs: {
 *     anns: nada.secretInteger("ann", { bits: 60 }).array(2),
 *     bobs: nada.secretInteger("bob", { bits: 60 }).array(2),
 *   },
 *   outputs: { isAnnFirst: ["ann", "bob"] },
 * }, ({ anns, bobs }) => ({ isAnnFirst: lessInParts(elements(anns), elements(bobs)) }));
 *
 * const given = { anns: partsOf(2n ** 110n, 2), bobs: partsOf(2n ** 110n + 1n, 2) };
 * assertEquals(await first.run(given, { primeBits: 64 }), { isAnnFirst: true });
 * ```
 *
 * @throws {InvalidProgramError} When the lists have no parts, or not as many, or numbers that are not of one base.
 */
export function lessInParts<M extends RunMode, N extends RunMode, B extends NumberBase>(
  left: Numbers<M, B>,
  right: Numbers<N, B>,
): BooleanExpression<Joined<M | N>> {
  return asOneCall(lessInParts, () => {
    const [as, bs] = paired("lessInParts()", left, right);
    const parts = as.map((a, at) => ({ isLess: a.lt(bs[at]!), isEqual: a.eq(bs[at]!) }));
    const { isLess } = folded(parts, (high, low) => ({
      isLess: high.isLess.or(high.isEqual.and(low.isLess)),
      isEqual: high.isEqual.and(low.isEqual),
    }));
    return isLess as never;
  });
}

function paired(what: string, left: Numbers, right: Numbers) {
  const lists = [listed(what, left), listed(what, right)] as const;
  if (left.length !== right.length) {
    refuse(`${what} takes numbers of as many parts, not of ${left.length} and ${right.length}`);
  }
  return lists;
}

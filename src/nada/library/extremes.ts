import { literal } from "../builders.ts";
import type { NumberBase, RunMode } from "../scalar_types.ts";
import type { IntegerExpression } from "../scalars.ts";
import { asOneCall } from "../sites.ts";
import { folded, type Joined, listed, type Numbers, type Secret } from "./numbers.ts";

/**
 * The largest of some numbers.
 *
 * Right for numbers that are apart by less than half of the prime: of 61, 125 or 253 bits with the primes of 64, 128 and
 * 256 bits. Cost of n numbers: n - 1 comparisons (COMPARE) and n - 1 choices; they wait for each other in 2⌈log2 n⌉ steps.
 *
 * @example The best offer
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { max } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const best = nada.program({
 *   name: "best",
 *   parties: ["ann", "bob"],
 *   inputs: { anns: nada.secretInteger("ann"), bobs: nada.secretInteger("bob") },
 *   outputs: { best: ["ann", "bob"] },
 * }, ({ anns, bobs }) => ({ best: max([anns, bobs]) }));
 *
 * assertEquals(await best.run({ anns: -3, bobs: -5 }), { best: -3n });
 * ```
 *
 * @throws {InvalidProgramError} When there is no number, or when they are not of one base.
 */
export function max<M extends RunMode, B extends NumberBase>(
  values: Numbers<M, B>,
): IntegerExpression<Joined<M>, B> {
  return asOneCall(max, () => {
    const numbers = listed("max()", values);
    return folded(numbers, (a, b) => b.gt(a).ifElse(b, a)) as never;
  });
}

/**
 * The smallest of some numbers.
 *
 * Right for numbers that are apart by less than half of the prime: of 61, 125 or 253 bits with the primes of 64, 128 and
 * 256 bits. Cost of n numbers: n - 1 comparisons (COMPARE) and n - 1 choices; they wait for each other in 2⌈log2 n⌉ steps.
 *
 * @example The lowest price
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { elements, min } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const lowest = nada.program({
 *   name: "lowest",
 *   parties: ["shop", "buyer"],
 *   inputs: { prices: nada.secretInteger("shop").array(3) },
 *   outputs: { lowest: "buyer" },
 * }, ({ prices }) => ({ lowest: min(elements(prices)) }));
 *
 * assertEquals(await lowest.run({ prices: [12, 9, 30] }), { lowest: 9n });
 * ```
 *
 * @throws {InvalidProgramError} When there is no number, or when they are not of one base.
 */
export function min<M extends RunMode, B extends NumberBase>(
  values: Numbers<M, B>,
): IntegerExpression<Joined<M>, B> {
  return asOneCall(min, () => {
    const numbers = listed("min()", values);
    return folded(numbers, (a, b) => b.lt(a).ifElse(b, a)) as never;
  });
}

/** One number of a list, and where it is. */
export interface Placed<M extends RunMode = RunMode, B extends NumberBase = NumberBase> {
  /** The number. */
  readonly value: IntegerExpression<M, B>;
  /** Its place in the list, counted from 0. */
  readonly index: IntegerExpression<M>;
}

/**
 * The largest of some numbers and its place in the list: of equal ones the first.
 *
 * Right for numbers that are apart by less than half of the prime: of 61, 125 or 253 bits with the primes of 64, 128 and
 * 256 bits. Cost of n numbers: n - 1 comparisons (COMPARE), and n - 1 choices for each of `value` and `index` that the
 * program uses; they wait for each other in 2⌈log2 n⌉ steps.
 *
 * @example Who bids the most, without the bid
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { argMax } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const winner = nada.program({
 *   name: "winner",
 *   parties: ["ann", "bob"],
 *   inputs: { anns: nada.secretInteger("ann"), bobs: nada.secretInteger("bob") },
 *   outputs: { winner: ["ann", "bob"] },
 * }, ({ anns, bobs }) => ({ winner: argMax([anns, bobs]).index }));
 *
 * assertEquals(await winner.run({ anns: 300, bobs: 400 }), { winner: 1n });
 * assertEquals(await winner.run({ anns: 300, bobs: 300 }), { winner: 0n });
 * ```
 *
 * @throws {InvalidProgramError} When there are fewer than two numbers, or when they are not of one base.
 */
export function argMax<M extends RunMode, B extends NumberBase>(
  values: Numbers<M, B>,
): Placed<Joined<M> & RunMode, B> {
  return asOneCall(argMax, () => {
    const numbers = listed("argMax()", values, 2);
    return placed(numbers, (later, earlier) => later.gt(earlier)) as never;
  });
}

/**
 * The smallest of some numbers and its place in the list: of equal ones the first.
 *
 * Right for numbers that are apart by less than half of the prime: of 61, 125 or 253 bits with the primes of 64, 128 and
 * 256 bits. Cost of n numbers: n - 1 comparisons (COMPARE), and n - 1 choices for each of `value` and `index` that the
 * program uses; they wait for each other in 2⌈log2 n⌉ steps.
 *
 * @example The nearest of three
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { argMin, elements } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const nearest = nada.program({
 *   name: "nearest",
 *   parties: ["map", "ann"],
 *   inputs: { places: nada.integer("map").array(3), at: nada.secretInteger("ann", { bits: 20 }) },
 *   outputs: { nearest: "ann" },
 * }, ({ places, at }) => {
 *   const squares = elements(places).map((place) => place.sub(at).mul(place.sub(at)));
 *   return { nearest: argMin(squares).index };
 * });
 *
 * assertEquals(await nearest.run({ places: [10, 20, 40], at: 28 }), { nearest: 1n });
 * ```
 *
 * @throws {InvalidProgramError} When there are fewer than two numbers, or when they are not of one base.
 */
export function argMin<M extends RunMode, B extends NumberBase>(
  values: Numbers<M, B>,
): Placed<Joined<M> & RunMode, B> {
  return asOneCall(argMin, () => {
    const numbers = listed("argMin()", values, 2);
    return placed(numbers, (later, earlier) => later.lt(earlier)) as never;
  });
}

/** The number of a list that no later one beats, with its place. */
function placed(
  numbers: readonly Secret[],
  beats: (later: Secret, earlier: Secret) => ReturnType<Secret["gt"]>,
) {
  const places = numbers.map((value, at) => ({ value, index: literal(at) as unknown as Secret }));
  return folded(places, (earlier, later) => {
    const isLater = beats(later.value, earlier.value);
    return {
      value: isLater.ifElse(later.value, earlier.value),
      index: isLater.ifElse(later.index, earlier.index),
    };
  });
}

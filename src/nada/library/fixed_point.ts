/** Numbers with a fraction, as whole numbers: each is the number times two to the power of `fractionBits`. */
import { InvalidArgumentError } from "../../errors/mod.ts";
import type { Higher, ModeOf, NumberOperand, RunMode } from "../scalar_types.ts";
import type { IntegerExpression } from "../scalars.ts";
import { asOneCall, refuse } from "../sites.ts";
import type { Secret } from "./numbers.ts";

/** How many bits of fixed-point numbers stand for the fraction, unless said otherwise. */
export const fractionBitsDefault = 16;

/**
 * A number as a whole number of parts of one: what an input or a literal of fixed-point numbers is. It rounds to the nearest,
 * so it is wrong by half a part at most. It is a plain function.
 *
 * @param fractionBits A part is one by two to this power; 16 by default.
 * @example Two and a quarter
 * ```ts
 * import { fromFixed, toFixed } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(toFixed(2.25, 8), 576n);
 * assertEquals(fromFixed(576n, 8), 2.25);
 * ```
 *
 * @throws {InvalidArgumentError} When it is no finite number. The message has no part of it.
 */
export function toFixed(value: number, fractionBits: number = fractionBitsDefault): bigint {
  if (!Number.isFinite(value)) {
    throw new InvalidArgumentError("toFixed() takes a finite number", { option: "value" });
  }
  return BigInt(Math.round(value * 2 ** fractionBits));
}

/**
 * The number that a fixed-point number stands for. It is a plain function, for results.
 *
 * @param fractionBits A part is one by two to this power; 16 by default.
 * @example A result
 * ```ts
 * import { fromFixed } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(fromFixed(-98304n), -1.5);
 * ```
 */
export function fromFixed(value: bigint, fractionBits: number = fractionBitsDefault): number {
  return Number(value) / 2 ** fractionBits;
}

/**
 * A fixed-point number of fewer bits after the point: two products of fixed-point numbers have twice as many. It rounds to the
 * nearest, so it is wrong by half a part at most.
 *
 * Right for numbers not below -2^127, or -2^63 and -2^31 with smaller primes. Nodes shift by 106, 42 or 10 bits at most. Cost: a
 * shift (TRUNC), in 1 step.
 *
 * @param fractionBits How many bits it loses; 16 by default.
 * @example A sum of products, which loses the bits once
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { dot, elements, fromFixed, rescale, toFixed } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const score = nada.program({
 *   name: "score",
 *   parties: ["ann", "bob"],
 *   inputs: {
 *     a: nada.secretInteger("ann", { bits: 32 }).array(2),
 *     b: nada.secretInteger("bob", { bits: 32 }).array(2),
 *   },
 *   outputs: { score: "ann" },
 * }, ({ a, b }) => ({ score: rescale(dot(elements(a), elements(b))) }));
 *
 * const fixed = (numbers: number[]) => numbers.map((each) => toFixed(each));
 * const results = await score.run({ a: fixed([1.5, 2]), b: fixed([-0.5, 4.25]) });
 * assertEquals(fromFixed(results.score), 7.75);
 * ```
 *
 * @throws {InvalidProgramError} When `fractionBits` is no whole number above zero.
 */
export function rescale<M extends RunMode>(
  value: IntegerExpression<M>,
  fractionBits: number = fractionBitsDefault,
): IntegerExpression<M> {
  return asOneCall(rescale, () => {
    checkFraction("rescale()", fractionBits);
    return value.add(1n << BigInt(fractionBits - 1)).shiftRight(fractionBits) as never;
  });
}

/**
 * The same by `truncPr`, in less time on nodes: it rounds down or up, to the nearest more often, so it is wrong by less than
 * one part.
 *
 * Right for numbers not below -2^127, or -2^63 and -2^31 with smaller primes. Cost: a truncation (TRUNC_PR), in 1 step.
 *
 * @param fractionBits How many bits it loses; 16 by default.
 * @example A product
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { fromFixed, rescaleFast, toFixed } from "@nilvm/client/nada/library";
 * import { assert } from "@std/assert";
 *
 * const area = nada.program({
 *   name: "area",
 *   parties: ["ann"],
 *   inputs: { width: nada.secretInteger("ann", { bits: 32 }) },
 *   outputs: { area: "ann" },
 * }, ({ width }) => ({ area: rescaleFast(width.mul(width)) }));
 *
 * const results = await area.run({ width: toFixed(1.1) });
 * assert(Math.abs(fromFixed(results.area) - 1.21) < 0.0001);
 * ```
 *
 * @throws {InvalidProgramError} When `fractionBits` is no whole number above zero.
 */
export function rescaleFast(
  value: IntegerExpression<"secret">,
  fractionBits: number = fractionBitsDefault,
): IntegerExpression<"secret"> {
  return asOneCall(rescaleFast, () => {
    checkFraction("rescaleFast()", fractionBits);
    return value.add(1n << BigInt(fractionBits)).truncPr(fractionBits);
  });
}

/**
 * The product of two fixed-point numbers, rounded to the nearest part.
 *
 * Right for a product, before it loses bits, that is not below -2^127, or -2^63 and -2^31 with smaller primes. Cost: a product
 * and a shift (TRUNC), in 2 steps.
 *
 * @param fractionBits How many bits after the point all three numbers have; 16 by default.
 * @example The price of 2.5 kilograms
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { fromFixed, multiplyFixed, toFixed } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const bill = nada.program({
 *   name: "bill",
 *   parties: ["shop", "ann"],
 *   inputs: { price: nada.secretInteger("shop"), weight: nada.secretInteger("ann") },
 *   outputs: { due: ["shop", "ann"] },
 * }, ({ price, weight }) => ({ due: multiplyFixed(price, weight) }));
 *
 * const { due } = await bill.run({ price: toFixed(4.5), weight: toFixed(2.5) });
 * assertEquals(fromFixed(due), 11.25);
 * ```
 *
 * @throws {InvalidProgramError} When `fractionBits` is no whole number above zero.
 */
export function multiplyFixed<M extends RunMode, O extends NumberOperand<"integer">>(
  left: IntegerExpression<M>,
  right: O,
  fractionBits: number = fractionBitsDefault,
): IntegerExpression<Higher<M, ModeOf<O>>> {
  return asOneCall(multiplyFixed, () => {
    checkFraction("multiplyFixed()", fractionBits);
    const product = (left as Secret).mul(right as unknown as Secret);
    return rescale(product, fractionBits) as never;
  });
}

/**
 * The quotient of two fixed-point numbers, rounded down, so it is wrong by less than one part.
 *
 * By a secret it is right for a dividend that, times two to the power of `fractionBits`, is below 2^52, and a divisor below
 * 2^50: 2^20 with the prime of 128 bits, and 2^4 with that of 64. By a public number it is right for such a dividend not
 * below -2^127, -2^63 or -2^31. `divideWide(a.shiftLeft(fractionBits), b, bits)` is right for more. Cost: a division
 * (DIVISION_SECRET_DIVISOR, or MODULO by a public number), in 1 step.
 *
 * @param fractionBits How many bits after the point all three numbers have; 16 by default.
 * @example The ratio of two secrets
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { divideFixed, fromFixed, toFixed } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const ratio = nada.program({
 *   name: "ratio",
 *   parties: ["ann", "bob"],
 *   inputs: {
 *     a: nada.secretInteger("ann", { bits: 36 }),
 *     b: nada.secretInteger("bob", { bits: 36 }),
 *   },
 *   outputs: { ratio: "ann" },
 * }, ({ a, b }) => ({ ratio: divideFixed(a, b) }));
 *
 * const results = await ratio.run({ a: toFixed(3), b: toFixed(-8) });
 * assertEquals(fromFixed(results.ratio), -0.375);
 * assertEquals((await ratio.compile()).warnings, []);
 * ```
 *
 * @throws {InvalidProgramError} When `fractionBits` is no whole number above zero.
 */
export function divideFixed<M extends RunMode, O extends NumberOperand<"integer">>(
  dividend: IntegerExpression<M>,
  divisor: O,
  fractionBits: number = fractionBitsDefault,
): IntegerExpression<Higher<M, ModeOf<O>>> {
  return asOneCall(divideFixed, () => {
    checkFraction("divideFixed()", fractionBits);
    return (dividend as Secret).shiftLeft(fractionBits).div(
      divisor as NumberOperand<"integer">,
    ) as never;
  });
}

function checkFraction(what: string, bits: number): void {
  if (!Number.isInteger(bits) || bits < 1) refuse(`${what} takes one bit after the point or more`);
}

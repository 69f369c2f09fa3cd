import type { Higher, ModeOf, NumberOperand, RunMode } from "../scalar_types.ts";
import type { IntegerExpression } from "../scalars.ts";
import { asOneCall } from "../sites.ts";
import { dot } from "./dot.ts";
import { fractionBitsDefault, rescale } from "./fixed_point.ts";
import type { Joined, Numbers, Secret } from "./numbers.ts";

/**
 * What a linear model gives: the sum of features times weights, and a bias. All are fixed-point numbers, and so is the score,
 * which is rounded to the nearest part.
 *
 * Right where the sum of the products is not below -2^127, or -2^63 and -2^31 with smaller primes. Cost of n features: n
 * products and a shift (TRUNC), in 2 steps.
 *
 * @param fractionBits How many bits after the point all numbers have; 16 by default.
 * @example Two features
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { elements, fromFixed, linearScore, toFixed } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const model = nada.program({
 *   name: "model",
 *   parties: ["bank", "ann"],
 *   inputs: {
 *     weights: nada.secretInteger("bank", { bits: 24 }).array(2),
 *     bias: nada.secretInteger("bank", { bits: 24 }),
 *     features: nada.secretInteger("ann", { bits: 24 }).array(2),
 *   },
 *   outputs: { score: "ann" },
 * }, ({ weights, bias, features }) => ({
 *   score: linearScore(elements(features), elements(weights), bias),
 * }));
 *
 * const { score } = await model.run({
 *   weights: [toFixed(0.5), toFixed(-2)],
 *   bias: toFixed(10),
 *   features: [toFixed(3), toFixed(1.25)],
 * });
 * assertEquals(fromFixed(score), 9);
 * ```
 *
 * @throws {InvalidProgramError} When lists are empty, or not of one length.
 */
export function linearScore<
  M extends RunMode,
  O extends NumberOperand<"integer">,
  P extends NumberOperand<"integer">,
>(
  features: Numbers<M>,
  weights: readonly O[],
  bias: P,
  fractionBits: number = fractionBitsDefault,
): IntegerExpression<Higher<Joined<M>, Higher<ModeOf<O>, ModeOf<P>>>> {
  return asOneCall(linearScore, () => {
    const sum = dot(features, weights as readonly never[]) as unknown as Secret;
    return rescale(sum, fractionBits).add(bias as NumberOperand<"integer">) as never;
  });
}

/**
 * The pieces of a function that is near 1/(1 + e^-x) for positive x: from where each is taken, and its coefficients of 1, x and
 * x², in 2^-24. Each is the parabola that is nowhere further away than the others are: by 0.000582.
 */
const pieces = [
  { from: 0, by: [8378857, 4371711, -484450] },
  { from: 1.0705, by: [8377678, 4605443, -701759] },
  { from: 2.6034, by: [11432777, 2265344, -250777] },
  { from: 4.2429, by: [15303944, 423700, -30680] },
  { from: 7.4499, by: [16777216, 0, 0] },
] as const;
const pieceBits = 24;

/**
 * The logistic function 1/(1 + e^-x) of a fixed-point number, which makes a probability of a score: by five parabolas, of
 * which comparisons choose one. It is wrong by less than 0.0006 and two parts.
 *
 * Right for scores of up to (106 + f)/2 bits, of which f stand after the point, and 42 in place of 106 with the prime of
 * 128 bits. With that of 64 bits nodes shift by 10 bits at most, so a run fails. Cost: five comparisons (COMPARE), four products and choices
 * and two shifts (TRUNC), in 8 steps.
 *
 * @param fractionBits How many bits after the point the score and the result have; 16 by default.
 * @example The probability of a score of 1.5
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { fromFixed, logistic, toFixed } from "@nilvm/client/nada/library";
 * import { assert } from "@std/assert";
 *
 * const chance = nada.program({
 *   name: "chance",
 *   parties: ["bank", "ann"],
 *   inputs: { score: nada.secretInteger("bank", { bits: 30 }) },
 *   outputs: { chance: "ann" },
 * }, ({ score }) => ({ chance: logistic(score) }));
 *
 * const results = await chance.run({ score: toFixed(1.5) });
 * assert(Math.abs(fromFixed(results.chance) - 1 / (1 + Math.exp(-1.5))) < 0.0007);
 * ```
 *
 * @throws {InvalidProgramError} When `fractionBits` is no whole number above zero.
 */
export function logistic<M extends RunMode>(
  score: IntegerExpression<M>,
  fractionBits: number = fractionBitsDefault,
): IntegerExpression<M> {
  return asOneCall(logistic, () => {
    const x = score as unknown as Secret;
    const isNegative = x.lt(0);
    const size = isNegative.ifElse(x.mul(-1), x);
    const isFrom = pieces.slice(1).map(({ from }) =>
      size.ge(BigInt(Math.round(from * 2 ** fractionBits)))
    );
    /** The coefficient of a power of the piece that is taken. */
    const coefficient = (power: 0 | 1 | 2) =>
      isFrom.map((isIn, at) => isIn.ifElse(pieces[at + 1]!.by[power] - pieces[at]!.by[power], 0))
        .reduce((sum, each) => sum.add(each)).add(pieces[0]!.by[power]);
    const slope = rescale(coefficient(2).mul(size), fractionBits).add(coefficient(1));
    // The coefficients have 24 bits after the point, and the result has those of the score.
    const value = rescale(
      slope.mul(size).add(coefficient(0).mul(1n << BigInt(fractionBits))),
      pieceBits,
    );
    return isNegative.ifElse(value.mul(-1).add(1n << BigInt(fractionBits)), value) as never;
  });
}

import type { NumberBase, RunMode } from "../scalar_types.ts";
import type { IntegerExpression } from "../scalars.ts";
import { asOneCall, refuse } from "../sites.ts";
import { sumOfProducts } from "./dot.ts";
import { type Joined, listed, type Numbers, type Secret } from "./numbers.ts";

/**
 * The sum of some numbers by how many there are, rounded down.
 *
 * Right where the sum is not below -2^127, or -2^63 and -2^31 with smaller primes. Cost: a division by a public number
 * (MODULO), in 1 step.
 *
 * @example The mean of three salaries
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { elements, mean } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const average = nada.program({
 *   name: "average",
 *   parties: ["firm"],
 *   inputs: { salaries: nada.secretInteger("firm", { bits: 40 }).array(3) },
 *   outputs: { mean: "firm" },
 * }, ({ salaries }) => ({ mean: mean(elements(salaries)) }));
 *
 * assertEquals(await average.run({ salaries: [10, 20, 31] }), { mean: 20n });
 * ```
 *
 * @throws {InvalidProgramError} When there is no number, or when they are not of one base.
 */
export function mean<M extends RunMode, B extends NumberBase>(
  values: Numbers<M, B>,
): IntegerExpression<Joined<M>, B> {
  return asOneCall(mean, () => {
    const numbers = listed("mean()", values);
    return sumOf(numbers).div(numbers.length) as never;
  });
}

/**
 * The variance of some numbers that are all there are: the mean of the squares less the square of the mean, exact but for the
 * last step, which rounds down.
 *
 * Right for n numbers of up to (127 - 2·log2 n)/2 bits, and 63 or 31 in place of 127 with smaller primes. Cost: n + 1
 * products and a division by a public number (MODULO), in 2 steps.
 *
 * @example How far temperatures are from their mean, squared
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { elements, variance } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const spread = nada.program({
 *   name: "spread",
 *   parties: ["ann"],
 *   inputs: { degrees: nada.secretInteger("ann", { bits: 16 }).array(4) },
 *   outputs: { variance: "ann" },
 * }, ({ degrees }) => ({ variance: variance(elements(degrees)) }));
 *
 * assertEquals(await spread.run({ degrees: [-2, 0, 4, 6] }), { variance: 10n });
 * ```
 *
 * @throws {InvalidProgramError} When there is no number, or when they are not of one base.
 */
export function variance<M extends RunMode, B extends NumberBase>(
  values: Numbers<M, B>,
): IntegerExpression<Joined<M>, B> {
  return asOneCall(variance, () => {
    const numbers = listed("variance()", values);
    return spread(numbers, numbers).div(numbers.length ** 2) as never;
  });
}

/**
 * The variance of all numbers of which these are a sample: the sum of the squared differences from the mean, by one less than
 * there are of them, rounded down.
 *
 * Right for n numbers of up to (127 - 2·log2 n)/2 bits, and 63 or 31 in place of 127 with smaller primes. Cost: n + 1
 * products and a division by a public number (MODULO), in 2 steps.
 *
 * @example A sample of three
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { elements, sampleVariance } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const sample = nada.program({
 *   name: "sample",
 *   parties: ["ann"],
 *   inputs: { lengths: nada.secretInteger("ann", { bits: 16 }).array(3) },
 *   outputs: { variance: "ann" },
 * }, ({ lengths }) => ({ variance: sampleVariance(elements(lengths)) }));
 *
 * assertEquals(await sample.run({ lengths: [1, 4, 7] }), { variance: 9n });
 * ```
 *
 * @throws {InvalidProgramError} When there are fewer than two numbers, or when they are not of one base.
 */
export function sampleVariance<M extends RunMode, B extends NumberBase>(
  values: Numbers<M, B>,
): IntegerExpression<Joined<M>, B> {
  return asOneCall(sampleVariance, () => {
    const numbers = listed("sampleVariance()", values, 2);
    return spread(numbers, numbers).div(numbers.length * (numbers.length - 1)) as never;
  });
}

/**
 * How two lists of numbers vary together: the mean of the products less the product of the means, exact but for the last
 * step, which rounds down.
 *
 * Right for n numbers of up to (126 - 2·log2 n)/2 bits, and 62 or 30 in place of 126 with smaller primes. Cost: n + 1
 * products and a division by a public number (MODULO), in 2 steps.
 *
 * @example Whether sales go with the weather
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { covariance, elements } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const together = nada.program({
 *   name: "together",
 *   parties: ["shop", "weather"],
 *   inputs: {
 *     sales: nada.secretInteger("shop", { bits: 32 }).array(3),
 *     degrees: nada.secretInteger("weather", { bits: 8 }).array(3),
 *   },
 *   outputs: { covariance: "shop" },
 * }, ({ sales, degrees }) => ({ covariance: covariance(elements(sales), elements(degrees)) }));
 *
 * const results = await together.run({ sales: [10, 20, 30], degrees: [3, 6, 9] });
 * assertEquals(results, { covariance: 20n });
 * ```
 *
 * @throws {InvalidProgramError} When there is no number, or when lists differ in length or base.
 */
export function covariance<M extends RunMode, N extends RunMode>(
  left: Numbers<M>,
  right: Numbers<N>,
): IntegerExpression<Joined<M | N>> {
  return asOneCall(covariance, () => {
    const [xs, ys] = [listed("covariance()", left), listed("covariance()", right)];
    if (xs.length !== ys.length) {
      refuse(`covariance() takes lists of one length, not of ${xs.length} and ${ys.length}`);
    }
    return spread(xs, ys).div(xs.length ** 2) as never;
  });
}

/** The covariance, times the square of how many there are. */
function spread(xs: readonly Secret[], ys: readonly Secret[]): Secret {
  return sumOfProducts(xs, ys).mul(xs.length).sub(sumOf(xs).mul(sumOf(ys)));
}

function sumOf(numbers: readonly Secret[]): Secret {
  return numbers.reduce((sum, each) => sum.add(each));
}

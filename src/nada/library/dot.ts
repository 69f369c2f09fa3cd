import type { Higher, ModeOf, NumberBase, NumberOperand, RunMode } from "../scalar_types.ts";
import type { IntegerExpression } from "../scalars.ts";
import { asOneCall, refuse } from "../sites.ts";
import { type Joined, listed, type Numbers, type Secret } from "./numbers.ts";

/**
 * The sum of the products of the numbers that stand at the same places of two lists.
 *
 * Right for numbers whose products add up to less than half of the prime. Cost of n pairs: n products of secrets, in 1 step;
 * a product by a public number or by a literal costs nothing.
 *
 * @example A weighted sum
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { dot, elements } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const grade = nada.program({
 *   name: "grade",
 *   parties: ["school", "ann"],
 *   inputs: { points: nada.secretInteger("school", { bits: 10 }).array(3) },
 *   outputs: { grade: "ann" },
 * }, ({ points }) => ({ grade: dot(elements(points), [1, 1, 2]) }));
 *
 * assertEquals(await grade.run({ points: [10, 20, 30] }), { grade: 90n });
 * ```
 *
 * @throws {InvalidProgramError} When the lists are empty, or not of one length or of one base.
 */
export function dot<M extends RunMode, B extends NumberBase, O extends NumberOperand<NoInfer<B>>>(
  left: Numbers<M, B>,
  right: readonly O[],
): IntegerExpression<Higher<Joined<M>, ModeOf<O>>, B> {
  return asOneCall(dot, () => {
    const numbers = listed("dot()", left);
    if (!Array.isArray(right) || right.length !== left.length) {
      refuse(`dot() takes a second list of ${left.length}, as long as the first`);
    }
    return sumOfProducts(numbers, right as unknown as readonly Secret[]) as never;
  });
}

/**
 * The same, of lists that are as long as each other. The second may have literals. Nodes lose values of which a program puts
 * several arrays together, so this takes single products and not `innerProduct`: they all run in one step, too.
 */
export function sumOfProducts(left: readonly Secret[], right: readonly Secret[]): Secret {
  return left.map((each, at) => each.mul(right[at]!)).reduce((sum, each) => sum.add(each));
}

import type { Higher, ModeOf, NumberBase, NumberOperand, RunMode } from "../scalar_types.ts";
import type { IntegerExpression } from "../scalars.ts";
import { asOneCall, refuse } from "../sites.ts";
import { type Joined, listed, type Numbers, type Secret } from "./numbers.ts";

/**
 * How many of some numbers are below the first bound, from there to below the next one, and so on, and how many are not below
 * the last: one count more than there are bounds. Bounds ascend.
 *
 * Right for numbers and bounds that are apart by less than half of the prime. Cost of n numbers and k bounds: n·k comparisons
 * (COMPARE), in 1 step.
 *
 * @example How many are how old
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { elements, histogram } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const ages = nada.program({
 *   name: "ages",
 *   parties: ["club", "office"],
 *   inputs: { ages: nada.secretInteger("club", { bits: 8 }).array(5) },
 *   outputs: { counts: "office" },
 * }, ({ ages }) => ({ counts: nada.array(histogram(elements(ages), [18, 65])) }));
 *
 * assertEquals(await ages.run({ ages: [17, 18, 64, 65, 90] }), { counts: [1n, 2n, 2n] });
 * ```
 *
 * @throws {InvalidProgramError} When there is no number or no bound, or when they are not of one base.
 */
export function histogram<
  M extends RunMode,
  B extends NumberBase,
  O extends NumberOperand<NoInfer<B>>,
>(
  values: Numbers<M, B>,
  bounds: readonly O[],
): IntegerExpression<Higher<Joined<M>, ModeOf<O>>>[] {
  return asOneCall(histogram, () => {
    const numbers = listed("histogram()", values);
    if (!Array.isArray(bounds) || bounds.length === 0) refuse("histogram() takes a bound or more");
    const below = bounds.map((bound) =>
      numbers.map((number) => number.lt(bound as unknown as Secret).ifElse(1, 0))
        .reduce((sum, each) => sum.add(each))
    );
    const counts = below.map((count, at) => at === 0 ? count : count.sub(below[at - 1]!));
    return [...counts, below.at(-1)!.mul(-1).add(numbers.length)] as never;
  });
}

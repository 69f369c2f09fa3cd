import { literal, unsignedLiteral } from "../builders.ts";
import { nodeOf, scalarOf } from "../expression.ts";
import type { Higher, NumberBase, RunMode } from "../scalar_types.ts";
import type { IntegerExpression } from "../scalars.ts";
import type { Base } from "../shapes.ts";
import { asOneCall, refuse } from "../sites.ts";
import { sumOfProducts } from "./dot.ts";
import { type Joined, listed, type Numbers, type Secret } from "./numbers.ts";

/**
 * A list of `size` numbers that are 0, but for a 1 at the place that `index` says. With an index beyond, all are 0.
 *
 * Right for an index that `eq` is right for: below 2^63, and any with the prime of 64 bits. Cost: an equality
 * (EQUALITY_SECRET_OUTPUT) for each place, in 1 step.
 *
 * @example A vote that nobody sees
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { oneHot } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const ballot = nada.program({
 *   name: "ballot",
 *   parties: ["ann", "office"],
 *   inputs: { choice: nada.secretInteger("ann", { bits: 8 }) },
 *   outputs: { votes: "office" },
 * }, ({ choice }) => ({ votes: nada.array(oneHot(choice, 3)) }));
 *
 * assertEquals(await ballot.run({ choice: 1 }), { votes: [0n, 1n, 0n] });
 * ```
 *
 * @throws {InvalidProgramError} When there is no place.
 */
export function oneHot<M extends RunMode, B extends NumberBase>(
  index: IntegerExpression<M, B>,
  size: number,
): IntegerExpression<M, B>[] {
  return asOneCall(oneHot, () => {
    if (!Number.isInteger(size) || size < 1) refuse("oneHot() takes one place or more");
    const { base } = scalarOf(nodeOf(index));
    return bitsOf(index as unknown as Secret, size, base) as never;
  });
}

/**
 * The number of a list that stands at the place `index`, counted from 0, without a sign of which it is. With an index beyond,
 * it is 0.
 *
 * Right for an index that `eq` is right for, and for numbers whose sum stays within half of the prime. Cost of n numbers: n
 * equalities (EQUALITY_SECRET_OUTPUT) and n products, in 2 steps.
 *
 * @example The price of a plan
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { elements, selectAt } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const bill = nada.program({
 *   name: "bill",
 *   parties: ["shop", "ann"],
 *   inputs: {
 *     prices: nada.secretInteger("shop", { bits: 32 }).array(3),
 *     plan: nada.secretInteger("ann", { bits: 8 }),
 *   },
 *   outputs: { price: "ann" },
 * }, ({ prices, plan }) => ({ price: selectAt(elements(prices), plan) }));
 *
 * assertEquals(await bill.run({ prices: [5, 9, 20], plan: 2 }), { price: 20n });
 * ```
 *
 * @throws {InvalidProgramError} When there is no number, or when they are not of one base, which is the index's too.
 */
export function selectAt<M extends RunMode, B extends NumberBase, N extends RunMode>(
  values: Numbers<M, B>,
  index: IntegerExpression<N, B>,
): IntegerExpression<Higher<Joined<M>, N>, B> {
  return asOneCall(selectAt, () => {
    const numbers = listed("selectAt()", values);
    const { base } = scalarOf(nodeOf(numbers[0]));
    return sumOfProducts(
      numbers,
      bitsOf(index as unknown as Secret, numbers.length, base),
    ) as never;
  });
}

/** A 1 at the place that an index says, and else 0. */
function bitsOf(index: Secret, size: number, base: Base): Secret[] {
  const make = (base === "unsigned" ? unsignedLiteral : literal) as (value: number) => never;
  return Array.from({ length: size }, (_, at) => index.eq(at).ifElse(make(1), make(0)));
}

import { asOneCall } from "../sites.ts";
import type { Higher, ModeOf, NumberBase, NumberOperand, RunMode } from "../scalar_types.ts";
import type { BooleanExpression, IntegerExpression } from "../scalars.ts";
import type { Secret } from "./numbers.ts";

/**
 * Whether two numbers are equal, also where they are far apart. `eq` of secrets is right only for numbers apart by less than
 * 2^64, and addresses of 20 bytes are further apart.
 *
 * Right for numbers that are apart by less than half of the prime: of 61, 125 or 253 bits with the primes of 64, 128 and
 * 256 bits. Cost: two comparisons (COMPARE) and a product; they wait for each other in 2 steps.
 *
 * @example Two addresses of 20 bytes
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { equalsWide } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const same = nada.program({
 *   name: "same",
 *   parties: ["ann", "bob"],
 *   inputs: {
 *     anns: nada.secretInteger("ann", { bits: 160 }),
 *     bobs: nada.secretInteger("bob", { bits: 160 }),
 *   },
 *   outputs: { isSame: ["ann", "bob"] },
 * }, ({ anns, bobs }) => ({ isSame: equalsWide(anns, bobs) }));
 *
 * const address = 0xde0b295669a9fd93d5f28d9ec85e40f4cb697baen;
 * assertEquals(await same.run({ anns: address, bobs: address }), { isSame: true });
 * assertEquals(await same.run({ anns: address, bobs: 1 }), { isSame: false });
 * assertEquals((await same.compile()).warnings, []);
 * ```
 */
export function equalsWide<M extends RunMode, B extends NumberBase, O extends NumberOperand<B>>(
  left: IntegerExpression<M, B>,
  right: O,
): BooleanExpression<Higher<M, ModeOf<O>>> {
  return asOneCall(equalsWide, () => {
    const [a, b] = [left as unknown as Secret, right as unknown as Secret];
    return a.lt(b).or(a.gt(b)).not() as never;
  });
}

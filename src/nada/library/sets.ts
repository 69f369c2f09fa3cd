import type { Higher, NumberBase, RunMode } from "../scalar_types.ts";
import type { BooleanExpression, IntegerExpression } from "../scalars.ts";
import { asOneCall } from "../sites.ts";
import { folded, type Joined, listed, type Numbers, type Secret } from "./numbers.ts";

/**
 * Whether a number is in a list.
 *
 * It is where the product of its differences from all of them is zero. That product may wrap around the prime, and is still
 * zero in no other case. So it is right for all numbers, and their inputs need no `bits`: with them, `compile()` would warn
 * of the product. Cost of a list of n: n products and two comparisons (COMPARE), in 2 + ⌈log2 n⌉ steps.
 *
 * @example A member by the address
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { elements, isIn } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const entry = nada.program({
 *   name: "entry",
 *   parties: ["club", "ann"],
 *   inputs: { members: nada.secretInteger("club").array(3), address: nada.secretInteger("ann") },
 *   outputs: { isMember: "club" },
 * }, ({ members, address }) => ({ isMember: isIn(address, elements(members)) }));
 *
 * const members = [2n ** 159n, 2n ** 140n + 1n, 7n];
 * assertEquals(await entry.run({ members, address: 2n ** 140n + 1n }), { isMember: true });
 * assertEquals(await entry.run({ members, address: 2n ** 140n }), { isMember: false });
 * ```
 *
 * @throws {InvalidProgramError} When the list is empty, or when not all are of one base.
 */
export function isIn<M extends RunMode, N extends RunMode, B extends NumberBase>(
  value: IntegerExpression<M, B>,
  list: Numbers<N, B>,
): BooleanExpression<Higher<M, Joined<N>>> {
  return asOneCall(isIn, () => {
    return isAmong(value as unknown as Secret, listed("isIn()", list)) as never;
  });
}

/**
 * Which numbers of the first list are in the second: a boolean for each of the first. This is private set intersection, where
 * the lists are of two parties.
 *
 * It is right for all numbers, and their inputs need no `bits`, as with `isIn`. Cost of n and m numbers: n·m products, n more,
 * and 2n comparisons (COMPARE), in 2 + ⌈log2 m⌉ steps. Let the shorter list be the first.
 *
 * @example Which addresses both know
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { elements, intersection } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const common = nada.program({
 *   name: "common",
 *   parties: ["ann", "bob"],
 *   inputs: { anns: nada.secretInteger("ann").array(2), bobs: nada.secretInteger("bob").array(3) },
 *   outputs: { isCommon: "ann" },
 * }, ({ anns, bobs }) => ({
 *   isCommon: nada.array(intersection(elements(anns), elements(bobs))),
 * }));
 *
 * const results = await common.run({ anns: [2n ** 159n, 3], bobs: [1, 2, 2n ** 159n] });
 * assertEquals(results, { isCommon: [true, false] });
 * ```
 *
 * @throws {InvalidProgramError} When a list is empty, or when not all are of one base.
 */
export function intersection<M extends RunMode, N extends RunMode, B extends NumberBase>(
  values: Numbers<M, B>,
  list: Numbers<N, B>,
): BooleanExpression<Joined<M | N>>[] {
  return asOneCall(intersection, () => {
    const [mine, theirs] = [listed("intersection()", values), listed("intersection()", list)];
    return mine.map((value) => isAmong(value, theirs)) as never;
  });
}

/**
 * How many numbers of the first list are in the second.
 *
 * It is right for all numbers, and their inputs need no `bits`, as with `isIn`. Cost: that of `intersection`.
 *
 * @example How many customers two shops share, and nothing else
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { elements, intersectionSize } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const shared = nada.program({
 *   name: "shared",
 *   parties: ["north", "south"],
 *   inputs: {
 *     norths: nada.secretInteger("north").array(3),
 *     souths: nada.secretInteger("south").array(2),
 *   },
 *   outputs: { count: ["north", "south"] },
 * }, ({ norths, souths }) => ({ count: intersectionSize(elements(souths), elements(norths)) }));
 *
 * assertEquals(await shared.run({ norths: [5, 6, 7], souths: [7, 8] }), { count: 1n });
 * ```
 *
 * @throws {InvalidProgramError} When a list is empty, or when not all are of one base.
 */
export function intersectionSize<M extends RunMode, N extends RunMode, B extends NumberBase>(
  values: Numbers<M, B>,
  list: Numbers<N, B>,
): IntegerExpression<Joined<M | N>> {
  return asOneCall(intersectionSize, () => {
    return intersection(values, list)
      .map((isCommon) => (isCommon as BooleanExpression<"secret">).ifElse(1, 0))
      .reduce((sum, each) => sum.add(each)) as never;
  });
}

function isAmong(value: Secret, list: readonly Secret[]): BooleanExpression<"secret"> {
  const product = folded(list.map((each) => value.sub(each)), (a, b) => a.mul(b));
  return isZero(product);
}

/** Whether a number is zero, whichever of the field it is. */
export function isZero(number: Secret): BooleanExpression<"secret"> {
  return number.lt(0).or(number.gt(0)).not();
}

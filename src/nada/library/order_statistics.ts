import type { NumberBase, RunMode } from "../scalar_types.ts";
import type { IntegerExpression } from "../scalars.ts";
import { asOneCall, refuse } from "../sites.ts";
import { exchanged, selectionNetwork, sortingNetwork } from "./networks.ts";
import { type Joined, listed, type Numbers } from "./numbers.ts";

/**
 * The number in the middle of the order; of an even number of them, the smaller of the two in the middle.
 *
 * Right for numbers that are apart by less than half of the prime: of 61, 125 or 253 bits with the primes of 64, 128 and
 * 256 bits. Cost: the comparisons (COMPARE) of a sorting network that the middle depends on; the table of costs has them.
 *
 * @example The median salary of three
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { elements, median } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const middle = nada.program({
 *   name: "middle",
 *   parties: ["firm"],
 *   inputs: { salaries: nada.secretInteger("firm").array(3) },
 *   outputs: { median: "firm" },
 * }, ({ salaries }) => ({ median: median(elements(salaries)) }));
 *
 * assertEquals(await middle.run({ salaries: [9000, 3000, 4000] }), { median: 4000n });
 * ```
 *
 * @throws {InvalidProgramError} When there is no number, or when they are not of one base.
 */
export function median<M extends RunMode, B extends NumberBase>(
  values: Numbers<M, B>,
): IntegerExpression<Joined<M>, B> {
  return asOneCall(median, () => {
    const numbers = listed("median()", values);
    const [inOrder] = exchanged([numbers], sortingNetwork(numbers.length));
    return inOrder![Math.ceil(numbers.length / 2) - 1] as never;
  });
}

/**
 * The `count` largest numbers, the largest first.
 *
 * Right for numbers that are apart by less than half of the prime: of 61, 125 or 253 bits with the primes of 64, 128 and
 * 256 bits. Cost of the k largest of n: at most k·n - k(k + 1)/2 comparisons (COMPARE), or fewer where a sorting network needs
 * fewer, and up to twice as many choices.
 *
 * @example The two best of four
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { elements, topK } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const podium = nada.program({
 *   name: "podium",
 *   parties: ["club"],
 *   inputs: { points: nada.secretInteger("club").array(4) },
 *   outputs: { best: "club" },
 * }, ({ points }) => ({ best: nada.array(topK(elements(points), 2)) }));
 *
 * assertEquals(await podium.run({ points: [4, 9, 1, 7] }), { best: [9n, 7n] });
 * ```
 *
 * @throws {InvalidProgramError} When there are fewer numbers than `count`, or when they are not of one base.
 */
export function topK<M extends RunMode, B extends NumberBase>(
  values: Numbers<M, B>,
  count: number,
): IntegerExpression<Joined<M>, B>[] {
  return asOneCall(topK, () => {
    const numbers = listed("topK()", values);
    if (!Number.isInteger(count) || count < 1 || count > values.length) {
      refuse(`topK() gives 1 to ${values.length} of ${values.length} numbers`);
    }
    const [inOrder] = exchanged([numbers], selectionNetwork(numbers.length, count));
    return inOrder!.slice(-count).reverse() as never;
  });
}

import type { NumberBase, RunMode } from "../scalar_types.ts";
import type { IntegerExpression } from "../scalars.ts";
import { asOneCall, refuse } from "../sites.ts";
import { exchanged, sortingNetwork } from "./networks.ts";
import { type Joined, listed, type Numbers } from "./numbers.ts";

/**
 * The numbers in order, the smallest first.
 *
 * Batcher's sorting network compares them, so which are exchanged tells nobody anything. A program has only those
 * comparisons that the numbers it uses depend on: `sort(values)[0]` costs what `min` does.
 *
 * Right for numbers that are apart by less than half of the prime: of 61, 125 or 253 bits with the primes of 64, 128 and
 * 256 bits. Cost of n numbers, for n = 2^k: (k² - k + 4)·2^(k-2) - 1 comparisons (COMPARE), and twice as many choices; they
 * wait for each other in k² + k steps. Nodes take 1,000 comparisons in a program: up to 95 numbers.
 *
 * @example Three amounts in order
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { elements, sort } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const ordered = nada.program({
 *   name: "ordered",
 *   parties: ["ann"],
 *   inputs: { amounts: nada.secretInteger("ann").array(3) },
 *   outputs: { amounts: "ann" },
 * }, ({ amounts }) => ({ amounts: nada.array(sort(elements(amounts))) }));
 *
 * assertEquals(await ordered.run({ amounts: [7, -2, 5] }), { amounts: [-2n, 5n, 7n] });
 * ```
 *
 * @throws {InvalidProgramError} When there is no number, or when they are not of one base.
 */
export function sort<M extends RunMode, B extends NumberBase>(
  values: Numbers<M, B>,
): IntegerExpression<Joined<M>, B>[] {
  return asOneCall(sort, () => {
    const numbers = listed("sort()", values);
    return exchanged([numbers], sortingNetwork(numbers.length))[0] as never;
  });
}

/**
 * Lists in the order of the first one: what stands at a place in one of them goes where the key at that place goes. Equal
 * keys come in any order.
 *
 * Right for keys that are apart by less than half of the prime: of 61, 125 or 253 bits with the primes of 64, 128 and 256
 * bits. Cost: the comparisons of `sort`, and twice as many choices for each list; as many steps.
 *
 * @example Names in the order of their scores
 * ```ts
 * import { nada } from "@nilvm/client/nada";
 * import { elements, sortBy } from "@nilvm/client/nada/library";
 * import { assertEquals } from "@std/assert";
 *
 * const ranking = nada.program({
 *   name: "ranking",
 *   parties: ["ann"],
 *   inputs: {
 *     scores: nada.secretInteger("ann").array(3),
 *     players: nada.secretInteger("ann").array(3),
 *   },
 *   outputs: { players: "ann" },
 * }, ({ scores, players }) => {
 *   const [, inOrder] = sortBy(elements(scores), elements(players));
 *   return { players: nada.array(inOrder!) };
 * });
 *
 * const { players } = await ranking.run({ scores: [30, 10, 20], players: [7, 8, 9] });
 * assertEquals(players, [8n, 9n, 7n]);
 * ```
 *
 * @param keys What decides on the order.
 * @param others Lists of as many numbers each.
 * @throws {InvalidProgramError} When lists differ in length, or have no number, or numbers that are not of one base.
 */
export function sortBy<M extends RunMode, B extends NumberBase, N extends RunMode>(
  keys: Numbers<M, B>,
  ...others: readonly Numbers<N, B>[]
): IntegerExpression<Joined<M | N>, B>[][] {
  return asOneCall(sortBy, () => {
    const lists = [keys, ...others].map((list) => listed("sortBy()", list));
    const wrong = lists.find(({ length }) => length !== keys.length);
    if (wrong !== undefined) {
      refuse(`sortBy() takes lists of one length, not of ${keys.length} and ${wrong.length}`);
    }
    return exchanged(lists, sortingNetwork(keys.length)) as never;
  });
}

/** Which places of a list are compared and exchanged, whatever is in it, and programs that do so. */
import type { Secret } from "./numbers.ts";

/** Two places. The larger number goes to the second. */
type Pair = readonly [low: number, high: number];

/**
 * The exchanges that sort a list: Batcher's merge exchange, algorithm M in section 5.2.2 of Knuth's "The Art of Computer
 * Programming".
 */
export function sortingNetwork(size: number): Pair[] {
  const pairs: Pair[] = [];
  const half = 2 ** Math.ceil(Math.log2(size)) / 2;
  for (let width = half; width >= 1; width /= 2) {
    let [step, distance, wanted] = [half, width, 0];
    while (true) {
      for (let at = 0; at + distance < size; at++) {
        if ((at & width) === wanted) pairs.push([at, at + distance]);
      }
      if (step === width) break;
      [distance, step, wanted] = [step - width, step / 2, width];
    }
  }
  return pairs;
}

/**
 * The exchanges that bring the `count` largest to the end, in order: those of the sorting network that they depend on, or a
 * knockout for each place where that takes fewer.
 */
export function selectionNetwork(size: number, count: number): Pair[] {
  const needed = new Set(Array.from({ length: count }, (_, rank) => size - 1 - rank));
  const sorting = sortingNetwork(size).reverse().filter(([low, high]) => {
    const isNeeded = needed.has(low) || needed.has(high);
    if (isNeeded) needed.add(low).add(high);
    return isNeeded;
  }).reverse();
  const knockouts = Array.from({ length: count }, (_, rank) => knockout(size - rank)).flat();
  return knockouts.length < sorting.length ? knockouts : sorting;
}

/** The exchanges that bring the largest of the first `size` numbers to the last place of those. */
function knockout(size: number): Pair[] {
  const pairs: Pair[] = [];
  let left = Array.from({ length: size }, (_, at) => at);
  while (left.length > 1) {
    const [lows, highs] = [0, 1].map((odd) => left.filter((_, at) => at % 2 === odd));
    for (const [at, high] of highs!.entries()) pairs.push([lows![at]!, high]);
    left = left.filter((_, at) => at % 2 === 1 || at === left.length - 1);
  }
  return pairs;
}

/** Lists after the exchanges that the first one decides on. */
export function exchanged(
  lists: readonly (readonly Secret[])[],
  network: readonly Pair[],
): Secret[][] {
  const rows = lists.map((list) => [...list]);
  for (const [low, high] of network) {
    const [keys] = rows;
    const isWrong = keys![high]!.lt(keys![low]!);
    for (const row of rows) {
      const [a, b] = [row[low]!, row[high]!];
      row[low] = isWrong.ifElse(b, a);
      row[high] = isWrong.ifElse(a, b);
    }
  }
  return rows;
}

import { nada } from "@nilvm/client/nada";
import { elements, sort } from "@nilvm/client/nada/library";
import { assert, assertEquals } from "@std/assert";
import { selectionNetwork, sortingNetwork } from "../../../src/nada/library/networks.ts";
import { topCount } from "../../../tools/library/sorting.ts";
import { agrees, compared, numbers } from "./agrees.ts";

const inOrder = (xs: readonly bigint[]) => [...xs].sort((a, b) => a < b ? -1 : a > b ? 1 : 0);

const pairs = (keys: readonly bigint[], others: readonly bigint[]) =>
  keys.map((key, at) => `${key} ${others[at]}`).sort();

const comparisons = {
  sort: compared({
    draw: (drawing) => ({ xs: numbers(drawing) }),
    plain: ({ xs }) => ({ r: inOrder(xs) }),
    sizes: [1, 2, 3, 7],
  }),
  sortBy: compared({
    draw: (drawing) => ({ xs: numbers(drawing), others: numbers(drawing) }),
    // Equal keys come in any order.
    seen: ({ keys, others }) => ({ keys, pairs: pairs(keys as bigint[], others as bigint[]) }),
    plain: ({ xs, others }) => ({ keys: inOrder(xs), pairs: pairs(xs, others) }),
    sizes: [3],
  }),
  median: compared({
    draw: (drawing) => ({ xs: numbers(drawing) }),
    plain: ({ xs }, size) => ({ r: inOrder(xs)[Math.floor((size - 1) / 2)] }),
    sizes: [2, 4],
  }),
  topK: compared({
    draw: (drawing) => ({ xs: numbers(drawing) }),
    plain: ({ xs }) => ({ r: inOrder(xs).reverse().slice(0, topCount) }),
    sizes: [3],
  }),
};

for (const [name, comparison] of Object.entries(comparisons)) {
  Deno.test(`${name}() gives what plain arithmetic gives, up to the edge of its range`, async () => {
    await agrees(name, comparison);
  });
}
/** How many ones a number has. */
const onesOf = (bits: number) => bits.toString(2).replaceAll("0", "").length;

/** What a network makes of a list of zeros and ones. */
function exchangedBits(network: ReturnType<typeof sortingNetwork>, list: number): number {
  return network.reduce((bits, [low, high]) => {
    const isWrong = (bits >> low & 1) > (bits >> high & 1);
    return isWrong ? bits ^ (1 << low | 1 << high) : bits;
  }, list);
}

Deno.test("the networks sort and select of every list of zeros and ones, and so of every list", () => {
  for (let size = 1; size <= 11; size++) {
    for (let list = 0; list < 2 ** size; list++) {
      // Sorted: all ones are at the upper places.
      const sorted = 2 ** size - 2 ** (size - onesOf(list));
      assertEquals(exchangedBits(sortingNetwork(size), list), sorted);
      for (let count = 1; count <= size; count++) {
        const selected = exchangedBits(selectionNetwork(size, count), list);
        assertEquals(selected >> size - count, sorted >> size - count);
      }
    }
  }
});

Deno.test("a selection takes no more comparisons than a knockout for each place, or than sorting", () => {
  for (let size = 1; size <= 40; size++) {
    for (let count = 1; count <= size; count++) {
      const { length } = selectionNetwork(size, count);
      assert(length <= count * size - count * (count + 1) / 2, `${count} of ${size}`);
      assert(length <= sortingNetwork(size).length, `${count} of ${size}`);
    }
  }
});

Deno.test("the first of a sorted list costs what min() costs, and 95 numbers can be sorted", async () => {
  const of = (size: number, places: number) =>
    nada.program({
      name: "first",
      parties: ["p"],
      inputs: { xs: nada.secretInteger("p").array(size) },
      outputs: { r: "p" },
    }, ({ xs }) => ({ r: nada.array(sort(elements(xs)).slice(0, places)) }));
  assertEquals((await of(16, 1).cost()).preprocessing, { COMPARE: 15 });
  assertEquals((await of(95, 95).cost()).preprocessing, { COMPARE: 1000 });
});

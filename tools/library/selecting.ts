import { nada } from "@nilvm/client/nada";
import { elements, histogram, oneHot, selectAt } from "@nilvm/client/nada/library";
import { comparedBits, type Costed } from "./costed.ts";

/** The bounds of the program of `histogram`. */
export const bounds = [-1000, 0, 50, 1000] as const;

/** The programs of `oneHot`, `selectAt` and `histogram`. */
export const selecting: readonly Costed[] = [
  {
    name: "oneHot",
    sizeIs: "places",
    sizes: [2, 10, 100],
    unlimited: [64],
    bits: (prime) => Math.min(63, prime - 2),
    make: (size, bits) =>
      nada.program({
        name: "one_hot",
        parties: ["p"],
        inputs: { index: nada.secretInteger("p", { bits }) },
        outputs: { r: "p" },
      }, ({ index }) => ({ r: nada.array(oneHot(index, size)) })),
    preprocessing: (size) => ({ EQUALITY_SECRET_OUTPUT: size }),
  },
  {
    name: "selectAt",
    sizeIs: "numbers",
    sizes: [2, 10, 100, 1000],
    // Their sum stays within half of the prime.
    bits: (prime, size) => prime - 2 - Math.floor(Math.log2(size)),
    make: (size, bits) =>
      nada.program({
        name: "select_at",
        parties: ["p"],
        inputs: {
          xs: nada.secretInteger("p", { bits }).array(size),
          index: nada.secretInteger("p", { bits: 16 }),
        },
        outputs: { r: "p" },
      }, ({ xs, index }) => ({ r: selectAt(elements(xs), index) })),
    preprocessing: (size) => ({ EQUALITY_SECRET_OUTPUT: size }),
  },
  {
    name: "histogram",
    sizeIs: `numbers, with ${bounds.length} bounds`,
    sizes: [10, 100],
    // The bounds are near zero.
    bits: (prime) => comparedBits(prime) + 1,
    make: (size, bits) =>
      nada.program({
        name: "histogram",
        parties: ["p"],
        inputs: { xs: nada.secretInteger("p", { bits }).array(size) },
        outputs: { r: "p" },
      }, ({ xs }) => ({ r: nada.array(histogram(elements(xs), bounds)) })),
    preprocessing: (size) => ({ COMPARE: size * bounds.length }),
  },
];

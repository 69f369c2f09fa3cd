import { nada } from "@nilvm/client/nada";
import { elements, median, sort, sortBy, topK } from "@nilvm/client/nada/library";
import { comparedBits, type Costed } from "./costed.ts";

const header = (size: number, bits?: number) => ({
  name: "sorting",
  parties: ["p"],
  inputs: { xs: nada.secretInteger("p", { bits }).array(size) },
} as const);

/** The comparisons of sorting networks, as "The Art of Computer Programming" counts them for 4, 8, 16, 64 numbers. */
const comparisons: Record<number, number> = { 1: 0, 2: 1, 3: 3, 4: 5, 8: 19, 16: 63, 64: 543 };

const common = { sizeIs: "numbers", bits: comparedBits };

/** How many of the largest numbers the program of `topK` gives. */
export const topCount = 3;

/** The programs of `sort`, `sortBy`, `median` and `topK`. */
export const sorting: readonly Costed[] = [
  {
    ...common,
    name: "sort",
    sizes: [4, 16, 64],
    make: (size, bits) =>
      nada.program({ ...header(size, bits), outputs: { r: "p" } }, ({ xs }) => ({
        r: nada.array(sort(elements(xs))),
      })),
    preprocessing: (size) => ({ COMPARE: comparisons[size]! }),
  },
  {
    ...common,
    name: "sortBy",
    sizes: [4, 16, 64],
    make: (size, bits) => {
      const { inputs, ...rest } = header(size, bits);
      const others = nada.secretInteger("p").array(size);
      return nada.program({
        ...rest,
        inputs: { ...inputs, others },
        outputs: { keys: "p", others: "p" },
      }, ({ xs, others }) => {
        const [keys, along] = sortBy(elements(xs), elements(others));
        return { keys: nada.array(keys!), others: nada.array(along!) };
      });
    },
    preprocessing: (size) => ({ COMPARE: comparisons[size]! }),
  },
  {
    ...common,
    name: "median",
    sizes: [3, 9, 25, 49],
    make: (size, bits) =>
      nada.program({ ...header(size, bits), outputs: { r: "p" } }, ({ xs }) => ({
        r: median(elements(xs)),
      })),
    preprocessing: (size) => ({ COMPARE: { 3: 3, 9: 22, 25: 113, 49: 313 }[size]! }),
  },
  {
    ...common,
    name: `topK`,
    sizeIs: `numbers, of which the ${topCount} largest`,
    sizes: [4, 16, 64],
    make: (size, bits) =>
      nada.program({ ...header(size, bits), outputs: { r: "p" } }, ({ xs }) => ({
        r: nada.array(topK(elements(xs), topCount)),
      })),
    preprocessing: (size) => ({ COMPARE: { 4: 5, 16: 42, 64: 186 }[size]! }),
  },
];

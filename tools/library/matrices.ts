import { nada } from "@nilvm/client/nada";
import { broadcast, dot, elements, matmul, reshape, transpose } from "@nilvm/client/nada/library";
import { type Costed, log2Up } from "./costed.ts";

const pair = (size: number, bits?: number) => {
  const input = nada.secretInteger("p", { bits }).array(size);
  return {
    name: "matrices",
    parties: ["p"],
    inputs: { a: input, b: input },
    outputs: { r: "p" },
  } as const;
};

/** Bits of numbers of which `count` products add up to less than half of a prime. */
const multipliedBits = (prime: number, count: number) =>
  Math.floor((prime - 1 - log2Up(count)) / 2);

/** The programs of `dot`, `matmul` and `broadcast`. */
export const matrices: readonly Costed[] = [
  {
    name: "dot",
    sizeIs: "pairs of numbers",
    sizes: [2, 10, 100, 1000],
    bits: multipliedBits,
    make: (size, bits) =>
      nada.program(pair(size, bits), ({ a, b }) => ({ r: dot(elements(a), elements(b)) })),
    preprocessing: () => ({}),
  },
  {
    name: "matmul",
    sizeIs: "rows and columns",
    sizes: [2, 4, 16],
    bits: multipliedBits,
    make: (size, bits) =>
      nada.program(pair(size * size, bits), ({ a, b }) => {
        const [left, right] = [a, b].map((matrix) => reshape(elements(matrix), size));
        return { r: nada.array(matmul(left!, right!).flat()) };
      }),
    preprocessing: () => ({}),
  },
  {
    name: "broadcast",
    sizeIs: "rows and columns, multiplied by one row",
    sizes: [2, 4, 16],
    bits: (prime) => multipliedBits(prime, 1),
    make: (size, bits) => {
      const input = nada.secretInteger("p", { bits });
      return nada.program({
        name: "matrices",
        parties: ["p"],
        inputs: { a: input.array(size * size), b: input.array(size) },
        outputs: { r: "p" },
      }, ({ a, b }) => {
        const matrix = transpose(reshape(elements(a), size));
        const product = broadcast(matrix, [elements(b)], (x, y) => x.mul(y));
        return { r: nada.array(product.flat()) };
      });
    },
    preprocessing: () => ({}),
  },
];

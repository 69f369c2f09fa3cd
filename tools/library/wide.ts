import { nada } from "@nilvm/client/nada";
import { elements, equalsInParts, equalsWide, lessInParts } from "@nilvm/client/nada/library";
import { comparedBits, type Costed } from "./costed.ts";

const parts = (size: number, bits?: number) => {
  const input = nada.secretInteger("p", { bits }).array(size);
  return {
    name: "wide",
    parties: ["p"],
    inputs: { a: input, b: input },
    outputs: { r: "p" },
  } as const;
};

const inParts = {
  sizeIs: "parts of each number",
  sizes: [2, 3, 5],
} as const;

/** The programs of `equalsWide`, `equalsInParts` and `lessInParts`. */
export const wide: readonly Costed[] = [
  {
    name: "equalsWide",
    sizeIs: "pair of numbers",
    sizes: [1],
    bits: comparedBits,
    make: (_, bits) => {
      const input = nada.secretInteger("p", { bits });
      const inputs = { a: input, b: input };
      return nada.program(
        { name: "wide", parties: ["p"], inputs, outputs: { r: "p" } },
        ({ a, b }) => ({ r: equalsWide(a, b) }),
      );
    },
    preprocessing: () => ({ COMPARE: 2 }),
  },
  {
    ...inParts,
    name: "equalsInParts",
    unlimited: [64],
    bits: (prime) => Math.min(63, prime - 2),
    make: (size, bits) =>
      nada.program(parts(size, bits), ({ a, b }) => ({
        r: equalsInParts(elements(a), elements(b)),
      })),
    preprocessing: (size) => ({ EQUALITY_SECRET_OUTPUT: size }),
  },
  {
    ...inParts,
    name: "lessInParts",
    bits: (prime) => Math.min(63, comparedBits(prime)),
    make: (size, bits) =>
      nada.program(parts(size, bits), ({ a, b }) => ({
        r: lessInParts(elements(a), elements(b)),
      })),
    preprocessing: (size) => ({ COMPARE: size, EQUALITY_SECRET_OUTPUT: size - 1 }),
  },
];

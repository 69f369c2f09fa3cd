import { nada } from "@nilvm/client/nada";
import {
  divideFixed,
  elements,
  linearScore,
  logistic,
  multiplyFixed,
  rescale,
  rescaleFast,
} from "@nilvm/client/nada/library";
import { type Costed, log2Up } from "./costed.ts";

/** How many bits after the point the fixed-point numbers of these programs have. */
export const fractionBits = 8;

const header = (bits?: number) => {
  const input = nada.secretInteger("p", { bits });
  return {
    name: "fixed",
    parties: ["p"],
    inputs: { a: input, b: input },
    outputs: { r: "p" },
  } as const;
};

/** Bits that a negative number may have for a shift, or a division by a public number. */
export const shiftedBits = (prime: number) => prime / 2 - 1;

const single = { sizeIs: "number", sizes: [1] };

/** The programs of functions of fixed-point numbers. */
export const fixed: readonly Costed[] = [
  ...Object.values({ rescale, rescaleFast }).map((loses): Costed => ({
    ...single,
    name: loses.name,
    bits: shiftedBits,
    make: (_, bits) => {
      const { inputs: { a }, ...rest } = header(bits);
      return nada.program({ ...rest, inputs: { a } }, ({ a }) => ({ r: loses(a, fractionBits) }));
    },
    preprocessing: () => loses === rescale ? { TRUNC: 1 } : { TRUNC_PR: 1 },
  })),
  {
    ...single,
    name: "multiplyFixed",
    sizeIs: "product",
    bits: (prime) => Math.floor(shiftedBits(prime) / 2),
    make: (_, bits) =>
      nada.program(header(bits), ({ a, b }) => ({ r: multiplyFixed(a, b, fractionBits) })),
    preprocessing: () => ({ TRUNC: 1 }),
  },
  {
    ...single,
    name: "divideFixed",
    sizeIs: "quotient",
    bits: (prime) => ({ 256: 52, 128: 20, 64: 4 })[prime] - fractionBits,
    make: (_, bits) =>
      nada.program(header(bits), ({ a, b }) => ({ r: divideFixed(a, b, fractionBits) })),
    preprocessing: () => ({ DIVISION_SECRET_DIVISOR: 1 }),
  },
  {
    name: "linearScore",
    sizeIs: "features",
    sizes: [2, 10, 100],
    bits: (prime, size) => Math.floor((shiftedBits(prime) - log2Up(size)) / 2),
    make: (size, bits) => {
      const input = nada.secretInteger("p", { bits });
      return nada.program({
        name: "fixed",
        parties: ["p"],
        inputs: { weights: input.array(size), features: input.array(size), bias: input },
        outputs: { r: "p" },
      }, ({ weights, features, bias }) => ({
        r: linearScore(elements(features), elements(weights), bias, fractionBits),
      }));
    },
    preprocessing: () => ({ TRUNC: 1 }),
  },
  {
    ...single,
    name: "logistic",
    sizeIs: "score",
    // Nodes with the prime of 64 bits shift by 10 bits at most.
    bits: (prime) => prime === 64 ? -1 : Math.floor((prime / 2 - 22 + fractionBits) / 2),
    make: (_, bits) => {
      const { inputs: { a }, ...rest } = header(bits);
      return nada.program(
        { ...rest, inputs: { a } },
        ({ a }) => ({ r: logistic(a, fractionBits) }),
      );
    },
    preprocessing: () => ({ COMPARE: 5, TRUNC: 2 }),
  },
];

import { nada } from "@nilvm/client/nada";
import { covariance, elements, mean, sampleVariance, variance } from "@nilvm/client/nada/library";
import { type Costed, log2Up } from "./costed.ts";
import { shiftedBits } from "./fixed.ts";

const header = (size: number, bits?: number) => ({
  name: "statistics",
  parties: ["p"],
  inputs: { xs: nada.secretInteger("p", { bits }).array(size) },
  outputs: { r: "p" },
} as const);

const common = {
  sizeIs: "numbers",
  preprocessing: () => ({ MODULO: 1 }),
};

/** Bits of numbers whose sums of products, times how many there are, leave `left` bits of what nodes divide. */
const spreadBits = (prime: number, size: number, left: number) =>
  Math.floor((shiftedBits(prime) - left - 2 * Math.log2(size)) / 2);

/** The programs of `mean`, `variance`, `sampleVariance` and `covariance`. */
export const statistics: readonly Costed[] = [
  {
    ...common,
    name: "mean",
    sizes: [2, 10, 100, 1000],
    bits: (prime, size) => shiftedBits(prime) - log2Up(size),
    make: (size, bits) => nada.program(header(size, bits), ({ xs }) => ({ r: mean(elements(xs)) })),
  },
  ...Object.values({ variance, sampleVariance }).map((spread): Costed => ({
    ...common,
    name: spread.name,
    sizes: [2, 10, 30],
    // Squares are not negative.
    bits: (prime, size) => spreadBits(prime, size, 0),
    make: (size, bits) =>
      nada.program(header(size, bits), ({ xs }) => ({ r: spread(elements(xs)) })),
  })),
  {
    ...common,
    name: "covariance",
    sizeIs: "pairs of numbers",
    sizes: [2, 10, 30],
    bits: (prime, size) => spreadBits(prime, size, 1),
    make: (size, bits) => {
      const input = nada.secretInteger("p", { bits }).array(size);
      return nada.program({
        name: "statistics",
        parties: ["p"],
        inputs: { xs: input, ys: input },
        outputs: { r: "p" },
      }, ({ xs, ys }) => ({ r: covariance(elements(xs), elements(ys)) }));
    },
  },
];

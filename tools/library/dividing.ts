import { nada } from "@nilvm/client/nada";
import { divideByPublic, divideWide, shiftRightWide } from "@nilvm/client/nada/library";
import { comparedBits, type Costed } from "./costed.ts";

/** What the programs of `divideByPublic` and `shiftRightWide` divide by, and shift by. */
export const [divisor, shift] = [1000, 10] as const;

const one = (bits?: number) => ({
  name: "dividing",
  parties: ["p"],
  inputs: { x: nada.secretInteger("p", { bits }) },
  outputs: { r: "p" },
} as const);

/** The programs of `divideWide`, `divideByPublic` and `shiftRightWide`. */
export const dividing: readonly Costed[] = [
  {
    name: "divideWide",
    sizeIs: "bits of the quotient",
    sizes: [8, 32, 64],
    // Those of the divisor. The dividend of the program has as many more as the quotient has.
    bits: (prime, size) => comparedBits(prime) + 1 - size,
    make: (size, bits) =>
      nada.program({
        name: "dividing",
        parties: ["p"],
        inputs: {
          dividend: nada.secretInteger("p", { bits: bits === undefined ? undefined : bits + size }),
          divisor: nada.secretInteger("p", { bits }),
        },
        outputs: { quotient: "p", remainder: "p" },
      }, ({ dividend, divisor }) => ({ ...divideWide(dividend, divisor, size) })),
    preprocessing: (size) => ({ COMPARE: size }),
  },
  {
    name: "divideByPublic",
    sizeIs: "division",
    sizes: [1],
    bits: comparedBits,
    make: (_, bits) =>
      nada.program(one(bits), ({ x }) => ({ r: divideByPublic(x, divisor, bits ?? 60) })),
    preprocessing: () => ({ MODULO: 1 }),
  },
  {
    name: "shiftRightWide",
    sizeIs: "shift",
    sizes: [1],
    bits: comparedBits,
    make: (_, bits) =>
      nada.program(one(bits), ({ x }) => ({ r: shiftRightWide(x, shift, bits ?? 60) })),
    preprocessing: () => ({ TRUNC: 1 }),
  },
];

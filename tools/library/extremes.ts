import { nada } from "@nilvm/client/nada";
import { argMax, argMin, elements, max, min } from "@nilvm/client/nada/library";
import { comparedBits, type Costed } from "./costed.ts";

const header = (size: number, bits?: number) => ({
  name: "extreme",
  parties: ["p"],
  inputs: { xs: nada.secretInteger("p", { bits }).array(size) },
} as const);

const common = {
  sizeIs: "numbers",
  sizes: [2, 10, 100, 1000],
  bits: comparedBits,
  preprocessing: (size: number) => ({ COMPARE: size - 1 }),
};

/** The programs of `max`, `min`, `argMax` and `argMin`. */
export const extremes: readonly Costed[] = [
  ...Object.values({ max, min }).map((extreme): Costed => ({
    ...common,
    name: extreme.name,
    make: (size, bits) =>
      nada.program(
        { ...header(size, bits), outputs: { value: "p" } },
        ({ xs }) => ({ value: extreme(elements(xs)) }),
      ),
  })),
  ...Object.values({ argMax, argMin }).map((extreme): Costed => ({
    ...common,
    name: extreme.name,
    make: (size, bits) =>
      nada.program(
        { ...header(size, bits), outputs: { value: "p", index: "p" } },
        ({ xs }) => ({ ...extreme(elements(xs)) }),
      ),
  })),
];

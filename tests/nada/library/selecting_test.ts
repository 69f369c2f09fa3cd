import { bounds } from "../../../tools/library/selecting.ts";
import { agrees, compared, type Drawing, number, numbers } from "./agrees.ts";

/** A place, or in some cases none. */
const place = (drawing: Drawing) =>
  drawing.random.below(5) > 0
    ? BigInt(drawing.random.below(drawing.size))
    : number({ ...drawing, bits: Math.min(drawing.bits, 16) });

const comparisons = {
  oneHot: compared({
    draw: (drawing) => ({
      index: drawing.random.below(2) === 0 ? place(drawing) : number(drawing),
    }),
    plain: ({ index }, size) => ({
      r: Array.from({ length: size }, (_, at) => index === BigInt(at) ? 1n : 0n),
    }),
    sizes: [1],
  }),
  selectAt: compared({
    draw: (drawing) => ({ xs: numbers(drawing), index: place(drawing) }),
    plain: ({ xs, index }) => ({ r: xs[Number(index)] ?? 0n }),
    sizes: [1],
  }),
  histogram: compared({
    draw: (drawing) => ({
      xs: numbers(drawing).map((x) =>
        drawing.random.below(2) === 0
          ? x
          : BigInt(drawing.random.pick(bounds) - drawing.random.below(2))
      ),
    }),
    plain: ({ xs }) => {
      const counts = bounds.map((bound) => xs.filter((x) => x < BigInt(bound)).length);
      return {
        r: [...counts, xs.length].map((count, at) => BigInt(count - (counts[at - 1] ?? 0))),
      };
    },
    sizes: [1],
  }),
};

for (const [name, comparison] of Object.entries(comparisons)) {
  Deno.test(`${name}() gives what plain arithmetic gives, up to the edge of its range`, async () => {
    await agrees(name, comparison);
  });
}

import { agrees, compared, numbers } from "./agrees.ts";

const largest = (xs: readonly bigint[]) => xs.reduce((top, x) => x > top ? x : top);
const smallest = (xs: readonly bigint[]) => xs.reduce((top, x) => x < top ? x : top);

const value = (plain: typeof largest) =>
  compared({
    draw: (drawing) => ({ xs: numbers(drawing) }),
    plain: ({ xs }) => ({ value: plain(xs) }),
    sizes: [5],
  });

const placed = (plain: typeof largest) =>
  compared({
    draw: (drawing) => ({ xs: numbers(drawing) }),
    plain: ({ xs }) => ({ value: plain(xs), index: BigInt(xs.indexOf(plain(xs))) }),
    sizes: [5],
  });

const comparisons = {
  max: value(largest),
  min: value(smallest),
  argMax: placed(largest),
  argMin: placed(smallest),
};

for (const [name, comparison] of Object.entries(comparisons)) {
  Deno.test(`${name}() gives what plain arithmetic gives, up to the edge of its range`, async () => {
    await agrees(name, comparison);
  });
}

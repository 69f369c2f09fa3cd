import { agrees, compared, type Drawing, numbers } from "./agrees.ts";

const sum = (xs: readonly bigint[]) => xs.reduce((total, x) => total + x, 0n);
const floorDivided = (left: bigint, right: bigint) =>
  (left - ((left % right) + right) % right) / right;

/** The sum of the products of the differences from the means, times how many there are. */
function spread(xs: readonly bigint[], ys: readonly bigint[]): bigint {
  const n = BigInt(xs.length);
  const from = (all: readonly bigint[], at: number) => n * all[at]! - sum(all);
  return sum(xs.map((_, at) => from(xs, at) * from(ys, at))) / n;
}

const draw = (drawing: Drawing) => ({ xs: numbers(drawing) });

const comparisons = {
  mean: compared({
    draw,
    plain: ({ xs }, size) => ({ r: floorDivided(sum(xs), BigInt(size)) }),
    sizes: [1],
  }),
  variance: compared({
    draw,
    plain: ({ xs }, size) => ({ r: spread(xs, xs) / BigInt(size ** 2) }),
    sizes: [3],
  }),
  sampleVariance: compared({
    draw,
    plain: ({ xs }, size) => ({ r: spread(xs, xs) / BigInt(size * (size - 1)) }),
    sizes: [3],
  }),
  covariance: compared({
    draw: (drawing) => ({ xs: numbers(drawing), ys: numbers(drawing) }),
    plain: ({ xs, ys }, size) => ({ r: floorDivided(spread(xs, ys), BigInt(size ** 2)) }),
    sizes: [3],
  }),
};

for (const [name, comparison] of Object.entries(comparisons)) {
  Deno.test(`${name}() gives what plain arithmetic gives, up to the edge of its range`, async () => {
    await agrees(name, comparison);
  });
}

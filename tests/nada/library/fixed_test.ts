import { InvalidArgumentError } from "@nilvm/client";
import { nada } from "@nilvm/client/nada";
import { fromFixed, logistic, toFixed } from "@nilvm/client/nada/library";
import { assert, assertEquals, assertThrows } from "@std/assert";
import { fractionBits } from "../../../tools/library/fixed.ts";
import { agrees, compared, number, numbers } from "./agrees.ts";

const half = 2n ** BigInt(fractionBits - 1);
const nearest = (value: bigint) => (value + half) >> BigInt(fractionBits);
const floorDivided = (left: bigint, right: bigint) =>
  (left - ((left % right) + right) % right) / right;

const comparisons = {
  rescale: compared({
    draw: (drawing) => ({ a: number(drawing) }),
    plain: ({ a }) => ({ r: nearest(a) }),
  }),
  rescaleFast: compared({
    draw: (drawing) => ({ a: number(drawing) }),
    // One of the two whole numbers around it, and a whole one itself.
    seen: ({ r }, { a }) => {
      const error = (r as bigint) * half * 2n - (a as bigint);
      return { isNear: error > -2n * half && error < 2n * half };
    },
    plain: () => ({ isNear: true }),
  }),
  multiplyFixed: compared({
    draw: (drawing) => ({ a: number(drawing), b: number(drawing) }),
    plain: ({ a, b }) => ({ r: nearest(a * b) }),
  }),
  divideFixed: compared({
    draw: (drawing) => ({ a: number(drawing), b: number(drawing) || 1n }),
    plain: ({ a, b }) => ({ r: floorDivided(a << BigInt(fractionBits), b) }),
  }),
  linearScore: compared({
    draw: (drawing) => ({
      features: numbers(drawing),
      weights: numbers(drawing),
      bias: number(drawing),
    }),
    plain: ({ features, weights, bias }) => ({
      r: nearest(features.reduce((sum, each, at) => sum + each * weights[at]!, 0n)) + bias,
    }),
    sizes: [1],
  }),
  logistic: compared({
    // Scores between -16 and 16 are where it bends.
    draw: (drawing) => ({
      a: drawing.random.below(4) === 0
        ? number(drawing)
        : number({ ...drawing, bits: Math.min(drawing.bits, fractionBits + 4) }),
    }),
    seen: ({ r }, { a }) => ({ isNear: isNear(r as bigint, a as bigint, fractionBits) }),
    plain: () => ({ isNear: true }),
  }),
};

for (const [name, comparison] of Object.entries(comparisons)) {
  Deno.test(`${name}() gives what plain arithmetic gives, up to the edge of its range`, async () => {
    await agrees(name, comparison);
  });
}

/** Whether a result of logistic() is within the stated error. */
function isNear(result: bigint, score: bigint, bits: number): boolean {
  const exact = 1 / (1 + Math.exp(-fromFixed(score, bits)));
  return Math.abs(fromFixed(result, bits) - exact) < 0.0006 + 2 / 2 ** bits;
}

Deno.test("logistic() stays within its error with any bits after the point, also where its pieces meet", async () => {
  for (const bits of [4, 8, 16, 24]) {
    const program = nada.program({
      name: "logistic",
      parties: ["p"],
      inputs: { score: nada.secretInteger("p", { bits: Math.floor((106 + bits) / 2) }) },
      outputs: { r: "p" },
    }, ({ score }) => ({ r: logistic(score, bits) }));
    assertEquals((await program.compile()).warnings, []);
    for (const at of [0, 0.5, 1.0705, 1.8, 2.6034, 3.4, 4.2429, 5.5, 7.4499, 8, 20]) {
      for (const score of [at, -at].map((each) => toFixed(each, bits))) {
        for (const near of [score - 1n, score, score + 1n]) {
          const { r } = await program.run({ score: near });
          assert(isNear(r, near, bits), `${near} of ${bits} bits gives ${r}`);
        }
      }
    }
  }
});

Deno.test("toFixed() rounds to the nearest part, and fromFixed() takes it back", () => {
  for (const value of [0, 1, -1.5, 0.001, 123456.789, -1e-9, 2 ** 40 + 0.3]) {
    for (const bits of [1, 8, 16, 32]) {
      const fixed = toFixed(value, bits);
      assert(Math.abs(fromFixed(fixed, bits) - value) <= 2 ** -bits / 2, `${value}, ${bits} bits`);
      assertEquals(toFixed(fromFixed(fixed, bits), bits), fixed);
    }
  }
  assertEquals([toFixed(1), fromFixed(1n)], [65536n, 1 / 65536]);
  for (const value of [NaN, Infinity]) {
    const error = assertThrows(() => toFixed(value), InvalidArgumentError);
    assertEquals(error.option, "value");
  }
});

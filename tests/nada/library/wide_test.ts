import { InvalidArgumentError } from "@nilvm/client";
import { partsOf } from "@nilvm/client/nada/library";
import { assertEquals, assertThrows } from "@std/assert";
import { agrees, compared, type Drawing, number, numbers } from "./agrees.ts";

/** The same again in half of all cases, also in single parts. */
const similar = (drawing: Drawing, xs: readonly bigint[], isSigned: boolean) =>
  xs.map((x) => drawing.random.below(5) > 0 ? x : number(drawing, isSigned));

const whole = (parts: readonly bigint[]) => parts.reduce((sum, part) => (sum << 64n) + part, 0n);

const comparisons = {
  equalsWide: compared({
    draw: (drawing) => {
      const a = number(drawing);
      return { a, b: drawing.random.below(2) === 0 ? a : number(drawing) };
    },
    plain: ({ a, b }) => ({ r: a === b }),
  }),
  equalsInParts: compared({
    draw: (drawing) => {
      const a = numbers(drawing);
      return { a, b: similar(drawing, a, true) };
    },
    plain: ({ a, b }) => ({ r: a.every((part, at) => part === b[at]) }),
    sizes: [1],
  }),
  lessInParts: compared({
    draw: (drawing) => {
      const a = numbers(drawing, false);
      return { a, b: similar(drawing, a, false) };
    },
    plain: ({ a, b }) => ({ r: whole(a) < whole(b) }),
    sizes: [1],
  }),
};

for (const [name, comparison] of Object.entries(comparisons)) {
  Deno.test(`${name}() gives what plain arithmetic gives, up to the edge of its range`, async () => {
    await agrees(name, comparison);
  });
}
Deno.test("partsOf() gives the parts of a number, the most significant first", () => {
  for (const bits of [1, 31, 60, 64]) {
    for (const count of [1, 2, 5]) {
      const most = (1n << BigInt(count * bits)) - 1n;
      for (const value of [0n, 1n, most / 3n, most - 1n, most]) {
        const parts = partsOf(value, count, bits);
        assertEquals(parts.length, count);
        assertEquals(parts.reduce((sum, part) => (sum << BigInt(bits)) + part), value);
        assertEquals(parts.every((part) => part >= 0n && part < 1n << BigInt(bits)), true);
      }
    }
  }
});

Deno.test("partsOf() refuses what does not fit, without a word of it", () => {
  const secret = 123_456_789n;
  const wrong: [string, () => unknown][] = [
    ["value", () => partsOf(secret, 1, 26)],
    ["value", () => partsOf(-secret, 3)],
    ["value", () => partsOf(123_456_789 as never, 3)],
    ["count", () => partsOf(secret, 0)],
    ["count", () => partsOf(secret, 1.5)],
    ["bits", () => partsOf(secret, 3, 65)],
    ["bits", () => partsOf(secret, 3, 0)],
  ];
  for (const [option, split] of wrong) {
    const error = assertThrows(split, InvalidArgumentError);
    assertEquals(error.option, option);
    assertEquals(error.message.includes("123456789"), false);
  }
});

import { divisor, shift } from "../../../tools/library/dividing.ts";
import { agrees, compared, number } from "./agrees.ts";

const floorDivided = (left: bigint, right: bigint) =>
  (left - ((left % right) + right) % right) / right;

const comparisons = {
  divideWide: compared({
    draw: (drawing) => {
      const { random, size, bits } = drawing;
      const divisor = number(drawing, false);
      const wide = number({ ...drawing, bits: bits + size }, false);
      // Whole multiples are where a remainder turns over.
      const multiple = divisor * number({ ...drawing, bits: size }, false);
      return { divisor, dividend: random.below(2) === 0 ? wide : multiple };
    },
    plain: ({ dividend, divisor }, size) => {
      const most = (1n << BigInt(size)) - 1n;
      const exact = divisor === 0n ? most : dividend / divisor;
      const quotient = exact > most ? most : exact;
      return { quotient, remainder: dividend - quotient * divisor };
    },
    sizes: [1],
  }),
  divideByPublic: compared({
    draw: (drawing) => ({ x: number(drawing) }),
    plain: ({ x }) => ({ r: floorDivided(x, BigInt(divisor)) }),
  }),
  shiftRightWide: compared({
    draw: (drawing) => ({ x: number(drawing) }),
    plain: ({ x }) => ({ r: x >> BigInt(shift) }),
  }),
};

for (const [name, comparison] of Object.entries(comparisons)) {
  Deno.test(`${name}() gives what plain arithmetic gives, up to the edge of its range`, async () => {
    await agrees(name, comparison);
  });
}

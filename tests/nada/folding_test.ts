/** Operations on literals are computed while the program is written, as nodes compute them while it runs. */
import { type BooleanExpression, type IntegerExpression, nada } from "@nilvm/client/nada";
import { assertEquals } from "@std/assert";

type Number = IntegerExpression<"public">;
type Bool = BooleanExpression<"public">;

/** A literal, for functions that take what a run knows as well. */
function written(value: bigint): Number;
function written(value: boolean): Bool;
function written(value: bigint | boolean): Number | Bool {
  return nada.literal(value) as unknown as Number | Bool;
}

/** What gives a number. Division needs a divisor other than zero, and a power an exponent that is not negative. */
const arithmetic: Record<
  string,
  (a: Number, b: Number) => Number
> = {
  add: (a, b) => a.add(b),
  sub: (a, b) => a.sub(b),
  mul: (a, b) => a.mul(b),
  div: (a, b) => a.div(b),
  mod: (a, b) => a.mod(b),
  pow: (a, b) => a.pow(b),
};
const comparisons: Record<
  string,
  (a: Number, b: Number) => Bool
> = {
  lt: (a, b) => a.lt(b),
  le: (a, b) => a.le(b),
  gt: (a, b) => a.gt(b),
  ge: (a, b) => a.ge(b),
  eq: (a, b) => a.eq(b),
  ne: (a, b) => a.ne(b),
};
const logic: Record<string, (a: Bool, b: Bool) => Bool> = {
  and: (a, b) => a.and(b),
  or: (a, b) => a.or(b),
  xor: (a, b) => a.xor(b),
  eq: (a, b) => a.eq(b),
  ne: (a, b) => a.ne(b),
  not: (a) => a.not(),
};

const numbers = [-7n, -2n, 0n, 3n, 7n];

Deno.test("literals are folded to the numbers that nodes compute", async () => {
  for (const [name, operation] of Object.entries(arithmetic)) {
    const program = nada.program({
      name: "computed",
      parties: ["p"],
      inputs: { a: nada.integer("p"), b: nada.integer("p") },
      outputs: { r: "p" },
    }, ({ a, b }) => ({ r: operation(a, b) }));
    for (const a of numbers) {
      for (const b of numbers) {
        if (b === 0n && (name === "div" || name === "mod")) continue;
        if (b < 0n && name === "pow") continue;
        const { r } = await program.run({ a, b });
        assertEquals(
          await foldedNumber(operation(written(a), written(b))),
          r,
          `${a} ${name} ${b}`,
        );
      }
    }
  }
});

Deno.test("literals are compared as nodes compare, and shifted as nodes shift", async () => {
  for (const [name, operation] of Object.entries(comparisons)) {
    const program = nada.program({
      name: "compared",
      parties: ["p"],
      inputs: { a: nada.integer("p"), b: nada.integer("p") },
      outputs: { r: "p" },
    }, ({ a, b }) => ({ r: operation(a, b) }));
    for (const a of numbers) {
      for (const b of numbers) {
        const { r } = await program.run({ a, b });
        assertEquals(
          await foldedBoolean(operation(written(a), written(b))),
          r,
          `${a} ${name} ${b}`,
        );
      }
    }
  }
  const shifts = nada.program({
    name: "shifted",
    parties: ["p"],
    inputs: { a: nada.integer("p"), b: nada.unsignedInteger("p") },
    outputs: { left: "p", right: "p" },
  }, ({ a, b }) => ({ left: a.shiftLeft(b), right: a.shiftRight(b) }));
  for (const a of numbers) {
    const literal = written(a);
    const folded = {
      left: await foldedNumber(literal.shiftLeft(2)),
      right: await foldedNumber(literal.shiftRight(2)),
    };
    assertEquals(folded, await shifts.run({ a, b: 2 }));
  }
});

Deno.test("literals that are booleans are combined as nodes combine them", async () => {
  for (const [name, operation] of Object.entries(logic)) {
    const program = nada.program({
      name: "combined",
      parties: ["p"],
      inputs: { a: nada.boolean("p"), b: nada.boolean("p") },
      outputs: { r: "p", used: "p" },
    }, ({ a, b }) => ({ r: operation(a, b), used: b }));
    for (const a of [true, false]) {
      for (const b of [true, false]) {
        const { r } = await program.run({ a, b });
        assertEquals(
          await foldedBoolean(operation(written(a), written(b))),
          r,
          `${a} ${name} ${b}`,
        );
      }
    }
  }
});

/** What a literal holds: it is added to nothing. */
async function foldedNumber(literal: Number): Promise<bigint> {
  assertEquals<string>(literal.mode, "literal");
  const program = nada.program({
    name: "folded",
    parties: ["p"],
    inputs: { zero: nada.integer("p") },
    outputs: { r: "p" },
  }, ({ zero }) => ({ r: zero.add(literal) }));
  return (await program.run({ zero: 0 })).r;
}

async function foldedBoolean(literal: Bool): Promise<boolean> {
  assertEquals<string>(literal.mode, "literal");
  const program = nada.program({
    name: "folded",
    parties: ["p"],
    inputs: { no: nada.boolean("p") },
    outputs: { r: "p" },
  }, ({ no }) => ({ r: no.or(literal) }));
  return (await program.run({ no: false })).r;
}

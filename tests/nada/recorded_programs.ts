/** The programs of `tests/fixtures/recorded/nada` in TypeScript, by the names of their Python files. */
import { nada } from "@nilvm/client/nada";

const parties = ["p", "q"] as const;

/** The inputs of most of them. */
const ab = () => ({ a: nada.secretInteger("p"), b: nada.secretInteger("q") });

/** Each recorded program. */
export const recordedPrograms = {
  affine: nada.program({
    name: "affine",
    parties,
    inputs: { ...ab(), c: nada.integer("p") },
    outputs: { r: "p" },
  }, ({ a, b, c }) => ({ r: a.mul(3).add(b.mul(c)).sub(7) })),

  array_map_reduce: nada.program({
    name: "array_map_reduce",
    parties,
    inputs: { xs: nada.secretInteger("p").array(4), k: nada.secretInteger("q") },
    outputs: { m: "p", s: "p" },
  }, ({ xs, k }) => {
    const m = xs.map((v) => v.mul(k));
    const zero = nada.literal(0).add(k).sub(k);
    return { m, s: m.reduce((sum, v) => sum.add(v), zero) };
  }),

  array_of_two: nada.program(
    { name: "array_of_two", parties, inputs: ab(), outputs: { r: "p" } },
    ({ a, b }) => ({ r: nada.array([a.add(b), a.sub(b)]) }),
  ),

  boolean_logic: nada.program({
    name: "boolean_logic",
    parties,
    inputs: ab(),
    outputs: { and: "p", or: "p", xor: "p", not: "p" },
  }, ({ a, b }) => {
    const [x, y] = [a.lt(b), a.gt(0)];
    return { and: x.and(y), or: x.or(y), xor: x.xor(y), not: x.not() };
  }),

  clamp: nada.program({
    name: "clamp",
    parties,
    inputs: {
      x: nada.secretInteger("p"),
      lo: nada.secretInteger("q"),
      hi: nada.secretInteger("p"),
    },
    outputs: { r: "p" },
  }, ({ x, lo, hi }) => {
    const low = x.lt(lo).ifElse(lo, x);
    return { r: low.gt(hi).ifElse(hi, low) };
  }),

  compare_all: nada.program({
    name: "compare_all",
    parties,
    inputs: ab(),
    outputs: { lt: "p", le: "p", gt: "p", ge: "p", eq: "p", ne: "p" },
  }, ({ a, b }) => ({
    lt: a.lt(b),
    le: a.le(b),
    gt: a.gt(b),
    ge: a.ge(b),
    eq: a.eq(b),
    ne: a.ne(b),
  })),

  divide_by_public: nada.program({
    name: "divide_by_public",
    parties,
    inputs: { a: nada.secretInteger("p"), b: nada.integer("q") },
    outputs: { r: "p" },
  }, ({ a, b }) => ({ r: a.div(b) })),

  divide_negative_divisor: nada.program(
    { name: "divide_negative_divisor", parties, inputs: ab(), outputs: { r: "p" } },
    ({ a, b }) => ({ r: a.div(b) }),
  ),

  max_of_array: nada.program({
    name: "max_of_array",
    parties,
    inputs: { xs: nada.secretInteger("p").array(4), f: nada.secretInteger("q") },
    outputs: { r: "p" },
  }, ({ xs, f }) => ({ r: xs.reduce((a, b) => a.gt(b).ifElse(a, b), f) })),

  modulo_secret: nada.program(
    { name: "modulo_secret", parties, inputs: ab(), outputs: { r: "p" } },
    ({ a, b }) => ({ r: a.mod(b) }),
  ),

  power_public: nada.program({
    name: "power_public",
    parties,
    inputs: { a: nada.integer("p"), b: nada.integer("q") },
    outputs: { r: "p" },
  }, ({ a, b }) => ({ r: a.pow(b) })),

  public_equality: nada.program(
    { name: "public_equality", parties, inputs: ab(), outputs: { r: "p" } },
    ({ a, b }) => ({ r: a.publicEquals(b) }),
  ),

  reveal_sum: nada.program(
    { name: "reveal_sum", parties, inputs: ab(), outputs: { r: "p" } },
    ({ a, b }) => ({ r: a.add(b).toPublic().add(10) }),
  ),

  shifts: nada.program({
    name: "shifts",
    parties,
    inputs: { a: nada.secretInteger("p"), n: nada.unsignedInteger("q") },
    outputs: { l: "p", r: "p" },
  }, ({ a, n }) => ({ l: a.shiftLeft(n), r: a.shiftRight(n) })),

  two_parties: nada.program(
    { name: "two_parties", parties, inputs: ab(), outputs: { sum: "p", difference: "q" } },
    ({ a, b }) => ({ sum: a.add(b), difference: a.sub(b) }),
  ),

  unsigned_mix: nada.program({
    name: "unsigned_mix",
    parties,
    inputs: { a: nada.secretUnsignedInteger("p"), b: nada.unsignedInteger("q") },
    outputs: { r: "p" },
  }, ({ a, b }) => ({ r: a.mul(b).add(a).sub(5) })),
};

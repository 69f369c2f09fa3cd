/** Inputs that declare how many bits they have: what is refused, and what the compiler says or no longer says. */
import {
  type CompileOptions,
  compileProgram,
  ComputationFailedError,
  InvalidArgumentError,
  InvalidProgramError,
  PublicArray,
  PublicInteger,
  SecretInteger,
} from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import {
  type ArrayExpression,
  type BooleanExpression,
  type Expression,
  type Input,
  type IntegerExpression,
  nada,
  type Outputable,
  type Program,
} from "@nilvm/client/nada";
import { assertEquals, assertRejects, assertStringIncludes, assertThrows } from "@std/assert";

const primes = [64, 128, 256] as const;
const lines = (await Deno.readTextFile(new URL(import.meta.url))).split("\n");
const named = { name: "ranged", parties: ["p"], outputs: { r: "p" } } as const;

type Secret = IntegerExpression<"secret">;

const secret = (bits?: number) => nada.secretInteger("p", { bits });
const open = (bits?: number) => nada.integer("p", { bits });
const unsigned = (bits?: number) => nada.secretUnsignedInteger("p", { bits });

/** A program of one input, by the bits that it declares. */
function of<E extends Expression>(
  input: (bits?: number) => Input<"p", E>,
  body: (a: E) => unknown,
) {
  return (bits?: number): Program =>
    nada.program({ ...named, inputs: { a: input(bits) } }, ({ a }) => ({
      r: body(a as E) as Outputable,
    }));
}

/** The same with a second input that has three bits. */
function withSmall<E extends Expression, F extends Expression>(
  input: (bits?: number) => Input<"p", E>,
  small: (bits?: number) => Input<"p", F>,
  body: (a: E, b: F) => unknown,
) {
  return (bits?: number): Program =>
    nada.program({ ...named, inputs: { a: input(bits), b: small(3) } }, ({ a, b }) => ({
      r: body(a as E, b as F) as Outputable,
    }));
}

type Case = readonly [make: (bits?: number) => Program, words: string, call: string, number[]];

/** Programs, what is said about them, and the most bits with which nothing is, by prime. */
const cases: Record<string, Case> = {
  "==": [withSmall(secret, secret, (a, b) => a.eq(b)), "both == and !=", ".eq(", [0, 63, 63]],
  "!=": [withSmall(secret, secret, (a, b) => a.ne(b)), "both == and !=", ".ne(", [0, 63, 63]],
  "== of a public number": [withSmall(open, secret, (a, b) => a.eq(b)), "both", ".eq(", [
    0,
    63,
    63,
  ]],
  "/ by a secret": [withSmall(secret, secret, (a, b) => a.div(b)), "by a secret", "div", [
    4,
    20,
    52,
  ]],
  "/ by a large secret": [withSmall(secret, secret, (a, b) => b.div(a)), "scale", "div", [
    4,
    20,
    50,
  ]],
  "% by a secret": [withSmall(secret, secret, (a, b) => a.mod(b)), "by a secret", "mod", [
    4,
    20,
    52,
  ]],
  "/ by a number": [withSmall(secret, open, (a, b) => a.div(b)), "nothing below -2", "div", [
    31,
    63,
    127,
  ]],
  "% by a literal": [of(secret, (a) => a.mod(10)), "nothing below -2^", "mod", [31, 63, 127]],
  "/ by less than zero": [of(secret, (a) => a.div(-3)), "nothing above 2^", "div", [31, 63, 127]],
  ">>": [of(secret, (a) => a.shiftRight(3)), "shift nothing", "shiftRight", [31, 63, 127]],
  "truncPr": [of(secret, (a) => a.truncPr(3)), "shift nothing", "truncPr", [31, 63, 127]],
  "a sum": [withSmall(secret, secret, (a, b) => a.add(b)), "too large", ".add(", [62, 126, 254]],
  "a product": [withSmall(secret, open, (a, b) => a.mul(b)), "too large", ".mul(", [60, 124, 252]],
  "a square": [of(unsigned, (a) => a.mul(a)), "too large", ".mul(", [32, 64, 128]],
  "a power": [of(open, (a) => a.pow(3)), "too large", ".pow(", [21, 42, 85]],
  "<<": [of(secret, (a) => a.shiftLeft(10)), "too large", "shiftLeft", [52, 116, 244]],
  "<": [withSmall(secret, secret, (a, b) => a.lt(b)), "wrong order", ".lt(", [62, 126, 254]],
};

for (const [name, [make, words, call, most]] of Object.entries(cases)) {
  Deno.test(`compile() warns of ${name} where the declared bits leave the range of nodes`, async () => {
    for (const [index, primeBits] of primes.entries()) {
      const warningsWith = async (bits: number) =>
        (await make(bits).compile({ primeBits })).warnings;
      const bits = most[index]!;
      // With 0, nodes are right about all numbers.
      assertEquals(await warningsWith(bits || 62), [], `${bits} bits, ${primeBits}`);
      if (bits === 0) continue;
      const [warning, ...others] = await warningsWith(bits + 1);
      assertEquals(others, []);
      assertStringIncludes(warning!.reason, words);
      assertEquals(warning!.file, "ranges_test.ts");
      assertStringIncludes(lines[warning!.line! - 1]!, call);
    }
    // Nobody knows what may come.
    assertEquals((await make().compile()).warnings, []);
  });
}

Deno.test("a run is right within the declared bits where nothing is said, and can fail where it is", async () => {
  const failing = ["by a secret", "nothing below", "nothing above", "shift nothing"];
  const tried = Object.values(cases).filter(([, words]) =>
    failing.some((part) => words.includes(part))
  );
  assertEquals(tried.length, 7);
  for (const [make, words, , most] of tried) {
    for (const [index, primeBits] of primes.entries()) {
      const program = make(most[index]! + 1);
      const { inputs } = await program.compile();
      const sign = words.includes("above") ? 1n : -1n;
      const run = (a: bigint) => {
        const given = inputs.map(({ name }) => [name, name === "a" ? sign * a : 7n] as const);
        return program.run(Object.fromEntries(given) as never, { primeBits });
      };
      const limit = 2n ** BigInt(most[index]!);
      await run(limit - 1n);
      await assertRejects(() => run(limit), ComputationFailedError, "real nodes can");
    }
  }
});

type Inputs = { a: Secret; s: BooleanExpression<"secret">; xs: ArrayExpression<Secret, 4> };

/** Ways from an input to a dividend, with the most bits of which nodes can divide it. */
const ways: Record<string, readonly [way: (given: Inputs) => Secret, most: number]> = {
  "a reduce": [({ a, xs }) => xs.reduce((sum, x) => sum.add(x), a), 124],
  "a map and an inner product": [({ xs }) => xs.map((x) => x.mul(2)).innerProduct(xs), 62],
  "zip() and unzip()": [({ xs }) => xs.zip(xs).unzip().right.innerProduct(xs), 62],
  "an object and an n-tuple": [
    ({ a }) => nada.object({ x: nada.ntuple([a.mul(8)]).at(0), y: a }).get("x"),
    124,
  ],
  "an array and a function of tuples": [
    ({ a }) => {
      const pairs = nada.array([nada.tuple(a, a.mul(4))]);
      return pairs.map((pair) => pair.left.add(pair.right)).reduce((sum, x) => sum.add(x), a);
    },
    124,
  ],
  "a choice": [({ a, s }) => s.ifElse(a, a.mul(8)), 124],
  "what is revealed": [({ a }) => a.toPublic().mul(a), 63],
  "a quotient": [({ a }) => a.div(8).mul(8), 126],
  "a shift": [({ a }) => a.shiftRight(3).shiftLeft(3), 126],
};

for (const [name, [way, most]] of Object.entries(ways)) {
  Deno.test(`a range goes through ${name}`, async () => {
    const warningsWith = async (bits?: number) => {
      const inputs = { a: secret(bits), xs: secret(bits).array(4), s: nada.secretBoolean("p") };
      const program = nada.program(
        { ...named, inputs, outputs: { r: "p", all: "p" } },
        (given) => ({
          r: way(given).mod(10),
          all: nada.tuple(given.s, given.xs.map((x) => x.lt(given.a))),
        }),
      );
      const { warnings } = await program.compile();
      return warnings.map(({ line }) => lines[line! - 1]!.trim());
    };
    assertEquals(await warningsWith(most), []);
    assertEquals(await warningsWith(most + 1), ["r: way(given).mod(10),"]);
    assertEquals(await warningsWith(), []);
  });
}

Deno.test("a declared range takes back what literals alone would show", async () => {
  // Nodes shift no number that has 130 bits and can be negative. This one cannot.
  const make = of(secret, (a) => a.mul(a).mul(2n ** 129n).shiftRight(3));
  assertEquals((await make().compile()).warnings.length, 1);
  assertEquals((await make(20).compile()).warnings, []);
});

/** Programs that fail or go wrong whatever they are given: by the last number that is right, by prime. */
const sure: Record<
  string,
  readonly [(a: Secret, n: bigint) => unknown, words: string, most: readonly bigint[]]
> = {
  "a literal": [
    (a, n) => a.add(n),
    "out of the range",
    [2n ** 64n - 1_071_644_669n, 2n ** 128n - 2_663_383_037n, 2n ** 256n - 1_732_247_549n].map(
      (prime) => prime / 2n,
    ),
  ],
  "a divisor": [(a, n) => a.div(n), "divide a secret", [10n, 42n, 106n].map((n) => 2n ** n - 1n)],
  "a negative divisor": [
    (a, n) => a.mod(-n),
    "divide a secret",
    [10n, 42n, 106n].map((n) => 2n ** n - 1n),
  ],
  "a shift": [(a, n) => a.shiftRight(n), "shift a secret", [10n, 42n, 106n]],
  "a truncation": [(a, n) => a.truncPr(n), "shift a secret", [10n, 42n, 106n]],
};

for (const [name, [body, words, most]] of Object.entries(sure)) {
  Deno.test(`compile() tells ${name} that fails every run, with its line, and no smaller one`, async () => {
    for (const [index, primeBits] of primes.entries()) {
      const program = (n: bigint) => of(secret, (a) => body(a, n))();
      const right = program(most[index]!);
      assertEquals((await right.compile({ primeBits })).warnings, []);
      await right.run({ a: 5 } as never, { primeBits });
      const wrong = program(most[index]! + 1n);
      const [warning, ...others] = (await wrong.compile({ primeBits })).warnings;
      assertEquals(others, []);
      assertStringIncludes(warning!.reason, words);
      assertStringIncludes(lines[warning!.line! - 1]!, "(a, n) =>");
      await assertRejects(
        () => wrong.run({ a: 5 } as never, { primeBits }),
        ComputationFailedError,
      );
    }
  });
}

Deno.test("an unsigned output that is always below zero is told, and no other", async () => {
  const minus = (n: number) => of(unsigned, (u) => u.mul(2).add(1).sub(n));
  assertEquals((await minus(511)(8).compile()).warnings, []);
  const [warning, ...others] = (await minus(512)(8).compile()).warnings;
  assertEquals(others, []);
  assertStringIncludes(warning!.reason, "always below zero");
  assertStringIncludes(lines[warning!.line! - 1]!, "sub(n)");
  assertEquals((await minus(512)().compile()).warnings, []);
  const back = of(unsigned, (u) => u.sub(512).add(600));
  assertEquals((await back(8).compile()).warnings, []);
  const parts = of(unsigned, (u) => nada.array([u, u.sub(512)]));
  assertEquals((await parts(8).compile()).warnings.length, 1);
});

Deno.test("a random number may be any, so nodes divide none by a public number", async () => {
  const dice = of(open, (sides) => nada.randomInteger().mod(sides));
  assertStringIncludes((await dice(4).compile()).warnings[0]!.reason, "nothing below -2^127");
  const masked = of(secret, (a) => nada.randomInteger().add(a));
  assertEquals((await masked(200).compile()).warnings, []);
});

Deno.test("nothing is said about a power whose exponent could be negative", async () => {
  const power = withSmall(open, open, (a, b) => a.pow(b));
  assertEquals((await power(200).compile()).warnings, []);
});

Deno.test("declared bits are not in the MIR, nor in what nodes get", async () => {
  const make = of(secret, (a) => a.add(1));
  assertEquals(make(8).mir, make().mir);
  assertEquals((await make(8).compile()).bytes, (await make().compile()).bytes);
});

const bounded = nada.program({
  name: "bounded",
  parties: ["p", "q"],
  inputs: { a: secret(8), u: unsigned(8), xs: open(3).array(2), free: nada.integer("q") },
  outputs: { r: "q", u: "q" },
}, ({ a, u, xs, free }) => ({ r: a.add(free).add(xs.innerProduct(xs)), u: u.add(1) }));

Deno.test("a number of more bits than its input declares is refused by its name, before anything is sent", async () => {
  const given = { a: -255, u: 255, xs: [-7, 7], free: 10n ** 30n };
  assertEquals(await bounded.run(given), { r: 10n ** 30n - 255n + 98n, u: 256n });
  const wrong = [{ a: 256 }, { a: -256n }, { u: 256 }, { xs: [0, 8] }, { xs: [-8, 0] }, {
    a: new SecretInteger(1000),
  }, { xs: new PublicArray([new PublicInteger(1), new PublicInteger(-1000)]) }];
  await using devnet = await startDevnet({ listen: false });
  await using client = await devnet.client();
  const { userId } = client;
  const programId = await bounded.id(userId);
  for (const more of wrong) {
    const [option] = Object.keys(more);
    const values = { ...given, ...more } as typeof given;
    const { free: _, ...ofP } = values;
    const refusals = [
      await assertRejects(() => bounded.run(values), InvalidArgumentError),
      assertThrows(() => bounded.values("p", ofP), InvalidArgumentError),
      assertThrows(
        () => client.compute(bounded, { programId, parties: { p: userId, q: userId }, values }),
        InvalidArgumentError,
      ),
    ];
    for (const error of refusals) {
      assertEquals(error.option, option);
      const bits = option === "xs" ? 3 : 8;
      const words = `Input ${option} has at most ${bits} bits, as the program declares`;
      assertEquals(error.message, words);
    }
  }
});

Deno.test("an input refuses bits that say nothing, and options that it does not know", () => {
  const wrong: Record<string, readonly [() => unknown, string]> = {
    "no bits": [() => secret(0), "1 to 255 bits"],
    "more bits than the largest prime": [() => secret(256), "1 to 255 bits"],
    "half a bit": [() => unsigned(1.5), "1 to 255 bits"],
    // @ts-expect-error a boolean is no number
    "bits of a boolean": [() => nada.secretBoolean("p", { bits: 1 }), "not SecretBoolean"],
    // @ts-expect-error nor is a key
    "bits of a key": [() => nada.ecdsaPrivateKey("p", { bits: 8 }), "not EcdsaPrivateKey"],
    // @ts-expect-error misspelt
    "a misspelt option": [() => nada.integer("p", { bit: 8 }), "an input has no option bit"],
  };
  for (const [name, [make, words]] of Object.entries(wrong)) {
    const error = assertThrows(make, InvalidProgramError, words);
    assertEquals(error.issues[0]!.file, "ranges_test.ts", name);
  }
});

Deno.test("compileProgram() takes the bits of inputs, and a prime, as compile() does", async () => {
  const make = of(secret, (a) => a.shiftRight(3));
  const declared = make(64);
  for (const primeBits of primes) {
    const compiled = await compileProgram(make().mir, { primeBits, inputBits: { a: 64 } });
    assertEquals(compiled, await declared.compile({ primeBits }));
    assertEquals(compiled.warnings.length, primeBits === 256 ? 0 : 1);
  }
  const wrong = [
    { primeBits: 65 },
    { inputBits: { b: 1 } },
    { inputBits: { a: 0 } },
    { inputBits: { a: 256 } },
    { inputBits: { a: 0.5 } },
    { bits: 8 },
  ];
  for (const options of wrong) {
    const compiling = () => compileProgram(make().mir, options as CompileOptions);
    const error = await assertRejects(compiling, InvalidArgumentError);
    assertEquals(error.option, Object.keys(options)[0]);
  }
});

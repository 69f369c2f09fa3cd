/** Running programs without a network, and what else a program knows of itself. */
import {
  compileProgram,
  ComputationFailedError,
  InvalidArgumentError,
  InvalidProgramError,
  NadaArray,
  PrivateKey,
  PublicInteger,
  SecretBoolean,
  SecretInteger,
  UserId,
} from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import {
  type BooleanExpression,
  type IntegerExpression,
  type Mode,
  nada,
  type RunOptions,
} from "@nilvm/client/nada";
import {
  assert,
  assertEquals,
  assertInstanceOf,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";

/** Compiles only when both types are the same. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true
  : false;

function isType<_ extends true>(): void {}

const raise = nada.program({
  name: "raise",
  parties: ["alice", "bob"],
  inputs: {
    salary: nada.secretInteger("alice"),
    offer: nada.secretInteger("bob", { doc: "before tax" }),
    percent: nada.integer("bob"),
  },
  outputs: { enough: "alice", gap: ["alice", "bob"] },
}, ({ salary, offer, percent }) => {
  const wanted = salary.add(salary.mul(percent).div(100));
  isType<Same<typeof wanted, IntegerExpression<"secret">>>();
  const enough = offer.ge(wanted);
  isType<Same<typeof enough, BooleanExpression<"secret">>>();
  const open = percent.add(1);
  isType<Same<typeof open, IntegerExpression<"public">>>();
  return { enough, gap: wanted.sub(offer) };
});

Deno.test("a variable of a program may become secret, and is an output then", async () => {
  const count = nada.program({
    name: "count",
    parties: ["p"],
    inputs: { xs: nada.secretUnsignedInteger("p").array(2), a: nada.secretInteger("p") },
    outputs: { sum: "p", any: "p", flags: "p" },
  }, ({ xs, a }) => {
    let sum: IntegerExpression = nada.literal(0);
    let any: BooleanExpression = nada.literal(false);
    for (const limit of [1, 5, 9]) {
      sum = a.gt(limit).ifElse(sum.add(limit), sum);
      any = any.or(a.eq(limit));
    }
    isType<Same<typeof sum, IntegerExpression>>();
    let flags: IntegerExpression<Mode, "unsigned"> = nada.unsignedLiteral(0);
    flags = flags.add(xs.innerProduct(nada.array([1, 2].map(nada.unsignedLiteral))));
    return { sum, any, flags };
  });
  const results = await count.run({ xs: [3, 4], a: 6 });
  isType<Same<typeof results.sum, bigint>>();
  isType<Same<typeof results.any, boolean>>();
  assertEquals(results, { sum: 6n, any: false, flags: 11n });
});

Deno.test("run() takes plain values, or those of the network, and gives plain ones", async () => {
  const results = await raise.run({ salary: 4200, offer: 4500n, percent: 5 });
  isType<Same<typeof results, { readonly enough: boolean; readonly gap: bigint }>>();
  assertEquals(results, { enough: true, gap: -90n });
  const values = {
    salary: new SecretInteger(4200),
    offer: new SecretInteger(4500),
    percent: new PublicInteger(5),
  };
  assertEquals(await raise.run(values), results);
});

const scores = nada.program({
  name: "scores",
  parties: ["p"],
  inputs: { xs: nada.secretInteger("p").array(3), ok: nada.boolean("p").array(1) },
  outputs: { sum: "p", ok: "p" },
}, ({ xs, ok }) => ({ sum: xs.innerProduct(xs), ok }));

Deno.test("the length of an array is part of its type", async () => {
  const ok = [true];
  assertEquals(await scores.run({ xs: [1, 2n, new SecretInteger(3)], ok }), { sum: 14n, ok });
  assertEquals((await scores.run({ xs: [1, 2, 3] as const, ok: [false] })).sum, 14n);
  // Arrays that are computed are counted when they are given.
  const computed = Array.from({ length: 3 }, (_, index) => index);
  assertEquals((await scores.run({ xs: computed, ok })).sum, 5n);
  const wholes = new NadaArray(computed.map((x) => new SecretInteger(x)));
  assertEquals((await scores.run({ xs: wholes, ok })).sum, 5n);
  const refused = async (running: () => Promise<unknown>, words: string) => {
    const error = await assertRejects(running, InvalidArgumentError, words);
    assertEquals(error.option, "xs");
  };
  await refused(() => scores.run({ xs: [...computed, 4], ok }), "an array of 3 is needed");
  // @ts-expect-error two are not three
  await refused(() => scores.run({ xs: [1, 2], ok }), "an array of 3 is needed");
  // @ts-expect-error nor are four
  await refused(() => scores.run({ xs: [1, 2, 3, 4], ok }), "an array of 3 is needed");
  // @ts-expect-error a text is no number
  await refused(() => scores.run({ xs: [1, 2, "3"], ok }), "Input xs takes");
  // @ts-expect-error a boolean is no number
  await refused(() => scores.run({ xs: [1, 2, new SecretBoolean(true)], ok }), "SecretBoolean");
  // @ts-expect-error of the wrong kind
  await refused(() => scores.run({ xs: 1, ok }), "an array of 3 is needed");
});

Deno.test("run() refuses wrong inputs by their names", async () => {
  const given = { salary: 4200, offer: 4500, percent: 5 };
  const refused = async (inputs: unknown, option: string, words: string) => {
    const running = raise.run(inputs as typeof given);
    const error = await assertRejects(() => running, InvalidArgumentError, words);
    assertEquals(error.option, option);
  };
  const { offer: _, ...withoutOffer } = given;
  await refused(withoutOffer, "offer", "Input offer is missing: it takes SecretInteger");
  await refused({ ...given, bonus: 1 }, "bonus", "no input bonus, but salary, offer, percent");
  await refused({ ...given, salary: "4200" }, "salary", "Input salary takes SecretInteger");
  await refused({ ...given, salary: 0.5 }, "salary", "Input salary takes SecretInteger");
  await refused({ ...given, salary: new PublicInteger(1) }, "salary", "but is PublicInteger");
  await refused({ ...given, salary: undefined }, "salary", "Input salary is missing");
  await refused(null, "salary", "Input salary is missing");
  // @ts-expect-error percent is missing
  await assertRejects(() => raise.run({ salary: 1, offer: 1 }), InvalidArgumentError, "percent");
  // @ts-expect-error a text is no number
  await assertRejects(() => raise.run({ ...given, percent: "5" }), InvalidArgumentError);
});

Deno.test("an operation on a public and a secret number is secret, on whichever side it is", async () => {
  const mixed = nada.program({
    name: "mixed",
    parties: ["p"],
    inputs: { open: nada.integer("p"), secret: nada.secretInteger("p") },
    outputs: { sum: "p", product: "p", order: "p" },
  }, ({ open, secret }) => ({
    sum: open.add(secret),
    product: nada.literal(3).mul(secret),
    order: open.lt(secret),
  }));
  const { outputs } = await mixed.compile();
  const types = outputs.map(({ type }) => type);
  assertEquals(types, ["SecretInteger", "SecretInteger", "SecretBoolean"]);
  assertEquals(await mixed.run({ open: 2, secret: 5 }), { sum: 7n, product: 15n, order: true });
});

Deno.test("an output may have literals beside a part that depends on an input", async () => {
  const withLiterals = nada.program({
    name: "with_literals",
    parties: ["p"],
    inputs: { a: nada.secretInteger("p") },
    outputs: { pair: "p" },
  }, ({ a }) => ({ pair: nada.tuple(nada.array([nada.literal(1), nada.literal(2)]), a.lt(1)) }));
  assertEquals(await withLiterals.run({ a: 0 }), { pair: [[1n, 2n], true] });
});

Deno.test("run() takes arrays of the declared size", async () => {
  const sums = nada.program({
    name: "sums",
    parties: ["p"],
    inputs: { xs: nada.secretUnsignedInteger("p").array(2), flags: nada.boolean("p").array(1) },
    outputs: { ys: "p", flags: "p" },
  }, ({ xs, flags }) => ({ ys: xs.map((x) => x.add(1)), flags: flags.map((flag) => flag.not()) }));
  assertEquals(await sums.run({ xs: [1, 2n], flags: [true] }), { ys: [2n, 3n], flags: [false] });
  const wrong = [{ xs: [1] }, { xs: [1, 2, 3] }, { xs: [1, -2] }, { xs: 1 }, { xs: [1, true] }];
  for (const inputs of wrong) {
    const running = () => sums.run({ flags: [true], ...inputs as { xs: number[] } });
    const error = await assertRejects(running, InvalidArgumentError, "Input xs takes ");
    assertEquals(error.option, "xs");
  }
});

const quotient = nada.program({
  name: "quotient",
  parties: ["p"],
  inputs: { a: nada.secretInteger("p"), b: nada.integer("p") },
  outputs: { quotient: "p", remainder: "p" },
}, ({ a, b }) => ({ quotient: a.div(b), remainder: a.mod(b) }));

Deno.test("run() rounds down, and fails where nodes fail, with the line of the source", async () => {
  assertEquals(await quotient.run({ a: -7, b: 2 }), { quotient: -4n, remainder: 1n });
  const failing = () => quotient.run({ a: 1, b: 0 });
  const error = await assertRejects(failing, ComputationFailedError, "run_test.ts:");
  assertEquals(error.reason, "division by zero");
});

Deno.test("run() refuses numbers that nodes compute with wrongly, unless told otherwise", async () => {
  const inputs = { a: -(2n ** 200n), b: 2 };
  await assertRejects(() => quotient.run(inputs), ComputationFailedError, "real nodes");
  const exact = await quotient.run(inputs, { numbers: "exact" });
  assertEquals(exact, { quotient: -(2n ** 199n), remainder: 0n });
  const { quotient: wrong } = await quotient.run(inputs, { numbers: "asNodes" });
  assert(wrong > 0n);
});

Deno.test("run() draws anew, or from a seed", async () => {
  const dice = nada.program({
    name: "dice",
    parties: ["p"],
    inputs: { sides: nada.integer("p") },
    outputs: { throws: "p" },
  }, ({ sides }) => ({
    throws: nada.array([1, 2, 3].map(() => nada.randomInteger().mod(sides))),
  }));
  const options = { numbers: "exact" } as const;
  const large = { sides: 2n ** 60n };
  const [first, second] = [await dice.run(large, options), await dice.run(large, options)];
  assert(`${first.throws}` !== `${second.throws}`);
  const seeded = (seed: number) => dice.run(large, { ...options, seed });
  assertEquals(await seeded(7), await seeded(7));
  const seeds = [0, 1, -1, 2 ** 32, 2 ** 53 - 1];
  const throws = await Promise.all(seeds.map(async (seed) => `${(await seeded(seed)).throws}`));
  assertEquals(new Set(throws).size, seeds.length);
});

Deno.test("run() refuses options that it does not know", async () => {
  const inputs = { a: 1, b: 1 };
  const wrong = [{ primeBits: 65 }, { seed: 0.5 }, { numbers: "loose" }, { prime: 64 }];
  for (const options of wrong) {
    const error = await assertRejects(
      () => quotient.run(inputs, options as RunOptions),
      InvalidArgumentError,
    );
    assertEquals(error.option, Object.keys(options)[0]);
  }
});

Deno.test("a program signs as its keys do", async () => {
  const sign = nada.program({
    name: "sign",
    parties: ["p"],
    inputs: {
      key: nada.eddsaPrivateKey("p"),
      message: nada.eddsaMessage("p"),
    },
    outputs: { signature: "p", publicKey: "p" },
  }, ({ key, message }) => ({ signature: key.sign(message), publicKey: key.publicKey() }));
  // A scalar of Ed25519, less than its order.
  const key = new Uint8Array(32).fill(1, 0, 31);
  const message = new TextEncoder().encode("gm");
  const results = await sign.run({ key, message });
  isType<Same<typeof results.signature, Uint8Array>>();
  const { signature, publicKey } = results;
  const imported = await crypto.subtle.importKey("raw", publicKey.slice(), "Ed25519", false, [
    "verify",
  ]);
  assert(await crypto.subtle.verify("Ed25519", imported, signature.slice(), message));
});

Deno.test("compile() gives what compileProgram gives of the MIR, and knows the lines", async () => {
  assertEquals(await raise.compile(), await compileProgram(raise.mir));
  const wide = nada.program(
    {
      name: "wide",
      parties: ["p"],
      inputs: { a: nada.secretInteger("p") },
      outputs: { same: "p" },
    },
    ({ a }) => ({ same: a.eq(2n ** 64n) }),
  );
  const { warnings } = await wide.compile();
  assertEquals(warnings.map(({ file }) => file), ["run_test.ts"]);
});

Deno.test("the MIR of a program does not depend on what was written before it", () => {
  const make = () =>
    nada.program(
      { name: "m", parties: ["p"], inputs: { a: nada.secretInteger("p") }, outputs: { r: "p" } },
      ({ a }) => ({ r: nada.array([a, a.mul(2)]).map((x) => x.add(3)) }),
    );
  const first = make();
  for (let left = 1000; left > 0; left--) nada.literal(left);
  assertEquals(make().mir, first.mir);
});

Deno.test("id() is the id that the program has once it is stored", async () => {
  const user = UserId.fromPublicKey(PrivateKey.random().publicKey);
  const { bytes } = await raise.compile();
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes.slice()));
  assertEquals(await raise.id(user), `${user}/raise/sha256/${digest.toHex()}`);
});

Deno.test("where the engine tells no lines, errors and MIR have none", () => {
  const { captureStackTrace } = Error;
  try {
    Object.assign(Error, { captureStackTrace: undefined });
    const program = nada.program(
      { name: "m", parties: ["p"], inputs: { a: nada.secretInteger("p") }, outputs: { r: "p" } },
      ({ a }) => ({ r: a.add(1) }),
    );
    assert(!new TextDecoder().decode(program.mir).includes("run_test.ts"));
    let refusal: unknown;
    try {
      // @ts-expect-error a literal is a whole number
      nada.literal(0.5);
    } catch (error) {
      refusal = error;
    }
    assertInstanceOf(refusal, InvalidProgramError);
    assertEquals(refusal.issues.map(({ file, line }) => [file, line]), [[undefined, undefined]]);
    assertStringIncludes(refusal.message, "safe integer");
  } finally {
    Object.assign(Error, { captureStackTrace });
  }
});

Deno.test("a compiled program with types runs as the one that it was compiled from", async () => {
  const written = nada.program({
    name: "sum",
    parties: ["alice"],
    inputs: { a: nada.secretInteger("alice").array(2), first: nada.secretInteger("alice") },
    outputs: { sum: "alice" },
  }, ({ a, first }) => ({ sum: a.reduce((total, each) => total.add(each), first) }));
  const options = {
    name: "sum",
    parties: ["alice"],
    inputs: { a: nada.secretInteger("alice").array(2), first: nada.secretInteger("alice") },
    outputs: { sum: nada.secretInteger("alice") },
  } as const;
  const compiled = nada.compiled({ ...options, mir: written.mir });
  const { sum } = await compiled.run({ a: [1, 2], first: 3 });
  assertEquals(sum, (await written.run({ a: [1, 2], first: 3 })).sum);
  assertThrows(() => nada.compiled({ ...options, mir: "no base64!" }), InvalidProgramError);
});

Deno.test("a compiled program that is declared as another is refused, with all that differs", async () => {
  const { mir } = nada.program({
    name: "sum",
    parties: ["alice", "bob"],
    inputs: { a: nada.secretInteger("alice").array(2), first: nada.secretInteger("bob") },
    outputs: { sum: "alice" },
  }, ({ a, first }) => ({ sum: a.reduce((total, each) => total.add(each), first) }));
  const wrong = nada.compiled({
    name: "sum",
    parties: ["alice", "carol"],
    inputs: { a: nada.secretInteger("alice").array(3), second: nada.integer("alice") },
    outputs: { sum: nada.integer("alice") },
    mir: btoa(String.fromCharCode(...mir)),
  });
  const { issues } = await assertRejects(() => wrong.compile(), InvalidProgramError);
  assertEquals(issues.map(({ reason }) => reason), [
    "the input a is declared as NadaArray<SecretInteger, 3> of alice, but is NadaArray<SecretInteger, 2> of alice",
    "the input second is declared as PublicInteger of alice, but is not there",
    "the input first is declared as nothing, but is SecretInteger of bob",
    "the output sum is declared as PublicInteger, but is SecretInteger",
    "the party carol is declared as a party, but is not there",
    "the party bob is declared as nothing, but is a party",
  ]);
  assertEquals(issues[0]!.file, "run_test.ts");
  await using devnet = await startDevnet({ listen: false });
  await using client = await devnet.client();
  const { userId } = client;
  await assertRejects(() => wrong.id(userId), InvalidProgramError, "the input a");
  await assertRejects(
    () => client.storeProgram(wrong).quote(),
    InvalidProgramError,
    "is not what is declared",
  );
  await assertRejects(
    () =>
      client.compute(wrong, {
        programId: `${userId}/sum/sha256/${"0".repeat(64)}`,
        parties: { alice: userId, carol: userId },
        values: { a: [1, 2, 3], second: 1 },
      }).quote(),
    InvalidProgramError,
    "is not what is declared",
  );
});

Deno.test("a number beyond the prime is refused by the name of its input", async () => {
  const same = nada.program({
    name: "same",
    parties: ["p"],
    inputs: { first: nada.integer("p"), second: nada.integer("p") },
    outputs: { sum: "p" },
  }, ({ first, second }) => ({ sum: first.add(second) }));
  const error = await assertRejects(
    () => same.run({ first: 1, second: 2n ** 100n }, { primeBits: 64 }),
    InvalidArgumentError,
    "does not fit",
  );
  assertEquals(error.option, "second");
});

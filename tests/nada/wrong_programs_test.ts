/**
 * Wrong programs. Where types can say what is wrong, `@ts-expect-error` holds that they do; at run time each is refused
 * with the line of this file.
 */
import { InvalidProgramError } from "@nilvm/client";
import { type Handles, type IntegerExpression, nada } from "@nilvm/client/nada";
import { assert, assertEquals, assertInstanceOf, assertStringIncludes } from "@std/assert";

/** Inputs of every kind, of one party. */
const inputs = {
  a: nada.secretInteger("p"),
  b: nada.secretInteger("p"),
  c: nada.integer("p"),
  u: nada.secretUnsignedInteger("p"),
  n: nada.unsignedInteger("p"),
  s: nada.secretBoolean("p"),
  t: nada.boolean("p"),
  xs: nada.secretInteger("p").array(3),
  ys: nada.secretInteger("p").array(2),
  us: nada.secretUnsignedInteger("p").array(3),
  ss: nada.secretBoolean("p").array(3),
  key: nada.ecdsaPrivateKey("p"),
  digest: nada.ecdsaDigestMessage("p"),
  message: nada.eddsaMessage("p"),
  edKey: nada.eddsaPrivateKey("p"),
} as const;

type Body = (given: Handles<typeof inputs>) => unknown;

/** A body that a program of all these inputs has, with the words of its refusal. */
const wrongExpressions: Record<string, readonly [Body, string]> = {
  // @ts-expect-error a boolean is no number
  "a number and a boolean": [({ a, s }) => a.add(s), "base integer is needed"],
  // @ts-expect-error signed and unsigned do not mix
  "a signed and an unsigned number": [({ a, u }) => a.add(u), "base integer is needed"],
  // @ts-expect-error nor the other way round
  "an unsigned and a signed number": [({ a, u }) => u.mul(a), "base unsigned is needed"],
  // @ts-expect-error a text is no number
  "a number and a text": [({ a }) => a.add("1"), "an expression is needed here, not a string"],
  // @ts-expect-error nothing is no number
  "a number and nothing": [({ a }) => a.add(undefined), "not undefined"],
  // @ts-expect-error true is no number
  "a number and true": [({ a }) => a.lt(true), "a number is needed here"],
  // @ts-expect-error an array is no number
  "a number and an array": [({ a, xs }) => a.add(xs), "not NadaArray<SecretInteger, 3>"],
  // @ts-expect-error a key is no number
  "a number and a key": [({ a, key }) => a.add(key), "not EcdsaPrivateKey"],
  // @ts-expect-error a literal is a whole number
  "a fraction": [({ a }) => a.mul(1.5), "a safe integer or a bigint, not 1.5"],
  "a number that is not exact": [({ a }) => a.add(2 ** 53), "a safe integer"],
  "not a number at all": [({ a }) => a.add(NaN), "a safe integer"],
  // @ts-expect-error an unsigned number is not negative
  "a negative unsigned literal": [({ u }) => u.add(-1), "an unsigned literal cannot be -1"],
  "unsigned literals below zero": [
    () => nada.unsignedLiteral(1).sub(2),
    "an unsigned literal cannot be -1",
  ],
  // @ts-expect-error nothing is divided by zero
  "a literal divided by zero": [() => nada.literal(1).div(0), "divided by zero"],
  // @ts-expect-error nothing is divided by zero
  "the remainder of a literal by zero": [() => nada.literal(1).mod(0n), "divided by zero"],
  // @ts-expect-error nothing is divided by zero
  "a number divided by zero": [({ a }) => a.div(0), "divided by zero"],
  // @ts-expect-error nothing is divided by zero
  "the remainder of a number by zero": [({ u }) => u.mod(0n), "divided by zero"],
  // @ts-expect-error no number is raised below zero
  "a number raised below zero": [({ c }) => c.pow(-1), "cannot be raised to -1"],
  "a number beyond all primes": [({ a }) => a.add(2n ** 256n), "too large for any network"],
  "a number below all primes": [({ a }) => a.lt(-(2n ** 256n)), "too large for any network"],
  // @ts-expect-error no number is raised below zero
  "a literal raised below zero": [() => nada.literal(2).pow(-1), "cannot be raised to -1"],
  "a literal too large": [() => nada.literal(2).pow(10_000), "too large for any network"],
  "a literal shifted too far": [() => nada.literal(2).shiftLeft(10_000), "too large"],
  // @ts-expect-error the power of a secret
  "the power of a secret": [({ a }) => a.pow(2), "pow() takes literal or public operands"],
  // @ts-expect-error a secret exponent
  "a secret exponent": [({ a, c }) => c.pow(a), "pow() takes literal or public operands"],
  // @ts-expect-error shifted by a signed number
  "a signed number of bits": [({ a, c }) => a.shiftLeft(c), "base unsigned is needed"],
  // @ts-expect-error shifted by a secret
  "a secret number of bits": [({ a, u }) => a.shiftRight(u), "not SecretUnsignedInteger"],
  // @ts-expect-error an unsigned number is not negative
  "a negative number of bits": [({ a }) => a.shiftLeft(-1), "cannot be -1"],
  // @ts-expect-error nothing public is truncated
  "truncation of what is public": [({ c }) => c.truncPr(1), "truncPr() takes secret operands"],
  // @ts-expect-error by a secret
  "truncation by a secret": [({ a, u }) => a.truncPr(u), "truncPr() takes literal or public"],
  // @ts-expect-error by a signed number
  "truncation by a signed number": [({ a, c }) => a.truncPr(c), "base unsigned is needed"],
  // @ts-expect-error equality of unlike bases
  "equality of a number with a boolean": [({ a, s }) => a.eq(s), "base integer is needed"],
  // @ts-expect-error a literal is compared in TypeScript
  "publicEquals of true": [({ t }) => t.publicEquals(true), "takes public operands"],
  // @ts-expect-error a literal is compared in TypeScript
  "publicEquals of a literal": [({ a }) => a.publicEquals(1), "takes public or secret operands"],
  // @ts-expect-error bases differ
  "publicEquals of two bases": [({ a, u }) => a.publicEquals(u), "base integer is needed"],
  // @ts-expect-error nodes refuse it
  "publicEquals of secret booleans": [({ s }) => s.publicEquals(s), "takes public operands"],
  // @ts-expect-error one of them is secret
  "publicEquals of a secret boolean": [({ s, t }) => t.publicEquals(s), "takes public operands"],
  // @ts-expect-error a number is no boolean
  "a boolean and a number": [({ s, a }) => s.and(a), "base boolean is needed"],
  // @ts-expect-error nor is 1
  "a boolean and 1": [({ s }) => s.or(1), "a boolean is needed here, not a number"],
  // @ts-expect-error no arithmetic with booleans
  "a comparison of a boolean with a number": [({ s, a }) => s.eq(a), "base boolean is needed"],
  "a choice by a literal": [
    // @ts-expect-error TypeScript's own condition does that
    ({ a, b }) => nada.literal(true).ifElse(a, b),
    "the condition of ifElse() takes public or secret",
  ],
  // @ts-expect-error nodes choose numbers only
  "a choice of booleans": [({ s }) => s.ifElse(s, s), "not between booleans"],
  // @ts-expect-error bases differ
  "a choice of two bases": [({ s, a, u }) => s.ifElse(a, u), "base integer is needed"],
  // @ts-expect-error nodes choose numbers only
  "a choice of keys": [({ s, key }) => s.ifElse(key, key), "a scalar is needed here"],
  // @ts-expect-error nodes choose numbers only
  "a choice of arrays": [({ s, xs }) => s.ifElse(xs, xs), "a scalar is needed here"],
  // @ts-expect-error sizes differ
  "zip of two sizes": [({ xs, ys }) => xs.zip(ys), "arrays of one size, not of 3 and 2"],
  // @ts-expect-error no array
  "zip with a number": [({ xs, a }) => xs.zip(a), "an array is needed here"],
  // @ts-expect-error sizes differ
  "an inner product of two sizes": [({ xs, ys }) => xs.innerProduct(ys), "arrays of one size"],
  // @ts-expect-error no numbers
  "an inner product of booleans": [({ ss }) => ss.innerProduct(ss), "numbers of one base"],
  // @ts-expect-error no numbers
  "an inner product of pairs": [({ xs }) => xs.zip(xs).innerProduct(xs), "numbers of one base"],
  // @ts-expect-error bases differ
  "an inner product of two bases": [({ xs, us }) => xs.innerProduct(us), "numbers of one base"],
  // @ts-expect-error no tuples
  "unzip of numbers": [({ xs }) => xs.unzip(), "an array of tuples"],
  // @ts-expect-error no function
  "map without a function": [({ xs }) => xs.map(2), "a function is needed here"],
  // @ts-expect-error TypeScript's own number
  "map to a plain number": [({ xs }) => xs.map(() => 2), "an expression is needed here"],
  "map of literals": [
    // @ts-expect-error an array of literals takes TypeScript's own map and reduce
    () => nada.array([nada.literal(1)]).map((x) => x.add(1)),
    "map() takes no array of literals",
  ],
  "reduce of literals": [
    // @ts-expect-error an array of literals takes TypeScript's own map and reduce
    ({ a }) => nada.array([nada.literal(1)]).reduce((sum) => sum, a),
    "reduce() takes no array of literals",
  ],
  // @ts-expect-error no function
  "reduce without a function": [({ xs, a }) => xs.reduce(2, a), "a function is needed here"],
  // @ts-expect-error the initial value is another type
  "reduce to another type": [({ xs, a }) => xs.reduce((m, x) => m.lt(x), a), "gives SecretBoolean"],
  "reduce from public to secret": [
    // @ts-expect-error the sum is secret, and the initial value public
    ({ xs, c }) => xs.reduce((sum, x) => sum.add(x), c),
    "gives SecretInteger, but its initial value is PublicInteger",
  ],
  "reduce from a literal": [
    // @ts-expect-error the sum is secret
    ({ xs }) => xs.reduce((sum, x) => sum.add(x), nada.literal(0)),
    "begins with no literal",
  ],
  // @ts-expect-error the first element says the type
  "an array of two types": [({ a, s }) => nada.array([a, s]), "0 is SecretInteger and 1 is"],
  // @ts-expect-error at least one expression is needed
  "an empty array": [() => nada.array([]), "at least one element"],
  // @ts-expect-error wrap it: nada.literal(1)
  "an array with a plain number": [({ a }) => nada.array([a, 1]), "an expression is needed"],
  "a literal out of a tuple": [
    ({ a }) => nada.tuple(nada.literal(1), a).left,
    "cannot be taken out of it again",
  ],
  "a literal out of an n-tuple": [
    ({ a }) => nada.ntuple([a, nada.literal(1)]).at(1),
    "cannot be taken out of it again",
  ],
  "a literal out of an object": [
    ({ a }) => nada.object({ a, one: nada.literal(1) }).get("one"),
    "cannot be taken out of it again",
  ],
  // @ts-expect-error wrap it: nada.literal(1)
  "a tuple with a plain number": [({ a }) => nada.tuple(a, 1), "an expression is needed"],
  // @ts-expect-error at least one expression is needed
  "an empty n-tuple": [() => nada.ntuple([]), "at least one"],
  // @ts-expect-error at least one expression is needed
  "an empty object": [() => nada.object({}), "at least one"],
  // @ts-expect-error no name of a place
  "a place that is no number": [({ a }) => nada.ntuple([a]).at("length"), 'has no part "length"'],
  // @ts-expect-error the n-tuple has no part at this place
  "a place beyond an n-tuple": [({ a }) => nada.ntuple([a]).at(1), "has no part 1"],
  // @ts-expect-error no such name
  "an unknown name": [({ a }) => nada.object({ a }).get("b"), 'has no part "b"'],
  "a message for another key": [
    // @ts-expect-error a key for ECDSA signs digests
    ({ key, message }) => key.sign(message),
    "signs EcdsaDigestMessage",
  ],
  "a digest for another key": [
    // @ts-expect-error a key for EdDSA signs messages
    ({ edKey, digest }) => edKey.sign(digest),
    "signs EddsaMessage",
  ],
  // @ts-expect-error a number is no digest
  "a number signed": [({ key, a }) => key.sign(a), "signs EcdsaDigestMessage, not SecretInteger"],
  // @ts-expect-error a literal cannot be a text
  "a text as a literal": [() => nada.literal("1"), "not a string"],
};

/** The refusal of what makes a program. */
function refusalOf(make: () => unknown): InvalidProgramError {
  try {
    make();
  } catch (error) {
    assertInstanceOf(error, InvalidProgramError);
    return error;
  }
  throw new Error("the program is taken");
}

for (const [name, [body, words]] of Object.entries(wrongExpressions)) {
  Deno.test(`a program is refused for ${name}`, () => {
    const error = refusalOf(() =>
      nada.program(
        { name: "wrong", parties: ["p"], inputs, outputs: { r: "p" } },
        (given) => ({ r: body(given) as typeof given.a }),
      )
    );
    const [issue] = error.issues;
    assertStringIncludes(issue!.reason, words);
    assertEquals(issue!.file, "wrong_programs_test.ts");
    assert(issue!.line! > 30, `line ${issue!.line}`);
    assertStringIncludes(error.message, `(wrong_programs_test.ts:${issue!.line})`);
  });
}

const a = nada.secretInteger("p");
const one = { name: "wrong", parties: ["p"], inputs: { a }, outputs: { r: "p" } } as const;
const other: { handle?: IntegerExpression<"secret"> } = {};
nada.program(one, ({ a }) => ({ r: (other.handle = a).add(1) }));

/** Programs that are wrong as a whole. */
const wrongPrograms: Record<string, readonly [() => unknown, ...string[]]> = {
  "an unused input": [
    () => nada.program({ ...one, inputs: { a, b: a } }, ({ a }) => ({ r: a })),
    "the input b is not used by any output",
  ],
  "an output without an input": [
    // @ts-expect-error a literal is no output
    () => nada.program({ ...one, inputs: {} }, () => ({ r: nada.literal(1) })),
    "the output r depends on no input",
  ],
  "an array without an input": [
    // @ts-expect-error an output depends on an input
    () => nada.program(one, ({ a }) => ({ r: nada.array([a]).map(() => nada.literal(1)) })),
    "the output r depends on no input",
  ],
  "a tuple without an input": [
    // @ts-expect-error an output depends on an input
    () => nada.program(one, () => ({ r: nada.tuple(nada.literal(1), nada.literal(2)) })),
    "the output r depends on no input",
  ],
  "an output that is missing": [
    // @ts-expect-error r is missing
    () => nada.program(one, ({ a }) => ({ q: a })),
    "does not return the output r",
    "nobody gets q",
  ],
  "a plain number as output": [
    // @ts-expect-error a plain number is no output
    () => nada.program(one, () => ({ r: 1 })),
    "an expression is needed here",
  ],
  "nothing at all": [
    // @ts-expect-error nothing is no program
    () => nada.program(),
    "takes its name, its parties",
  ],
  "one party without an array": [
    // @ts-expect-error a text is no array
    () => nada.program({ ...one, parties: "p" }, ({ a }) => ({ r: a })),
    "its parties in an array",
  ],
  "no outputs at all": [
    // @ts-expect-error r is missing
    () => nada.program(one, () => {}),
    "returns its outputs by name",
  ],
  "an async body": [
    // @ts-expect-error a promise is no outputs
    () => nada.program(one, ({ a }) => Promise.resolve({ r: a })),
    "cannot be async",
  ],
  "an output of an n-tuple": [
    // @ts-expect-error nodes hand none out
    () => nada.program(one, ({ a }) => ({ r: nada.ntuple([a]) })),
    "nodes do not hand out",
  ],
  "an output of a private key": [
    () =>
      nada.program(
        { ...one, inputs: { key: nada.ecdsaPrivateKey("p") } },
        // @ts-expect-error nodes hand none out
        ({ key }) => ({ r: key }),
      ),
    "a private key, which nodes do not hand out",
  ],
  "an output of private keys": [
    () =>
      nada.program(
        { ...one, inputs: { key: nada.ecdsaPrivateKey("p") } },
        // @ts-expect-error nodes do not hand this out
        ({ key }) => ({ r: nada.array([key]) }),
      ),
    "a private key, which nodes do not hand out",
  ],
  "an output of objects": [
    // @ts-expect-error nodes do not hand this out
    () => nada.program(one, ({ a }) => ({ r: nada.tuple(a, nada.object({ a })) })),
    "nodes do not hand out",
  ],
  "an input of no party": [
    // @ts-expect-error q is no party
    () => nada.program({ ...one, inputs: { a: nada.secretInteger("q") } }, ({ a }) => ({ r: a })),
    "the input a is of q, which is no party",
  ],
  "an output for no party": [
    // @ts-expect-error q is no party
    () => nada.program({ ...one, outputs: { r: "q" } }, ({ a }) => ({ r: a })),
    "the output r is for q, which is no party",
  ],
  "an output for nothing": [
    // @ts-expect-error undefined is no party
    () => nada.program({ ...one, outputs: { r: undefined } }, ({ a }) => ({ r: a })),
    "nobody gets the output r",
  ],
  "an output for a number": [
    // @ts-expect-error a number is no party
    () => nada.program({ ...one, outputs: { r: 5 } }, ({ a }) => ({ r: a })),
    "nobody gets the output r",
  ],
  "an output for nobody": [
    // @ts-expect-error somebody gets an output
    () => nada.program({ ...one, outputs: { r: [] } }, ({ a }) => ({ r: a })),
    "nobody gets the output r",
  ],
  "an output for a party twice": [
    // @ts-expect-error a party gets an output once
    () => nada.program({ ...one, outputs: { r: ["p", "p"] } }, ({ a }) => ({ r: a })),
    "a party gets the output r twice",
  ],
  "a party twice": [
    () => nada.program({ ...one, parties: ["p", "p"] }, ({ a }) => ({ r: a })),
    "a party is named twice",
  ],
  "a party that does nothing": [
    () => nada.program({ ...one, parties: ["p", "q"] }, ({ a }) => ({ r: a })),
    "the party q gives no input and gets no output",
  ],
  "a name that nodes refuse": [
    () => nada.program({ ...one, name: "a program" }, ({ a }) => ({ r: a })),
    "a program's name has",
  ],
  "no name for an output": [
    () => nada.program({ ...one, outputs: { "": "p" } }, ({ a }) => ({ "": a })),
    "an output has no name",
  ],
  "an input that is none": [
    // @ts-expect-error no input
    () => nada.program({ ...one, inputs: { a: 1 } }, ({ a }) => ({ r: a })),
    "the input a is none",
  ],
  "an input of another program": [
    () => nada.program({ ...one, inputs: {} }, () => ({ r: other.handle!.add(1) })),
    "the input a is of another program",
  ],
  "a parameter outside of its function": [
    () =>
      nada.program({ ...one, inputs: { xs: a.array(2) } }, ({ xs }) => {
        const seen: IntegerExpression<"secret">[] = [];
        xs.map((x) => (seen.push(x), x));
        return { r: seen[0]! };
      }),
    "used outside of it",
  ],
  "a parameter inside of another function": [
    () =>
      nada.program({ ...one, inputs: { xs: a.array(2) } }, ({ xs }) => {
        const seen: IntegerExpression<"secret">[] = [];
        xs.map((x) => (seen.push(x), x));
        return { r: xs.map((x) => x.add(seen[0]!)) };
      }),
    "used outside of it",
  ],
  // @ts-expect-error no party
  "an input without a party": [() => nada.secretInteger(), "the name of its party"],
  // @ts-expect-error an array has at least one element
  "an empty array as input": [() => a.array(0), "at least one element"],
  "two faults at once": [
    () => nada.program({ ...one, name: "", parties: ["p", "p"] }, ({ a }) => ({ r: a })),
    "a program's name",
    "named twice",
  ],
};

for (const [name, [make, ...words]] of Object.entries(wrongPrograms)) {
  Deno.test(`a program is refused for ${name}`, () => {
    const error = refusalOf(make);
    assertEquals(error.issues.length, words.length, error.message);
    for (const [index, each] of words.entries()) {
      assertStringIncludes(error.issues[index]!.reason, each);
      assertEquals(error.issues[index]!.file, "wrong_programs_test.ts");
      assert(error.issues[index]!.line! > 30);
    }
  });
}

/**
 * What JavaScript does with an expression that it takes for any object. Where it lets an object refuse, the refusal has
 * the line and what to write. Where it does not, what is left over shows it.
 */
import { InvalidProgramError } from "@nilvm/client";
import { type Handles, type IntegerExpression, nada } from "@nilvm/client/nada";
import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";

const inputs = {
  a: nada.secretInteger("p"),
  b: nada.secretInteger("p"),
  s: nada.secretBoolean("p"),
  xs: nada.secretInteger("p").array(2),
  pairs: nada.secretInteger("p").array(2),
};
type Given = Handles<typeof inputs>;

const lines = (await Deno.readTextFile(new URL(import.meta.url))).split("\n");
// deno-lint-ignore no-explicit-any
type Any = any;

/** The issues of a program that does something wrong, and all else right. */
function issuesOf(wrong: (given: Given) => unknown) {
  const program = () =>
    nada.program({ name: "wrong", parties: ["p"], inputs, outputs: { r: "p" } }, (given) => {
      const { a, b, s, xs, pairs } = given;
      const r = s.ifElse(a, b).add(xs.innerProduct(pairs));
      const more = wrong(given);
      return { r: more instanceof Object ? r.add(more as typeof a) : r };
    });
  return assertThrows(program, InvalidProgramError).issues;
}

const asked: Record<string, readonly [(given: Given) => unknown, ...words: string[]]> = {
  // @ts-expect-error JavaScript adds no objects
  "+": [({ a, b }) => a + b, "+ and == take no SecretInteger", "a.add(b)"],
  "== with a number": [({ a }) => a as Any == 1, "a.eq(b)"],
  // @ts-expect-error nor has it their difference
  "-": [({ a, b }) => a - b, "- * / % ** < > take no SecretInteger", "a.sub(b)"],
  "<": [({ a, b }) => a < b, "a.lt(b)"],
  ">= of a comparison": [({ a, b, s }) => a.lt(b) >= s, "SecretBoolean", "a.and(b)"],
  // @ts-expect-error logic is of methods
  "&": [({ a, b, s }) => a.lt(b) & s, "& | ^ ~ take no SecretBoolean", "a.and(b)"],
  "a sign": [({ a }) => -a, "a.sub(b)"],
  // @ts-expect-error the largest is chosen by ifElse()
  "Math.max": [({ a, b }) => Math.max(a, b), "a.gt(b)"],
  "a template": [({ a }) => `${a}`, "SecretInteger has no text: only a run knows"],
  "a name of a field": [({ a }) => ({} as Any)[a as Any], "SecretInteger has no text"],
  "JSON": [({ a }) => JSON.stringify({ a }), "SecretInteger has no text"],
  // @ts-expect-error arrays are no numbers
  "+ of arrays": [({ xs }) => xs + 1, "JavaScript's operators take no NadaArray", "its methods"],
  // @ts-expect-error an array is no list
  "a spread": [({ xs }) => [...xs], "no parts in NadaArray<SecretInteger, 2>", "xs.map(f)"],
  // @ts-expect-error an array is no list
  "a list of the elements": [({ xs }) => Array.from(xs), "no parts in NadaArray"],
  "a length": [({ xs }) => (xs as Any).length, "no parts in NadaArray"],
  "a pair in brackets": [({ a, b }) => {
    const [x] = nada.tuple(a, b) as Any;
    return x;
  }, "pair.left"],
};

for (const [name, [wrong, ...words]] of Object.entries(asked)) {
  Deno.test(`JavaScript is refused ${name} of expressions`, () => {
    const [issue, ...others] = issuesOf(wrong);
    assertEquals(others, []);
    for (const each of words) assertStringIncludes(issue!.reason, each);
    assertEquals(issue!.file, "javascript_test.ts");
    assertStringIncludes(lines.slice(issue!.line! - 2, issue!.line!).join(), "}) =>");
  });
}

const takenForTrue: Record<string, (given: Given) => unknown> = {
  "if": ({ a, b }) => {
    if (a.gt(b)) return a;
  },
  "the condition of ?:": ({ a, b }) => a.gt(b) ? a : b,
  "&&": ({ a, b, s }) => (a.gt(b) && s.and(a.lt(1))).ifElse(a, b),
  "!": ({ a, b }) => !a.eq(b),
  "a condition in a function of map()": ({ xs, a }) =>
    xs.map((x) => x.ge(a) ? x : a).innerProduct(xs),
};

for (const [name, wrong] of Object.entries(takenForTrue)) {
  Deno.test(`a boolean that only ${name} of JavaScript has is told with its line`, () => {
    const [issue, ...others] = issuesOf(wrong);
    assertEquals(others, []);
    assertStringIncludes(issue!.reason, "JavaScript's if, &&, ||, ! and ?: take it for true");
    assertStringIncludes(issue!.reason, "Write a.ifElse(b, c)");
    assertStringIncludes(
      lines[issue!.line! - 1]!,
      wrong.toString().includes("x.ge(a)") ? "x.ge" : "a.",
    );
  });
}

Deno.test("an input that is only a condition of JavaScript is told with what to write", () => {
  const { a, s } = inputs;
  const program = () =>
    nada.program(
      { name: "wrong", parties: ["p"], inputs: { a, s }, outputs: { r: "p" } },
      ({ a, s }) => ({ r: s ? a.add(1) : a }),
    );
  const [issue] = assertThrows(program, InvalidProgramError).issues;
  assertStringIncludes(issue!.reason, "the input s is not used by any output: JavaScript's if");
});

Deno.test("a boolean that a loop computes once too often is no mistake", async () => {
  const bids = nada.program({
    name: "first",
    parties: ["p"],
    inputs: { x: nada.secretInteger("p"), y: nada.secretInteger("p"), z: nada.secretInteger("p") },
    outputs: { place: "p" },
  }, ({ x, y, z }) => {
    let [isFound, place] = [x.eq(0), nada.literal(0) as IntegerExpression];
    for (const [index, bid] of [y, z].entries()) {
      const isFirst = bid.eq(0).and(isFound.not());
      place = isFirst.ifElse(index + 1, place);
      isFound = isFound.or(isFirst);
    }
    return { place };
  });
  assertEquals(await bids.run({ x: 1, y: 0, z: 0 }), { place: 1n });
});

Deno.test("what JavaScript compares or negates is told where it is used as an expression", () => {
  const { a } = inputs;
  const program = (wrong: (given: Any) => unknown) => () =>
    nada.program(
      { name: "wrong", parties: ["p"], inputs: { a }, outputs: { r: "p" } },
      ({ a }) => ({ r: nada.array([a, wrong(a) as typeof a]) }),
    );
  const compared = assertThrows(program((a) => a === 1), InvalidProgramError);
  assertStringIncludes(
    compared.message,
    "not a boolean, as JavaScript's ==, < and ! give: write a.eq(b)",
  );
  const plain = assertThrows(program(() => 1), InvalidProgramError);
  assertStringIncludes(plain.message, "not a number: write nada.literal(1)");
});

/** What the functions of the library refuse, each with the line that calls it. */
import { InvalidProgramError } from "@nilvm/client";
import { type BooleanExpression, type IntegerExpression, nada } from "@nilvm/client/nada";
import * as library from "@nilvm/client/nada/library";
import { assertEquals, assertThrows } from "@std/assert";

const lines = (await Deno.readTextFile(new URL(import.meta.url))).split("\n");

interface Given {
  a: IntegerExpression<"secret">;
  u: IntegerExpression<"secret", "unsigned">;
  flag: BooleanExpression<"secret">;
}

/** Wrong calls, by the words that refuse them. Each has the name of its function in its line. */
export const wrongCalls: Record<string, (given: Given) => unknown> = {
  "max() takes at least 1": () => library.max([]),
  "min() takes a list of numbers": ({ a }) => library.min(a as never),
  "elements() makes one of an array": ({ a }) => library.max(nada.array([a, a]) as never),
  "elements() takes an array, not SecretInteger": ({ a }) => library.elements(a as never),
  "argMax() takes at least 2": ({ a }) => library.argMax([a]),
  "argMin() takes numbers of one base, not SecretUnsignedInteger": ({ a, u }) =>
    library.argMin([a, u] as never),
  "sort() takes numbers of one base, not SecretBoolean": ({ flag }) =>
    library.sort([flag, flag] as never),
  "sortBy() takes lists of one length, not of 2 and 1": ({ a }) => library.sortBy([a, a], [a]),
  "median() takes at least 1": () => library.median([]),
  "topK() gives 1 to 2 of 2 numbers": ({ a }) => library.topK([a, a], 3),
  "topK() gives 1 to 1 of 1 numbers": ({ a }) => library.topK([a], 0.5),
  "an operand of base integer is needed here": ({ a, u }) => library.equalsWide(a, u as never),
  "equalsInParts() takes numbers of as many parts, not of 1 and 2": ({ a }) =>
    library.equalsInParts([a], [a, a]),
  "divideWide() takes 1 to 253 bits": ({ a }) => library.divideWide(a, a, 0),
  "divideByPublic() takes 1 to 253 bits": ({ a }) => library.divideByPublic(a, 3, 254),
  "divideByPublic() takes a whole number above zero": ({ a }) => library.divideByPublic(a, 0, 9),
  "divideByPublic() takes a whole number above": ({ a }) => library.divideByPublic(a, 0.5, 9),
  "shiftRightWide() takes 1 to 253 bits": ({ a }) => library.shiftRightWide(a, 3, 9.5),
  "shiftRightWide() shifts by whole numbers": ({ a }) => library.shiftRightWide(a, -1, 9),
  "oneHot() takes one place or more": ({ a }) => library.oneHot(a, 0),
  "selectAt() takes at least 1": ({ a }) => library.selectAt([], a),
  "histogram() takes a bound or more": ({ a }) => library.histogram([a], []),
  "dot() takes a second list of 1, as long as the first": ({ a }) => library.dot([a], [a, a]),
  "matmul() takes as many columns as rows, not 2 and 1": ({ a }) =>
    library.matmul([[a, a]], [[a, a]]),
  "matmul() takes rows that are as long as each other": ({ a }) =>
    library.matmul([[a, a], [a]], [[a], [a]]),
  "transpose() takes a list of rows": ({ a }) => library.transpose([a] as never),
  "reshape() makes no rows of 2 out of 3": ({ a }) => library.reshape([a, a, a], 2),
  "broadcast() takes no columns of 2 and 3": ({ a }) =>
    library.broadcast([[a, a]], [[a, a, a]], (x) => x),
  "rescale() takes one bit after the point or more": ({ a }) => library.rescale(a, 0),
  "rescaleFast() takes one bit after": ({ a }) => library.rescaleFast(a, 1.5),
  "multiplyFixed() takes one bit": ({ a }) => library.multiplyFixed(a, a, -1),
  "divideFixed() takes one bit": ({ a }) => library.divideFixed(a, a, 0),
  "dot() takes a second list of 2": ({ a }) => library.linearScore([a, a], [a], a),
  "rescale() takes one bit": ({ a }) => library.logistic(a, 0),
  "mean() takes at least 1": () => library.mean([]),
  "variance() takes at least 1": () => library.variance([]),
  "sampleVariance() takes at least 2": ({ a }) => library.sampleVariance([a]),
  "covariance() takes lists of one length, not of 1 and 2": ({ a }) =>
    library.covariance([a], [a, a]),
  "isIn() takes at least 1": ({ a }) => library.isIn(a, []),
  "intersection() takes at least 1": ({ a }) => library.intersection([a], []),
  "intersection() takes a list of numbers": ({ a }) => library.intersectionSize([a], a as never),
  "secondPrice() takes at least 2": ({ a }) => library.secondPrice([a]),
  "isRanking() takes at least 1": () => library.isRanking([]),
  "rankedVote() takes a ballot or more": () => library.rankedVote([]),
  "rankedVote() takes at least 2": ({ a }) => library.rankedVote([[a]]),
  "rankedVote() takes ballots that have a rank for each": ({ a }) =>
    library.rankedVote([[a, a], [a, a, a]]),
  "lessInParts() takes at least 1": () => library.lessInParts([], []),
};

for (const [words, call] of Object.entries(wrongCalls)) {
  Deno.test(`the library refuses with the line of the call: ${words}`, () => {
    const write = () =>
      nada.program({
        name: "wrong",
        parties: ["p"],
        inputs: {
          a: nada.secretInteger("p"),
          u: nada.secretUnsignedInteger("p"),
          flag: nada.secretBoolean("p"),
        },
        outputs: { r: "p" },
      }, (given) => {
        call(given);
        return { r: given.a };
      });
    const [issue, ...others] = assertThrows(write, InvalidProgramError, words).issues;
    assertEquals(others, []);
    assertEquals(issue!.file, "refusals_test.ts");
    assertEquals(/library\.\w+\(/.test(lines[issue!.line! - 1]!), true, `line ${issue!.line}`);
  });
}

Deno.test("all operations of a function of the library have the line of its call, and later ones their own", () => {
  const program = nada.program({
    name: "lines",
    parties: ["p"],
    inputs: { xs: nada.secretInteger("p").array(9) },
    outputs: { r: "p" },
  }, ({ xs }) => {
    const each = library.elements(xs);
    const middle = library.median(each);
    return { r: middle.mul(2) };
  });
  // Each place of the source stands in the program once: the name of the file, a tag of one byte, and the line.
  const text = new TextDecoder().decode(program.mir);
  const places = text.split("refusals_test.ts").slice(1)
    .map((after) => lines[after.charCodeAt(1) - 1]!.trim());
  assertEquals(text.match(/\.ts/g)?.length, places.length);
  assertEquals(
    new Set(places),
    new Set([
      "const program = nada.program({",
      'inputs: { xs: nada.secretInteger("p").array(9) },',
      "const each = library.elements(xs);",
      "const middle = library.median(each);",
      "return { r: middle.mul(2) };",
    ]),
  );
});

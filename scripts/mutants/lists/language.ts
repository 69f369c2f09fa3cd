import type { Promised } from "../mutant.ts";

const wrong = "tests/nada/wrong_programs_test.ts";
const javascript = "tests/nada/javascript_test.ts";

/** What programs in TypeScript are refused for, and what they compute. */
export const language: readonly Promised[] = [
  {
    promise: "What the language in Python refuses is refused in TypeScript, with the line",
    mutants: [
      {
        name: "operands of unlike bases are taken",
        file: "src/nada/expression.ts",
        from: 'shape.kind !== "scalar" || shape.base !== base',
        to: 'shape.kind !== "scalar"',
        testFile: wrong,
        test: "a program is refused for a signed and an unsigned number",
      },
      {
        name: "map and reduce take arrays of literals",
        file: "src/nada/arrays.ts",
        from: "if (isLiteral(shape.of)) {",
        to: "if (false) {",
        testFile: wrong,
        test: "a program is refused for reduce of literals",
      },
      {
        name: "literals come out of tuples",
        file: "src/nada/tuples.ts",
        from: "if (isLiteral(shape)) {",
        to: "if (false) {",
        testFile: wrong,
        test: "a program is refused for a literal out of a tuple",
      },
      {
        name: "an input may be unused",
        file: "src/nada/trace.ts",
        from: "if (used.has(node)) continue;",
        to: "continue;",
        testFile: wrong,
        test: "a program is refused for an unused input",
      },
      {
        name: "arrays of unlike sizes are zipped",
        file: "src/nada/arrays.ts",
        from: "if (a.size !== b.size) {",
        to: "if (false) {",
        testFile: wrong,
        test: "a program is refused for zip of two sizes",
      },
      {
        name: "a program may have no part in an object",
        file: "src/nada/builders.ts",
        from: 'if (nodes.length === 0) refuse("an object has at least one part");',
        to: "",
        testFile: wrong,
        test: "a program is refused for an empty object",
      },
    ],
  },
  {
    promise: "A program in TypeScript is the MIR that nada-dsl writes",
    mutants: [
      {
        name: "literals are divided towards zero",
        file: "src/nada/folding.ts",
        from: "? quotient - 1n : quotient",
        to: "? quotient : quotient",
        testFile: "tests/nada/folding_test.ts",
        test: "literals are folded to the numbers that nodes compute",
      },
      {
        name: "inputs have the order of the source",
        file: "src/nada/trace.ts",
        from: "inputs.sort((a, b) => inOrder(a.party, b.party) || inOrder(a.name, b.name));",
        to: "",
        testFile: "tests/nada/recorded_programs_test.ts",
        test: "affine is the MIR that nada-dsl writes, up to ids and source references",
      },
    ],
  },
  {
    promise: "What JavaScript would do with an expression is told, with its line and what to write",
    mutants: [
      {
        name: "JavaScript's operators take expressions for any objects",
        file: "src/nada/javascript.ts",
        from: "[Symbol.toPrimitive](",
        to: "noPrimitive(",
        testFile: javascript,
        test: "JavaScript is refused + of expressions",
      },
      {
        name: "a length is not there",
        file: "src/nada/javascript.ts",
        from: "get length()",
        to: "get lengthy()",
        testFile: javascript,
        test: "JavaScript is refused a length of expressions",
      },
      {
        name: "a boolean that JavaScript takes for true is not told",
        file: "src/nada/trace.ts",
        from: "for (const node of unused) {",
        to: "for (const node of unused.slice(1)) {",
        testFile: javascript,
        test: "a boolean that only if of JavaScript has is told with its line",
      },
      {
        name: "the last boolean of a loop is a mistake",
        file: "src/nada/nodes.ts",
        from: ".filter(([place]) => !own.usedPlaces.has(place))",
        to: "",
        testFile: javascript,
        test: "a boolean that a loop computes once too often is no mistake",
      },
      {
        name: "a call by JavaScript itself has no place",
        file: "src/nada/sites.ts",
        from: "firstBelow(entry, 1) ?? firstBelow(entry, 10)",
        to: "firstBelow(entry, 1)",
        testFile: javascript,
        test: "JavaScript is refused Math.max of expressions",
      },
    ],
  },
  {
    promise: "What fails every run is told when a program is compiled",
    mutants: [
      {
        name: "a literal beyond the prime is not told",
        file: "src/nada/literal_warnings.ts",
        from: "2n * (value < 0n ? -value : value) < prime",
        to: "(value < 0n ? -value : value) < prime",
        testFile: "tests/nada/ranges_test.ts",
        test: "compile() tells a literal that fails every run, with its line, and no smaller one",
      },
      {
        name: "an unsigned output below zero is not told",
        file: "src/nada/literal_warnings.ts",
        from: "most >= least",
        to: "most >= 0n",
        testFile: "tests/nada/ranges_test.ts",
        test: "an unsigned output that is always below zero is told, and no other",
      },
    ],
  },
];

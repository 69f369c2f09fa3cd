import type { Mutant, Promised } from "../mutant.ts";

const wrong = "tests/nada/wrong_programs_test.ts";
const ranges = "tests/nada/ranges_test.ts";
const folding = "tests/nada/folding_test.ts";
const run = "tests/nada/run_test.ts";
const beyondBits =
  "a number of more bits than its input declares is refused by its name, before anything is sent";

/** A rule that is taken back, and the wrong program that is then taken. */
function rule(name: string, file: string, from: string, to: string, program: string): Mutant {
  const test = `a program is refused for ${program}`;
  return { name, file: `src/nada/${file}`, from, to, testFile: wrong, test };
}

/** Another change in the language. */
function change(
  name: string,
  file: string,
  from: string,
  to: string,
  testFile: string,
  test: string,
): Mutant {
  return { name, file: `src/nada/${file}`, from, to, testFile, test };
}

/** What the language of programs promises. */
export const programs: readonly Promised[] = [
  {
    promise: "Operators take operands of the types that nodes take",
    mutants: [
      rule(
        "a secret may be raised to a power",
        "scalars.ts",
        'checkModes("pow()", ["literal", "public"], left, right);',
        "",
        "the power of a secret",
      ),
      rule(
        "booleans may be chosen",
        "scalars.ts",
        'if (base === "boolean") refuse("ifElse() chooses',
        'if (false) refuse("ifElse() chooses',
        "a choice of booleans",
      ),
      rule(
        "a number of bits may be signed",
        "scalars.ts",
        'const right = operand(bits, "unsigned");',
        "const right = operand(bits, scalarOf(node).base);",
        "a signed number of bits",
      ),
      rule(
        "signed and unsigned numbers mix",
        "expression.ts",
        'if (shape.kind !== "scalar" || shape.base !== base) {',
        'if (shape.kind !== "scalar") {',
        "a signed and an unsigned number",
      ),
      rule(
        "a literal may be a number that is not exact",
        "expression.ts",
        "!Number.isSafeInteger(given)",
        "!Number.isInteger(given)",
        "a number that is not exact",
      ),
      rule(
        "an unsigned literal may be negative",
        "expression.ts",
        'typeof value === "bigint" && value < 0n',
        "false",
        "a negative unsigned literal",
      ),
      rule(
        "arrays of two sizes are zipped",
        "arrays.ts",
        "if (a.size !== b.size) {",
        "if (false) {",
        "zip of two sizes",
      ),
      rule(
        "reduce() changes the type of its sum",
        "arrays.ts",
        "if (given !== wanted) {",
        "if (false) {",
        "reduce from public to secret",
      ),
      rule(
        "a key signs any message",
        "keys.ts",
        "if (nameOf(given.shape) !== wanted) {",
        "if (false) {",
        "a message for another key",
      ),
      change(
        "a result is only as secret as its left operand",
        "scalars.ts",
        "const mode = highest(scalarOf(left).mode, scalarOf(right).mode);",
        "const mode = scalarOf(left).mode;",
        run,
        "an operation on a public and a secret number is secret, on whichever side it is",
      ),
    ],
  },
  {
    promise: "Literals are computed as nodes compute",
    mutants: [
      change(
        "a literal is divided towards zero",
        "folding.ts",
        "? quotient - 1n : quotient",
        "? quotient : quotient",
        folding,
        "literals are folded to the numbers that nodes compute",
      ),
      change(
        "literals that are equal are less",
        "folding.ts",
        "return left < right;",
        "return left <= right;",
        folding,
        "literals are compared as nodes compare, and shifted as nodes shift",
      ),
      change(
        "a literal is true or another",
        "folding.ts",
        "return left && right;",
        "return left || right;",
        folding,
        "literals that are booleans are combined as nodes combine them",
      ),
      rule(
        "a literal may be of any size",
        "expression.ts",
        "value * value >> 2n * bitsMax",
        "value >> 100_000n",
        "a number beyond all primes",
      ),
    ],
  },
  {
    promise: "What a program says and does not do is told before it is compiled",
    mutants: [
      rule(
        "an input may be without use",
        "trace.ts",
        "if (used.has(node)) continue;",
        "continue;",
        "an unused input",
      ),
      rule(
        "an output may depend on no input",
        "trace.ts",
        "else if (leavesOf(node.shape).every(isLiteral)) {",
        "else if (false) {",
        "an output without an input",
      ),
      rule(
        "a party may do nothing",
        "trace.ts",
        "if (!named.has(party)) tell(",
        "if (false) tell(",
        "a party that does nothing",
      ),
      rule(
        "a party may be named twice",
        "trace.ts",
        "if (parties.size < header.parties.length) tell(",
        "if (false) tell(",
        "a party twice",
      ),
      rule(
        "a party may get an output twice",
        "trace.ts",
        "if (new Set(named).size < named.length) tell(",
        "if (false) tell(",
        "an output for a party twice",
      ),
      rule(
        "an output may be for no party",
        "trace.ts",
        "if (!parties.has(party)) tell(`the output",
        "if (false) tell(`the output",
        "an output for no party",
      ),
      rule(
        "a private key may be an output",
        "trace.ts",
        'return shape.name.endsWith("PrivateKey")',
        "return false",
        "an output of a private key",
      ),
      rule(
        "an n-tuple may be an output",
        "trace.ts",
        "if (reason !== undefined) tell(",
        "if (reason?.includes('key')) tell(",
        "an output of an n-tuple",
      ),
      rule(
        "an input of another program may be used",
        "trace.ts",
        "if (node.kind === kinds.input && !own.has(node)) {",
        "if (false) {",
        "an input of another program",
      ),
    ],
  },
  {
    promise: "A function uses its own parameters and what is around it",
    mutants: [
      rule(
        "a parameter may leave its function",
        "tables.ts",
        "if (stray !== undefined) {",
        "if (false) {",
        "a parameter outside of its function",
      ),
      change(
        "a function's own parameters are strange to it",
        "tables.ts",
        ".filter((node) => !applied.parameters.includes(node))",
        "",
        run,
        "run() takes arrays of the declared size",
      ),
      rule(
        "a function may use the parameter of another",
        "tables.ts",
        "outer = outerIn(table).filter((node) => !applied.parameters.includes(node));",
        "outerIn(table);\n      outer = [];",
        "a parameter inside of another function",
      ),
    ],
  },
  {
    promise: "Places in the source are those of the user's file",
    mutants: [
      change(
        "folders are in the MIR",
        "sites.ts",
        '.replace(/^.*[\\\\/]/, "")',
        "",
        run,
        "compile() gives what compileProgram gives of the MIR, and knows the lines",
      ),
      change(
        "an engine has to tell lines",
        "sites.ts",
        "if (Traced.captureStackTrace === undefined) return undefined;",
        "",
        run,
        "where the engine tells no lines, errors and MIR have none",
      ),
      change(
        "an operation has the place of the program",
        "nodes.ts",
        "const node = { serial: nextSerial(), kind, shape, parts, site: currentSite() };",
        "const node = { serial: nextSerial(), kind, shape, parts, site: undefined };",
        ranges,
        "compile() warns of / by a number where the declared bits leave the range of nodes",
      ),
      change(
        "numbers of operations depend on what was written before",
        "mir.ts",
        "this.#ids[serial - this.#first] = id;",
        "this.#ids[serial - this.#first] = serial;",
        run,
        "the MIR of a program does not depend on what was written before it",
      ),
    ],
  },
  {
    promise: "Inputs that declare their bits have no more, and make warnings exact",
    mutants: [
      change(
        "a number may have more bits than its input declares",
        "clear.ts",
        "if (input.bits !== undefined) checkBits(name, input.bits, made);",
        "",
        ranges,
        beyondBits,
      ),
      change(
        "only positive numbers have too many bits",
        "clear.ts",
        "number < most && -number < most",
        "number < most",
        ranges,
        beyondBits,
      ),
      change(
        "only the first number of an array has too many bits",
        "clear.ts",
        "const numbers = [plainOf(value)].flat() as bigint[];",
        "const numbers = [plainOf(value)].flat().slice(0, 1) as bigint[];",
        ranges,
        beyondBits,
      ),
      change(
        "an array declares no bits",
        "inputs.ts",
        "makeArray(party, size, shape, more)",
        "makeArray(party, size, shape, { ...more, bits: undefined })",
        ranges,
        beyondBits,
      ),
      change(
        "an input may declare more bits than any number has",
        "inputs.ts",
        "|| bits > 255",
        "",
        ranges,
        "an input refuses bits that say nothing, and options that it does not know",
      ),
      change(
        "a misspelt option of an input has no effect",
        "inputs.ts",
        "if (unknown !== undefined) refuse(",
        "if (false) refuse(",
        ranges,
        "an input refuses bits that say nothing, and options that it does not know",
      ),
      change(
        "the compiler does not know the declared bits",
        "compile.ts",
        "inputBits: declaredBits(traced)",
        "inputBits: {}",
        ranges,
        "a declared range takes back what literals alone would show",
      ),
      change(
        "a program is compiled for the first prime that is asked for",
        "compile.ts",
        "byPrime.get(primeBits)",
        "[...byPrime.values()][0]",
        ranges,
        "compileProgram() takes the bits of inputs, and a prime, as compile() does",
      ),
      {
        name: "the bits of an input that is not there say nothing",
        file: "src/programs/compile_program.ts",
        from: "if (unknown === undefined) return",
        to: "if (true) return",
        testFile: ranges,
        test: "compileProgram() takes the bits of inputs, and a prime, as compile() does",
      },
      {
        name: "warnings are always those of the largest prime",
        file: "src/programs/compile_program.ts",
        from: "compiler.inspect(bytes, primeBits,",
        to: "compiler.inspect(bytes, 256,",
        testFile: ranges,
        test: "compile() warns of / by a number where the declared bits leave the range of nodes",
      },
    ],
  },
];

import type { Promised } from "../mutant.ts";

const plainValues = "src/values/plain_values.ts";
const readsTest = "tests/operations/values_operation_test.ts";
const storedInputs = "src/nada/stored_inputs.ts";
const storedTest = "tests/nada/stored_inputs_test.ts";
const sites = "src/nada/sites.ts";
const sitesTest = "tests/nada/sites_test.ts";

/** Values whose types are known, and where mistakes in programs are. */
export const typed: readonly Promised[] = [
  {
    promise: "A read of known types gives what values hold, and names what is of another type",
    mutants: [
      {
        name: "values of other types are given, too",
        file: plainValues,
        from: "if (is === asked) continue;",
        to: "if (is === asked || is !== undefined) continue;",
        testFile: readsTest,
        test: "retrieveValues() names a value of another type, and the values are not lost",
      },
      {
        name: "a value that was not asked for is given",
        file: plainValues,
        from: "Object.keys({ ...types, ...values })",
        to: "Object.keys(types)",
        testFile: readsTest,
        test: "retrieveValues() names a value of another type, and the values are not lost",
      },
    ],
  },
  {
    promise: "What is wrong with a typed run is refused at once, and named",
    mutants: [
      {
        name: "a party may be no user until the run is sent",
        file: "src/operations/compute.ts",
        from: "for (const [party, user] of Object.entries(run.parties)) userToWire(party, user);",
        to: "",
        testFile: "tests/nada/client_test.ts",
        test: "compute() refuses wrong inputs and parties by name, before anything is sent",
      },
    ],
  },
  {
    promise: "A compiled program with types is the one that it is declared as",
    mutants: [
      {
        name: "declared types are not compared",
        file: "src/nada/compile.ts",
        from: "if (issues.length === 0) return compiled;",
        to: "if (issues.length >= 0) return compiled;",
        testFile: "tests/nada/run_test.ts",
        test: "a compiled program that is declared as another is refused, with all that differs",
      },
      {
        name: "a program is stored without the comparison",
        file: "src/operations/store_program.ts",
        from: "whole?.compile?.() ?? compileProgram(source)",
        to: "compileProgram(source)",
        testFile: "tests/nada/run_test.ts",
        test: "a compiled program that is declared as another is refused, with all that differs",
      },
      {
        name: "parties may be others",
        file: "src/nada/differences.ts",
        from: 'compare("party", inWords(declared.parties), inWords(parties));',
        to: "",
        testFile: "tests/nada/run_test.ts",
        test: "a compiled program that is declared as another is refused, with all that differs",
      },
    ],
  },
  {
    promise: "A stored input that nodes refuse is named, and looked at only on request",
    mutants: [
      {
        name: "the only stored input is not named",
        file: storedInputs,
        from: "if (others.length === 0) {",
        to: "if (others.length < 0) {",
        testFile: storedTest,
        test: "nodes refuse the only stored input, which the error names",
      },
      {
        name: "stored inputs are not looked at before a run is paid",
        file: "src/operations/paid_work.ts",
        from: "if (this.#purchase === undefined) await request.check?.(call, limits);",
        to: "",
        testFile: storedTest,
        test: "checkStored refuses what is not stored or not permitted before the run is paid",
      },
      {
        name: "every retry looks again",
        file: "src/operations/compute.ts",
        from: "looks[id] ??= new",
        to: "looks[id] = new",
        testFile: storedTest,
        test: "checkStored refuses what is not stored or not permitted before the run is paid",
      },
      {
        name: "stored inputs are looked at when nobody asks",
        file: "src/nada/bound_run.ts",
        from: "...(looks && {",
        to: "...({",
        testFile: storedTest,
        test: "checkStored leaves to the nodes what the user may not look at",
      },
      {
        name: "what the user may not look at is refused",
        file: storedInputs,
        from: "if (error instanceof PermissionDeniedError) continue;",
        to: "",
        testFile: storedTest,
        test: "checkStored leaves to the nodes what the user may not look at",
      },
      {
        name: "a grant for another program counts",
        file: storedInputs,
        from: "if (granted?.programIds.includes(programId)) continue;",
        to: "if (granted) continue;",
        testFile: storedTest,
        test: "checkStored refuses what is not stored or not permitted before the run is paid",
      },
      {
        name: "a grant to another user counts",
        file: storedInputs,
        from: "compute.find((granted) => granted.user.equals(user))",
        to: "compute.find((granted) => granted.programIds.includes(programId))",
        testFile: storedTest,
        test: "checkStored refuses what is not stored or not permitted before the run is paid",
      },
      {
        name: "an id that is none is found by the nodes",
        file: "src/nada/clear.ts",
        from: "if (!uuidForm.test(id)) throw",
        to: "if (id === undefined) throw",
        testFile: "tests/nada/client_test.ts",
        test: "compute() refuses wrong inputs and parties by name, before anything is sent",
      },
    ],
  },
  {
    promise: "A program is compiled once for each prime, and again after a failure",
    mutants: [
      {
        name: "a failure to load the compiler is kept",
        file: "src/nada/compile.ts",
        from: "compiled.catch(() => byPrime.delete(primeBits));",
        to: "",
        testFile: "tests/nada/compile_test.ts",
        test:
          "a program is compiled once for each prime, and again after the compiler did not load",
      },
      {
        name: "a program is compiled at every call",
        file: "src/nada/compile.ts",
        from: "byPrime.set(primeBits, compiled);",
        to: "",
        testFile: "tests/nada/compile_test.ts",
        test:
          "a program is compiled once for each prime, and again after the compiler did not load",
      },
    ],
  },
  {
    promise: "A mistake in a program is told with its file and line in every engine",
    mutants: [
      {
        name: "engines that keep no frame of a tail call tell nothing",
        file: sites,
        from: "const left = firstBelow(calledFrom, 10);",
        to: "const left = undefined as string | undefined;",
        testFile: sitesTest,
        test: "a mistake is where the stack says: JavaScriptCore, which counts frames above",
      },
      {
        name: "the name of a function is taken for a part of the file's",
        file: sites,
        from: String.raw`?.[1]?.replace(/^[^\\/]* \(/, "")`,
        to: "?.[1]",
        testFile: sitesTest,
        test: "a mistake is where the stack says: V8, in a module without a folder, as in workerd",
      },
    ],
  },
];

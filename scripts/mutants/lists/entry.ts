import type { Promised } from "../mutant.ts";

const waitTest = "tests/top_level_await_test.ts";
const noWait = "no entry point has a top-level await, nor has anything that it imports";

/** How the package is loaded. */
export const entries: readonly Promised[] = [
  {
    promise: "Service workers and require() take each entry point: none waits while it is loaded",
    mutants: [
      {
        name: "the plain loader waits",
        file: "src/entry/inline_programs.ts",
        from: "offerProgramsModule(async () => {\n",
        to: "await Promise.resolve();\nofferProgramsModule(async () => {\n",
        testFile: waitTest,
        test: noWait,
      },
      {
        name: "the command waits while it is loaded",
        file: "src/cli/cli.ts",
        from: "main(process.argv.slice(2)).then((code) => process.exit(code));",
        to: "process.exit(await main(process.argv.slice(2)));",
        testFile: waitTest,
        test: noWait,
      },
      {
        name: "the module of programs, which is loaded later, waits",
        file: "src/core/programs.ts",
        from: "export class Programs {",
        to: "await Promise.resolve();\nexport class Programs {",
        testFile: waitTest,
        test: noWait,
      },
    ],
  },
];

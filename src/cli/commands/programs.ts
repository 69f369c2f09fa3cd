import type { Command } from "commander";
import { basename } from "node:path";
import { encodeHex } from "../../base/hex.ts";
import { sha256 } from "../../core/core.ts";
import { ComputationFailedError, VmError } from "../../errors/mod.ts";
import { evaluate } from "../../nada/evaluate.ts";
import { acting, paying } from "../base/actions.ts";
import { allPrograms, noteProgram } from "../base/catalogue.ts";
import type { CommandContext, Connected, Host } from "../base/command_context.ts";
import { checkedRun, type ComputeFlags, showResults, showRunPrice } from "../base/computation.ts";
import { oneOf, several } from "../base/flags.ts";
import { writePlain } from "../base/folder.ts";
import { properties, table } from "../base/output.ts";
import { type FileProgram, readProgram } from "../base/program_files.ts";
import { runTests, testFiles } from "../base/program_tests.ts";
import { typesModule } from "../base/program_types.ts";
import { readValues, valueWordsHelp } from "../base/value_words.ts";

interface ProgramFlags extends ComputeFlags {
  readonly export?: string;
  readonly name?: string;
  readonly out?: string;
  readonly local?: true;
  readonly add?: true;
  readonly primeBits?: "64" | "128" | "256";
  readonly quote?: true;
}

const fileHelp = "a .mir.bin or .nada.bin, Python with nada-dsl, or a module of @nilvm/client/nada";
const exportHelp = "which program of a module that exports several";

/** Adds the commands for programs. */
export function addPrograms(program: Command, host: Host): void {
  const programs = program.command("program")
    .description("Compiles, tests, stores and runs programs.");
  const onFile = (command: Command) =>
    command.argument("<file>", fileHelp).option("--export <name>", exportHelp);

  acting(
    onFile(programs.command("compile").alias("build"))
      .description("Compiles a program, and writes what nodes take.")
      .option("--out <file>", "where (default: NAME.nada.bin in this folder)"),
    host,
    async ({ output }, flags: ProgramFlags, path: string) => {
      const { name, compiled } = await readProgram(path, flags.export);
      const file = flags.out ?? `${name}.nada.bin`;
      await writePlain(file, compiled.bytes);
      const { inputs, outputs, warnings } = compiled;
      output.result(
        { name, file, inputs, outputs, warnings },
        () =>
          `${
            table([
              ...inputs.map((each) => ({ what: "input", ...each })),
              ...outputs.map((each) => ({ what: "output", ...each })),
            ], "")
          }\nWrote ${file}`,
      );
      for (const { reason, line } of warnings) {
        output.note(`Warning${line === undefined ? "" : `, line ${line}`}: ${reason}`);
      }
    },
  );

  acting(
    onFile(programs.command("requirements"))
      .description("Shows what a run of a program uses up."),
    host,
    async ({ output }, flags: ProgramFlags, path: string) => {
      const { compiled } = await readProgram(path, flags.export);
      const { preprocessing, auxiliaryMaterials, instructions, totalInstructions, memorySize } =
        compiled;
      const data = {
        preprocessing,
        auxiliaryMaterials,
        instructions,
        totalInstructions,
        memorySize,
      };
      output.result(data, () =>
        properties({
          ...preprocessing,
          auxiliaryMaterials,
          totalInstructions,
          memorySize,
        }));
    },
  );

  acting(
    onFile(programs.command("types"))
      .description("Writes a module with the names and types of a program, for TypeScript.")
      .option("--name <name>", "its name on the network (default: that of the file)")
      .option("--out <file>", "where (default: NAME.types.ts in this folder)"),
    host,
    async ({ output }, flags: ProgramFlags, path: string) => {
      const read = await readProgram(path, flags.export);
      const name = flags.name ?? read.name;
      const file = flags.out ?? `${name}.types.ts`;
      await writePlain(file, typesModule({ ...read, name }, basename(path)));
      output.result({ name, file }, () => `Wrote ${file}`);
    },
  );

  acting(
    programs.command("test").description("Runs tests: files of inputs and expected outputs.")
      .argument("[paths...]", "test files in YAML or JSON, or folders of them (default: tests)")
      .addHelpText("after", testHelp),
    host,
    async ({ output }, _, paths: string[]) => {
      const results = await runTests(await testFiles(paths.length === 0 ? ["tests"] : paths));
      output.result({ tests: results }, () =>
        table(
          results.map(({ test, isPassed, problems }) => ({
            test,
            result: isPassed ? "ok" : `FAILED: ${problems.join("; ")}`,
          })),
          "There is no test",
        ));
      const failed = results.filter(({ isPassed }) => !isPassed).length;
      if (failed === 0) return;
      const words = `${failed} of ${results.length} tests failed`;
      throw new ComputationFailedError(words, { reason: words });
    },
  );

  acting(
    onFile(paying(programs.command("add"))).description("Stores a program at the nodes.")
      .option("--name <name>", "its name on the network (default: that of the file or program)"),
    host,
    async (context, flags: ProgramFlags, path: string) => {
      const read = await readProgram(path, flags.export);
      const name = flags.name ?? read.name;
      await context.connected(
        true,
        (on) =>
          store(
            context,
            on,
            name,
            read,
            (programId, feesUnil) =>
              context.output.result({ programId, feesUnil }, () => `Stored ${programId}`),
          ),
      );
    },
  );

  acting(
    programs.command("ls").description("Lists the programs that this machine has stored."),
    host,
    async (context) => {
      const all = await allPrograms(await context.networkName());
      context.output.result(
        { programs: all },
        () => table(all.map(({ name, id }) => ({ name, id })), "Nothing"),
      );
    },
  );

  acting(
    computing(onFile(paying(programs.command("run"))))
      .description("Stores a program, unless this machine has, runs it, and shows its results.")
      .argument("[values...]", "inputs, as below; their types are those of the program")
      .option("--name <name>", "its name on the network (default: that of the file or program)")
      .option("--add", "store the program in any case")
      .option("--local", "run it on this machine, in the clear, and pay nothing")
      .option(
        "--prime-bits <bits>",
        "the prime of --local (default 256)",
        oneOf(["64", "128", "256"]),
      )
      .addHelpText("after", valueWordsHelp),
    host,
    async (context, flags: ProgramFlags, path: string, words: string[]) => {
      const read = await readProgram(path, flags.export);
      const types = new Map(read.compiled.inputs.map(({ name, type }) => [name, type]));
      const values = await readValues(words, (name) => types.get(name), true);
      if (flags.local) {
        const primeBits = Number(flags.primeBits ?? 256) as 64 | 128 | 256;
        const results = await evaluate(read.compiled.bytes, values, { primeBits });
        return showResults(context, results, {});
      }
      await runOnNetwork(context, read, values, flags);
    },
  );
}

/** Adds the options of a computation. */
export function computing(command: Command): Command {
  return command
    .option("--input <name=user>", "who gives the inputs of a party (default: you)", several)
    .option("--output <name=user,...>", "who gets the outputs of a party (default: you)", several)
    .option(
      "--stored <id>",
      "stored values that are inputs, by id or name; again for more",
      several,
    )
    .option("--detach", "do not wait for the results");
}

async function runOnNetwork(
  context: CommandContext,
  read: FileProgram,
  values: Awaited<ReturnType<typeof readValues>>,
  flags: ProgramFlags,
): Promise<void> {
  const name = flags.name ?? read.name;
  const { compiled } = read;
  await context.connected(true, async (on) => {
    const programId = `${on.user}/${name}/sha256/${encodeHex(sha256(compiled.bytes))}`;
    const known = await allPrograms(on.networkName);
    // Before the program is stored, which is paid.
    const run = { ...compiled, programId, program: compiled, values };
    const { operation, start } = await checkedRun(context, on, run, flags);
    const isStored = !flags.add && known.some(({ id }) => id === programId);
    if (flags.quote) {
      const storing = isStored ? undefined : on.client.storeProgram(name, compiled);
      return await showRunPrice(context, on, operation, storing);
    }
    if (isStored) {
      return await start().catch((error) => {
        if (error instanceof VmError && error.failure?.reason === "programNotFound") {
          context.output.note("The network has lost the program: --add stores it again");
        }
        throw error;
      });
    }
    await store(context, on, name, read, async (stored, feesUnil) => {
      context.output.note(`Stored ${stored} for ${feesUnil} unil`);
      await start();
    });
  });
}

async function store(
  { output }: CommandContext,
  on: Connected,
  name: string,
  { compiled }: FileProgram,
  then: (programId: string, feesUnil: bigint) => Promise<void> | void,
): Promise<void> {
  const { inputParties, outputParties, inputs } = compiled;
  const operation = on.client.storeProgram(name, compiled);
  await on.run(operation, "storeProgram", async (id, feesUnil) => {
    const storedAt = new Date().toISOString();
    await noteProgram(output, on.networkName, {
      id,
      user: on.user,
      name,
      storedAt,
      inputParties,
      outputParties,
      inputs: Object.fromEntries(inputs.map(({ name, type }) => [name, type])),
    });
    await then(id, feesUnil);
  });
}

const testHelp = `
A test is a file such as:
  program: ../vote.py        # beside the test; or a .mir.bin, or a module
  inputs: { a: 1, b: 2 }
  expected_outputs: { agree: false }`;

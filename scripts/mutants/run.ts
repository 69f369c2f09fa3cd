/**
 * Proves that each promise has a test: `deno task mutants [WORD ...] [--sim [N]]`.
 *
 * It takes back one mend at a time in a copy of the checkout, and runs the test that must fail then. A test that passes
 * all the same is a promise without a test: the mutant has survived. Words select the mutants whose name, promise, file or
 * test has one of them.
 *
 * `--sim` also runs the simulator on each mutant, and says whether it finds a violation: the seed that the list has for
 * the mutant, and N seeds, 200 unless given, if there is none or it finds nothing. That is for comparison: what counts is
 * the test.
 *
 * A mutant counts only if its test passes without it. The last line is "N passed, N failed".
 *
 * @module
 */
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { run } from "../../tools/run.ts";
import { mutated, problemsOf } from "./check_list.ts";
import { promises } from "./list.ts";
import type { Mutant } from "./mutant.ts";
import { runTests } from "./run_tests.ts";
import { Simulator } from "./simulator.ts";

const seedsDefault = 200;
const args = [...Deno.args];
const at = args.indexOf("--sim") + 1;
if (at > 0 && !/^\d+$/.test(args[at] ?? "")) args.splice(at, 0, String(seedsDefault));
const { values: flags, positionals: words } = parseArgs({
  args,
  options: { sim: { type: "string" } },
  allowPositionals: true,
});

const root = join(import.meta.dirname!, "../..");

/** Makes a copy of the files that git knows or would add. */
async function copyTo(folder: string): Promise<void> {
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const listed = new TextDecoder().decode(await run("git", args, { cwd: root }));
  for (const path of new Set(listed.split("\0"))) {
    // The sources of the WASM are not needed.
    if (path === "" || path.startsWith("wasm/")) continue;
    await Deno.mkdir(join(folder, dirname(path)), { recursive: true });
    await Deno.copyFile(join(root, path), join(folder, path));
  }
}

function readSource(path: string): string | undefined {
  try {
    return Deno.readTextFileSync(join(root, path));
  } catch {
    return undefined;
  }
}

/** The tests that do not pass without any mutant, as a file and a name. */
async function failing(folder: string, mutants: readonly Mutant[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (const [file, of] of Map.groupBy(mutants, ({ testFile }) => testFile)) {
    const ends = await runTests(folder, file, [...new Set(of.map(({ test }) => test))]);
    for (const [test, end] of ends) if (end !== "passed") found.add(`${file}: ${test}`);
  }
  return found;
}

const texts = {
  failed: "killed",
  hung: "killed: it never ends",
  passed: "SURVIVED",
  absent: "NOT RUN: its test cannot be loaded",
};

/** Runs the mutants, prints a row for each, and gives how many were killed. */
async function runMutants(folder: string, mutants: readonly Mutant[]): Promise<number> {
  const broken = await failing(folder, mutants);
  const simulator = flags.sim === undefined ? undefined : new Simulator(folder, Number(flags.sim));
  await simulator?.checkWithout(mutants);
  const promiseOf = new Map(
    promises.flatMap(({ promise, mutants }) => mutants.map((mutant) => [mutant, promise])),
  );
  const columns = [
    "name",
    "promise",
    "test",
    "result",
    ...simulator === undefined ? [] : ["simulator"],
  ];
  printRow(columns);
  printRow(columns.map(() => "---"));
  let killed = 0;
  for (const mutant of mutants) {
    const { name, file, testFile, test } = mutant;
    const title = `${testFile}: ${test}`;
    const row = [name, promiseOf.get(mutant)!, title.replace("tests/", "")];
    const text = await Deno.readTextFile(join(folder, file));
    await Deno.writeTextFile(join(folder, file), mutated(text, mutant));
    const end = (await runTests(folder, testFile, [test])).get(test)!;
    const isKilled = !broken.has(title) && (end === "failed" || end === "hung");
    if (isKilled) killed++;
    row.push(broken.has(title) ? "NOT RUN: its test fails without it" : texts[end]);
    if (simulator !== undefined) row.push(await simulator.run(mutant));
    await Deno.writeTextFile(join(folder, file), text);
    printRow(row);
  }
  return killed;
}

function printRow(cells: readonly string[]): void {
  console.log(`| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`);
}

const all = promises.flatMap(({ mutants }) => mutants);
const problems = problemsOf(all, readSource);
if (problems.length > 0) {
  console.error(problems.join("\n"));
  Deno.exit(2);
}
const chosen = promises.flatMap(({ promise, mutants }) =>
  mutants.filter(({ name, file, testFile, test }) => {
    const text = [name, promise, file, testFile, test].join("\n");
    return words.length === 0 || words.some((word) => text.includes(word));
  })
);
const folder = await Deno.makeTempDir({ prefix: "mutants-" });
try {
  await copyTo(folder);
  const killed = await runMutants(folder, chosen);
  console.log(`${killed} passed, ${chosen.length - killed} failed`);
  Deno.exitCode = killed === chosen.length ? 0 : 1;
} finally {
  await Deno.remove(folder, { recursive: true });
}

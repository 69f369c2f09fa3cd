/**
 * Runs the tests that are written in Python: `deno task test:interop [NAME ...]`.
 *
 * Runs `tests/interop/*_interop.py`, or the named ones, with each release of the reference client in a virtual environment
 * of its own, and the proofs of `bounds_interop.py` in one with a solver.
 *
 * @module
 */
import { pythonWithPackages } from "../../tools/python_packages.ts";

const folder = "tests/interop";

/** The virtual environments, and which tests run in them: all that need the reference's client, unless named. */
const environments: { packages: string; tests?: string[] }[] = [
  { packages: "0.2.1rc2" },
  // This release has no generated keys and no EdDSA, which the other tests need.
  {
    packages: "0.2.0",
    tests: ["client", "keys", "masking", "permissions", "scenarios", "values"],
  },
  // Proofs about the core, which need a solver and no client.
  { packages: "z3", tests: ["bounds"] },
];

async function run(
  program: string,
  args: string[],
  env: Record<string, string> = {},
) {
  const child = new Deno.Command(program, {
    args,
    env,
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  let tail = "";
  for await (const chunk of child.stdout.pipeThrough(new TextDecoderStream())) {
    Deno.stdout.writeSync(new TextEncoder().encode(chunk));
    tail = (tail + chunk).slice(-200);
  }
  const lastLine = tail.trimEnd().split("\n").at(-1) ?? "";
  return { success: (await child.status).success, lastLine };
}

const present = [...Deno.readDirSync(folder)]
  .map((entry) => entry.name.match(/^(.*)_interop\.py$/)?.[1])
  .filter((name) => name !== undefined)
  .sort();
const unknown = Deno.args.filter((name) => !present.includes(name));
if (unknown.length > 0) throw new Error(`There are no tests ${unknown}, but ${present}`);

let passed = 0;
let failed = 0;
const needClient = present.filter((name) => name !== "bounds");
for (const { packages, tests = needClient } of environments) {
  const wanted = tests.filter((name) => Deno.args.length === 0 || Deno.args.includes(name));
  if (wanted.length === 0) continue;
  const python = await pythonWithPackages(packages);
  for (const name of wanted) {
    console.log(`# ${name}, with tools/requirements_${packages}.txt`);
    const script = `${folder}/${name}_interop.py`;
    const { success, lastLine } = await run(python, [script], { DENO: Deno.execPath() });
    const counts = lastLine.match(/^(\d+) passed, (\d+) failed$/);
    passed += Number(counts?.[1] ?? 0);
    failed += Math.max(Number(counts?.[2] ?? 0), success && counts ? 0 : 1);
  }
}
console.log(`${passed} passed, ${failed} failed`);
Deno.exit(failed === 0 && passed > 0 ? 0 : 1);

/**
 * The tests against the reference Python packages: `deno task test:interop [NAME ...]`.
 *
 * Runs `tests/interop/*_interop.py`, or those named, in a virtual environment with the pinned packages.
 *
 * @module
 */
import { pythonWithPackages } from "./python_packages.ts";

const folder = "tests/interop";

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

const python = await pythonWithPackages();
const names = Deno.args.length > 0 ? Deno.args : [...Deno.readDirSync(folder)]
  .map((entry) => entry.name.match(/^(.*)_interop\.py$/)?.[1])
  .filter((name) => name !== undefined)
  .sort();

let passed = 0;
let failed = 0;
for (const name of names) {
  console.log(`# ${name}`);
  const script = `${folder}/${name}_interop.py`;
  const { success, lastLine } = await run(python, [script], {
    DENO: Deno.execPath(),
  });
  const counts = lastLine.match(/^(\d+) passed, (\d+) failed$/);
  passed += Number(counts?.[1] ?? 0);
  failed += Math.max(Number(counts?.[2] ?? 0), success && counts ? 0 : 1);
}
console.log(`${passed} passed, ${failed} failed`);
Deno.exit(failed === 0 && passed > 0 ? 0 : 1);

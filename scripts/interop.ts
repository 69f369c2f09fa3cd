/**
 * The tests against the reference Python packages: `deno task test:interop [NAME ...]`.
 *
 * Makes a virtual environment with the pinned packages of `tests/interop/requirements.txt` (and installs
 * Python itself on Debian where it is missing), then runs `tests/interop/*_interop.py`, or those named.
 *
 * @module
 */

const venv = ".cache/interop";
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

async function mustRun(program: string, args: string[]) {
  const { success } = await run(program, args);
  if (!success) throw new Error(`${program} ${args.join(" ")} failed`);
}

async function succeeds(program: string, args: string[]): Promise<boolean> {
  try {
    const options = { args, stdout: "null", stderr: "null" } as const;
    return (await new Deno.Command(program, options).output()).success;
  } catch {
    return false;
  }
}

/** Python with the pinned packages; made once and again whenever the pins change. */
async function pythonWithPackages(): Promise<string> {
  const requirements = await Deno.readTextFile(`${folder}/requirements.txt`);
  const stamp = `${venv}/requirements.txt`;
  const python = `${venv}/bin/python`;
  const installed = await Deno.readTextFile(stamp).catch(() => undefined);
  if (installed === requirements && await succeeds(python, ["--version"])) {
    return python;
  }

  if (!await succeeds("python3", ["-c", "import ensurepip, venv"])) {
    await mustRun("apt-get", ["update", "-q"]);
    await mustRun("apt-get", [
      "install",
      "-yq",
      "--no-install-recommends",
      "python3-venv",
    ]);
  }
  await Deno.remove(venv, { recursive: true }).catch(() => {});
  await mustRun("python3", ["-m", "venv", venv]);
  await mustRun(python, [
    "-m",
    "pip",
    "install",
    "-q",
    "-r",
    `${folder}/requirements.txt`,
  ]);
  await Deno.writeTextFile(stamp, requirements);
  return python;
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

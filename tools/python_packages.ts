/**
 * The path of a Python that has the packages of `tools/requirements_NAME.txt`: a release of the reference client, or others.
 * Makes a virtual environment when there is none or its requirements changed. On Debian it installs Python if it is
 * missing.
 */
export async function pythonWithPackages(name: string): Promise<string> {
  const venv = `.cache/interop-${name}`;
  const pins = `tools/requirements_${name}.txt`;
  const requirements = await Deno.readTextFile(pins);
  const stamp = `${venv}/requirements.txt`;
  const python = `${venv}/bin/python`;
  const installed = await Deno.readTextFile(stamp).catch(() => undefined);
  if (installed === requirements && await succeeds(python, ["--version"])) return python;

  if (!await succeeds("python3", ["-c", "import ensurepip, venv"])) {
    await mustRun("apt-get", ["update", "-q"]);
    await mustRun("apt-get", ["install", "-yq", "--no-install-recommends", "python3-venv"]);
  }
  await Deno.remove(venv, { recursive: true }).catch(() => {});
  await mustRun("python3", ["-m", "venv", venv]);
  await mustRun(python, ["-m", "pip", "install", "-q", "-r", pins]);
  await Deno.writeTextFile(stamp, requirements);
  return python;
}

/** Runs a program and sends its output to standard error, since another program may read the script's output. */
async function mustRun(program: string, args: string[]): Promise<void> {
  const child = new Deno.Command(program, { args, stdout: "piped", stderr: "inherit" }).spawn();
  await child.stdout.pipeTo(Deno.stderr.writable, { preventClose: true });
  if (!(await child.status).success) throw new Error(`${program} ${args.join(" ")} failed`);
}

async function succeeds(program: string, args: string[]): Promise<boolean> {
  try {
    const options = { args, stdout: "null", stderr: "null" } as const;
    return (await new Deno.Command(program, options).output()).success;
  } catch {
    return false;
  }
}

/**
 * Tests the devnet of the package for npm, as its users run it: in their process, with sockets, as a command, and from
 * their test runners. `deno task test:devnet [WORD ...]` runs only the cases with one of the words in their names.
 *
 * @module
 */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { buildNpm } from "../../../scripts/build_npm.ts";
import { aptInstall } from "../../../tools/apt_install.ts";
import { installedRuntime, pathWith } from "../../../tools/installed_runtime.ts";
import { pythonWithPackages } from "../../../tools/python_packages.ts";
import { run } from "../../../tools/run.ts";
import { expectCompletions } from "../../support/completed_by.ts";
import { endings, startProcess, tryEndings } from "../../support/devnet_process.ts";
import { runCases } from "../run_cases.ts";
import { recipes } from "./recipes.ts";

const root = new URL("../../../", import.meta.url).pathname;
const folder = join(root, ".cache/packaging_devnet");
const bin = join(folder, "node_modules/@nilvm/client/bin.js");

/** Sets up a project with the package from its tarball. */
async function install(): Promise<void> {
  const tarball = await buildNpm();
  await Deno.remove(folder, { recursive: true }).catch(() => {});
  await Deno.mkdir(folder, { recursive: true });
  for await (const { name } of Deno.readDir(join(root, "tests/packaging/devnet/project"))) {
    await Deno.copyFile(join(root, "tests/packaging/devnet/project", name), join(folder, name));
  }
  await Deno.writeTextFile(join(folder, "package.json"), '{ "type": "module" }');
  await Deno.writeTextFile(join(folder, "deno.json"), "{}");
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  await run("npm", ["install", ...quiet, tarball], { cwd: folder });
}

const text = async (bytes: Promise<Uint8Array>) => new TextDecoder().decode(await bytes).trim();

/** The runtimes, and what their devnets can do. */
const runtimes = {
  "Node 20.19": { name: "node", version: "20.19.0", listens: true, keeps: false },
  "Node 22": { name: "node", version: "22.22.0", listens: true, keeps: true },
  "Node 24": { name: "node", version: "24.21.0", listens: true, keeps: true },
  Bun: { name: "bun", version: "1.4.5", listens: true, keeps: true },
  "Deno 2.1.4": { name: "deno", version: "2.1.4", listens: false, keeps: false },
  "Deno 2.4": { name: "deno", version: "2.4.0", listens: false, keeps: false },
  "Deno 2.5": { name: "deno", version: "2.5.0", listens: false, keeps: true },
  "Deno 2.8": { name: "deno", version: "2.8.0", listens: true, keeps: true },
  "Deno 2.9.6": { name: "deno", version: "2.9.6", listens: true, keeps: true },
} as const;

const cases: Record<string, () => Promise<void>> = {};

for (const [title, { name, version, listens, keeps }] of Object.entries(runtimes)) {
  const program = () => installedRuntime(name, version);
  const before = name === "deno" ? ["run", "-A"] : [];

  cases[`${title}: a network and its client in one process`] = async () => {
    const state = join(await Deno.makeTempDir(), "state");
    const inProcess = { listen: false };
    const all = [inProcess, { listen: true }, { ...inProcess, state }, { ...inProcess, state }];
    const args = [...before, "in_process.mjs", JSON.stringify(all)];
    const printed = await text(run(await program(), args, { cwd: folder }));
    const [alone, listening, kept, keptAgain] = printed.split("\n").filter((line) =>
      !line.startsWith("(")
    );
    assertEquals(alone, "42 in 1,1,1");
    if (listens) assertEquals(listening, "42 in 1,1,1");
    else assertStringIncludes(listening!, "FAILED_PRECONDITION: A devnet that listens");
    if (keeps) assertEquals([kept, keptAgain], ["42 in 1,1,1", "42 in 2,2,2"]);
    else assertStringIncludes(kept!, "FAILED_PRECONDITION: A state in a file needs");
  };

  if (!listens || name === "deno") continue;

  cases[`${title}: the command ends with who started it`] = async () => {
    const state = keeps ? join(await Deno.makeTempDir(), "state") : undefined;
    const command = { program: await program(), args: [bin, "devnet"], cwd: folder };
    await tryEndings(command, endings, state);
  };
}

for (const title of ["Node 20.19", "Node 22", "Bun", "Deno 2.9.6"] as const) {
  const { name, version } = runtimes[title];
  cases[`${title}: the command line stores and shares a secret, and runs a program`] = async () => {
    const home = await Deno.makeTempDir();
    const program = await installedRuntime(name, version);
    const before = name === "deno" ? ["run", "-A"] : [];
    const env = { XDG_CONFIG_HOME: home };
    const args = [...before, bin];
    const nilvm = (...words: string[]) =>
      text(run(program, [...args, ...words], { cwd: folder, env }));
    const flags = ["devnet", "--json", "--free-ports", "--write-config"];
    const { child } = await startProcess({ program, args: [...args, ...flags], cwd: folder, env });
    try {
      await nilvm("keys", "new");
      await nilvm("keys", "new", "bob");
      const secret = join(home, "secret");
      await Deno.writeTextFile(secret, "42");
      const { id } = JSON.parse(await nilvm("--json", "store", `integer:a=@${secret}`));
      await nilvm("share", id, "--read", "bob");
      assertEquals(await nilvm("-i", "bob", "get", id, "a", "--reveal"), "42");
      const inputs = ["salary0", "salary1", "salary2"].map((name) => `${name}=@${secret}`);
      const average = join(root, "examples/nada/average_salary.mir.bin");
      const ran = await nilvm("--json", "program", "run", average, ...inputs);
      assertEquals(JSON.parse(ran).results.average1.value, "42");
      // In a project as npm init makes it, where files of JavaScript are no modules.
      const page = await Deno.readTextFile(join(root, "docs/cli.md"));
      const inner = join(folder, "commonjs");
      await Deno.mkdir(inner, { recursive: true });
      await Deno.writeTextFile(join(inner, "package.json"), '{ "type": "commonjs" }');
      await Deno.writeTextFile(join(inner, "vote.mjs"), /^```js\n([^]*?)^```$/m.exec(page)![1]!);
      const vote = ["program", "run", "commonjs/vote.mjs", `a=@${secret}`, `b=@${secret}`];
      assertEquals(JSON.parse(await nilvm("--json", ...vote)).results.sum.value, "84");
      const { results } = JSON.parse(await nilvm("--json", ...vote, "--local"));
      assertEquals(results.agree.value, true);
      assertStringIncludes(await nilvm("doctor"), "3 nodes serve");
    } finally {
      child.kill("SIGTERM");
      await child.status;
      await child.stdin.close();
    }
  };
}

for (const shell of ["zsh", "fish"] as const) {
  cases[`${shell} completes commands, their commands and their options`] = async () => {
    await aptInstall(`/usr/bin/${shell}`, shell);
    const node = await installedRuntime("node", runtimes["Node 22"].version);
    const script = await text(run(node, [bin, "completions", shell], { cwd: folder }));
    await expectCompletions(shell, script, await Deno.makeTempDir());
  };
}

for (const title of ["Node 22", "Bun"] as const) {
  const { name, version } = runtimes[title];
  cases[`${title}: the reference's Python client uses its devnet`] = async () => {
    const program = await installedRuntime(name, version);
    const shape = ["-n", "5", "-t", "2", "--block-time", "10", "--json", "--free-ports"];
    const { child, admin } = await startProcess({
      program,
      args: [bin, "devnet", ...shape],
      cwd: folder,
    });
    try {
      const python = await pythonWithPackages("0.2.1rc2");
      const env = { DENO: Deno.execPath(), NILVM_ADMIN: admin };
      const printed = await text(
        run(python, ["tests/interop/client_interop.py"], { cwd: root, env }),
      );
      assertStringIncludes(printed.split("\n").at(-1)!, " passed, 0 failed");
    } finally {
      child.kill("SIGTERM");
      await child.status;
      await child.stdin.close();
    }
  };
}

cases["npx: nothing is left when npx is killed"] = async () => {
  const node = await installedRuntime("node", runtimes["Node 22"].version);
  const command = {
    program: "npx",
    args: ["nilvm", "devnet"],
    cwd: folder,
    env: { PATH: pathWith(node) },
  };
  await tryEndings(command, {
    SIGTERM: endings["SIGTERM"]!,
    SIGKILL: { flags: [], end: (child) => child.kill("SIGKILL") },
  });
};

for (const [title, recipe] of Object.entries(recipes)) {
  cases[`recipe: ${title}`] = recipe;
}

await install();
Deno.exit(await runCases(cases, Deno.args) ? 0 : 1);

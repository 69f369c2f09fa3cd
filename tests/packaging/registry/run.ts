/**
 * Tests the package as JSR serves it: `deno publish` uploads it to a registry on this machine, and empty projects in the
 * oldest and in the newest Deno use it by its specifier. Then Node and Bun use what JSR makes of it for npm's tools, which
 * is emulated: see `npm_form.ts`. `deno task test:registry [WORD ...]` runs only the cases with one of the words in their
 * names.
 *
 * @module
 */
import { startDevnet } from "@nilvm/client/devnet";
import { assert, assertEquals, assertMatch } from "@std/assert";
import { join } from "node:path";
import { installedRuntime } from "../../../tools/installed_runtime.ts";
import { description } from "../../../scripts/build_npm.ts";
import { run } from "../../../tools/run.ts";
import { authorityFile, testTls } from "../../support/tls_fixture.ts";
import { expectedAnswer as expected, jobOn } from "../job.ts";
import { runCases } from "../run_cases.ts";
import { type DenoProject, denoProject } from "./deno_project.ts";
import { npmName } from "./npm_form.ts";
import { refusedEntries } from "./refused_entries.ts";
import { startRegistry } from "./registry.ts";
import { type Documentation, lostPoints } from "./score.ts";

const root = new URL("../../../", import.meta.url).pathname;
const bunVersion = "1.4.5";

await using registry = await startRegistry(root);
const { name, version, exports, files } = registry.published;
await using devnet = await startDevnet();
await using devnetWithTls = await startDevnet({ tls: testTls });
const [job, tlsJob] = [await jobOn(devnet), await jobOn(devnetWithTls)];
const cases: Record<string, () => Promise<void>> = {};

/** The text of an app that other tests of the package use too. */
function app(path: string): Promise<string> {
  return Deno.readTextFile(join(root, "tests/packaging", path));
}

/** A project with the one line that names the package. */
async function named(project: DenoProject): Promise<void> {
  const imports = { [name]: `jsr:${name}@${version}` };
  await project.write("deno.json", JSON.stringify({ imports }));
  for (const path of ["round_trip.js", "masking_round_trip.js"]) {
    await project.write(path, await app(`project/${path}`));
  }
}

/** Runs an app that uses the package by its name, and compares what it prints. */
async function expectAnswer(project: DenoProject, code: string, ...args: string[]): Promise<void> {
  await named(project);
  await project.write("app.js", code);
  const { stdout, stderr } = await project.deno("run", "--no-prompt", ...args);
  assertEquals(stdout, expected, stderr);
}

for (const deno of ["2.1.4", Deno.version.deno]) {
  const installed = deno === Deno.version.deno
    ? Deno.execPath()
    : await installedRuntime("deno", deno);
  const newProject = () => denoProject(installed, registry);
  const isRefused = (subpath: string) => refusedEntries[subpath]?.isIn(deno) ?? false;

  for (const subpath of Object.keys(exports)) {
    const specifier = `jsr:${name}@${version}${subpath.slice(1)}`;
    const does = isRefused(subpath) ? "refuses" : "loads";
    cases[`Deno ${deno} ${does} ${specifier}`] = async () => {
      await using project = await newProject();
      const code = `console.log(Object.keys(await import("${specifier}")).sort().join());`;
      await project.write("main.ts", code);
      const { success, stdout, stderr } = await project.deno("run", "--no-prompt", "main.ts");
      if (isRefused(subpath)) {
        assert(!success);
        return assertMatch(stderr, refusedEntries[subpath]!.error);
      }
      assert(success, stderr);
      const ours = await import(new URL(exports[subpath]!, `file://${root}`).href);
      assertEquals(stdout, Object.keys(ours).sort().join());
    };
  }

  for (const subpath of [".", "./deno", "./node"].filter((subpath) => !isRefused(subpath))) {
    const entry = `${name}${subpath.slice(1)}`;
    cases[`Deno ${deno} stores, reads and computes with ${entry}`] = async () => {
      await using project = await newProject();
      const code = (await app("project/command.js")).replace(`"${name}"`, `"${entry}"`);
      await expectAnswer(project, code, "--allow-net=127.0.0.1", "app.js", job);
    };
  }

  cases[`Deno ${deno} stores, reads and computes with ${name}/module`] = async () => {
    await using project = await newProject();
    const folder = new URL(`${name}/${version}/src/core/`, registry.url).href;
    const code = await app("project/fetched_modules.js");
    await expectAnswer(project, code, "--allow-net=127.0.0.1", "app.js", folder, job);
  };

  for (const subpath of ["./wasm", "./wasm/deno"].filter((subpath) => !isRefused(subpath))) {
    const entry = `${name}${subpath.slice(1)}`;
    cases[`Deno ${deno} masks with ${entry}, without a permission`] = async () => {
      await using project = await newProject();
      const code = (await app("project/masking_command.js")).replace(`${name}/wasm`, entry);
      await expectAnswer(project, code, "app.js");
    };
  }

  cases[`Deno ${deno} runs the example of the README, with the one line that it names`] =
    async () => {
      await using project = await newProject();
      const readme = await Deno.readTextFile(join(root, "README.md"));
      const [, code] = /^```ts\n(import [^]*?)^```$/m.exec(readme)!;
      const [, line] = /`("@nilvm\/client": "jsr:.*?")`/.exec(readme)!;
      await project.write("deno.json", `{ "imports": { ${line} } }`);
      await project.write("main.ts", code!);
      const { stdout, stderr } = await project.deno("run", "--no-prompt", "main.ts");
      assertEquals(stdout, "Stored for 1000000 unil, and read 42", stderr);
    };

  cases[`Deno ${deno} checks the types of a user`] = async () => {
    await using project = await newProject();
    await named(project);
    await project.write("consumer.ts", await app("registry/consumer.ts"));
    const checked = await project.deno("check", "consumer.ts");
    assert(checked.success, checked.stderr);
    await project.write(
      "wrong.ts",
      `import { PrivateKey } from "${name}";\nPrivateKey.random(1);\n`,
    );
    const wrong = await project.deno("check", "wrong.ts");
    assertMatch(wrong.stderr, /TS2554/, "The types are not checked");
  };
}

cases["The files lose no point of JSR's score"] = async () => {
  await using project = await denoProject(Deno.execPath(), registry);
  const documentation: Documentation[] = [];
  for (const subpath of Object.keys(exports)) {
    const specifier = `jsr:${name}@${version}${subpath.slice(1)}`;
    const { stdout, stderr } = await project.deno("doc", "--json", specifier);
    assert(stdout !== "", stderr);
    documentation.push(JSON.parse(stdout));
  }
  assertEquals(lostPoints(registry.published, documentation), []);
  // Types that are slow to find would have stopped `deno publish`, which was given no leave to go on.
  const symbols = documentation.flatMap(({ nodes }) =>
    Object.values(nodes).flatMap(({ symbols }) => symbols)
  );
  assert(symbols.length > 100, `There are only ${symbols.length} symbols`);
};

cases["The maintainers know what to set on JSR's page, for the rest of the score"] = async () => {
  const releasing = (await Deno.readTextFile(join(root, "CONTRIBUTING.md"))).replace(/\s+/g, " ");
  assert(description.length <= 250, "JSR takes no longer description");
  for (const wanted of [description, "Deno, Node, Bun, Cloudflare Workers and browsers"]) {
    assert(releasing.includes(wanted), `CONTRIBUTING.md does not say: ${wanted}`);
  }
};

/** A program that runs the apps, and the command that adds a package. */
interface NpmTools {
  program: string;
  install: [string, ...string[]];
}

await using cleanup = new AsyncDisposableStack();

/** A project of npm's tools that has the package as `npx jsr add` adds it. */
async function npmProject({ install: [tool, ...args] }: NpmTools): Promise<string> {
  const folder = await Deno.makeTempDir();
  cleanup.defer(() => Deno.remove(folder, { recursive: true }));
  await Deno.writeTextFile(join(folder, ".npmrc"), `@jsr:registry=${registry.url}\n`);
  await Deno.writeTextFile(join(folder, "package.json"), `{ "type": "module" }`);
  for (const path of ["round_trip.js", "masking_round_trip.js", "masking_command.js"]) {
    await Deno.copyFile(join(root, "tests/packaging/project", path), join(folder, path));
  }
  const code = await app("project/command.js");
  await Deno.writeTextFile(join(folder, "command.js"), code);
  await Deno.writeTextFile(join(folder, "node.js"), code.replace(`"${name}"`, `"${name}/node"`));
  // Bun finds what it has by name and version, and this version changes.
  const env = { BUN_INSTALL_CACHE_DIR: join(folder, ".bun_cache") };
  await run(tool, [...args, `${name}@npm:${npmName(name)}@${version}`], { cwd: folder, env });
  return folder;
}

/** Cases in one project, which the first of them makes. */
function npmCases(runtime: string, tools: () => Promise<NpmTools>): void {
  let project: Promise<string> | undefined;
  const apps = {
    [name]: ["command.js", job],
    [`${name}/node, over TLS`]: ["node.js", tlsJob],
    [`${name}/wasm`]: ["masking_command.js"],
  };
  for (const [title, args] of Object.entries(apps)) {
    cases[`${runtime}, JSR's package for npm (emulated): ${title}`] = async () => {
      const cwd = await (project ??= tools().then(npmProject));
      const env = { NODE_EXTRA_CA_CERTS: authorityFile };
      const printed = await run((await tools()).program, args, { cwd, env });
      assertEquals(new TextDecoder().decode(printed).trim(), expected);
    };
  }
}

const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
npmCases("Node", () => Promise.resolve({ program: "node", install: ["npm", "install", ...quiet] }));
npmCases("Bun", async () => {
  const program = await installedRuntime("bun", bunVersion);
  return { program, install: [program, "add", "--silent"] };
});

assert(files.size > 100, `Only ${files.size} files were uploaded`);
Deno.exitCode = await runCases(cases, Deno.args) ? 0 : 1;

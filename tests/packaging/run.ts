/**
 * Tests the package for npm as its users use it: installed from its tarball, type-checked, run by name, and bundled without a
 * plugin or a flag, except rollup's node-resolve and what makes Parcel read the exports of packages. Each bundle then
 * stores, reads and computes on a devnet, in Node, Deno, Bun, workerd or Debian's Chromium; bundles of the core alone mask.
 * `deno task test:packaging [WORD ...]` runs only the cases with one of the words in their names.
 *
 * @module
 */
import { startDevnet } from "@nilvm/client/devnet";
import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import workerd from "workerd";
import config from "../../deno.json" with { type: "json" };
import programsInline from "../../src/core/programs_inline.ts";
import { writeConfigFiles } from "../../src/devnet/cli/config_files.ts";
import { installedRuntime } from "../../tools/installed_runtime.ts";
import { serveWorker } from "../../tools/serve_worker.ts";
import { buildNpm } from "../../scripts/build_npm.ts";
import { run } from "../../tools/run.ts";
import { readExports } from "../parity/read_exports.ts";
import reference from "../parity/reference_typescript.json" with { type: "json" };
import { authorityFile, testTls } from "../support/tls_fixture.ts";
import { installedWith } from "./installed_with.ts";
import { expectedAnswer as expected, jobOn } from "./job.ts";
import { serveFolder } from "./projects/serve_folder.ts";
import { startServer } from "./projects/started_server.ts";
import { reportOf } from "./report_of.ts";
import { NotHereError, runCases } from "./run_cases.ts";

const root = new URL("../../", import.meta.url).pathname;
const folder = join(root, ".cache/packaging");

/** How the WASM module of programs begins where it is inside the JavaScript. */
const programsText = programsInline.slice(0, 60);

const npx = (tool: string) => join(folder, "node_modules/.bin", tool);
const inFolder = { cwd: folder };

const tarball = await buildNpm();

/** Sets up a project with the package from its tarball and the tools that its `package.json` pins. */
async function install(): Promise<void> {
  await Deno.remove(join(folder, "out"), { recursive: true }).catch(() => {});
  // Otherwise npm keeps the package that it has under the same version.
  await Deno.remove(join(folder, "package-lock.json")).catch(() => {});
  await Deno.remove(join(folder, "node_modules/@nilvm"), { recursive: true }).catch(() => {});
  await Deno.mkdir(folder, { recursive: true });
  for await (const { name } of Deno.readDir(join(root, "tests/packaging/project"))) {
    await Deno.copyFile(join(root, "tests/packaging/project", name), join(folder, name));
  }
  for (const [index, code] of (await readmeExamples()).entries()) {
    await Deno.writeTextFile(join(folder, `readme_${index}.js`), code);
  }
  // Otherwise Deno would use this project's settings, which map the package's name to its sources.
  await Deno.writeTextFile(join(folder, "deno.json"), "{}");
  await npmInstall(folder);
}

/** Installs the package from its tarball, and what the `package.json` there has. */
async function npmInstall(cwd: string): Promise<void> {
  const exact = ["--save-exact", "--no-audit", "--no-fund", "--loglevel=error"];
  await run("npm", ["install", ...exact, tarball], { cwd });
}

/** The examples of the page that the package ships as its README. */
async function readmeExamples(): Promise<string[]> {
  const page = await Deno.readTextFile(join(root, "docs/node.md"));
  return [...page.matchAll(/^```js.*\n([^]*?)^```$/gm)].map(([, code]) => code!);
}

/** The command of that page that calls a tool, with the given script. */
async function readmeCommand(tool: string, script: string, out: string): Promise<string[]> {
  const page = await Deno.readTextFile(join(root, "docs/node.md"));
  const [line = ""] = new RegExp(`^${tool} (.*\\\\\\n)*.*`, "m").exec(page) ?? [];
  const words = line.replaceAll("\\\n", " ").split(/ +/).slice(1);
  return words.map((word) => word.replace("app.js", script).replace("=dist", `=${out}`));
}

/** Runs an example of that page in Node, with a configured network called `devnet`. */
async function expectAnswer(file: string): Promise<string> {
  const env = { XDG_CONFIG_HOME: join(folder, "config") };
  const printed = await text(run("node", [file], { ...inFolder, env }));
  return printed === "42n" ? expected : printed;
}

/** The answer of a bundled page in Chromium. */
async function reported(out: string, job: string): Promise<string> {
  await using server = serveFolder(join(folder, out), {});
  return await reportOf(server.url, job);
}

/** Makes a project with some files of this one in a folder, and returns its path. What is installed here is found there. */
async function projectOf(path: string, ...names: string[]): Promise<string> {
  await Deno.mkdir(join(folder, path), { recursive: true });
  for (const name of names) await Deno.copyFile(join(folder, name), join(folder, path, name));
  return join(folder, path);
}

/** A page for bundlers that make none. */
async function writePage(out: string, script = "<script type=module src=page.js>"): Promise<void> {
  const html = `<!doctype html><body></body>${script}</script>`;
  await Deno.writeTextFile(join(folder, out, "index.html"), html);
}

/** Throws unless the bundler has put so many WASM files beside its code. */
function expectWasmFiles(out: string, count: number): void {
  const found = pathsIn(join(folder, out)).filter((name) => name.endsWith(".wasm")).length;
  if (found !== count) throw new Error(`There are ${found} WASM files in the output`);
}

/**
 * Throws unless the code of the bundle has programs as text so many times: once in a page, where the client and programs
 * written in TypeScript share it, and never in a Worker, which has the file.
 */
function expectPrograms(out: string, count: number): void {
  const code = pathsIn(join(folder, out)).filter((name) => name.endsWith("js"))
    .map((name) => Deno.readTextFileSync(join(folder, out, name)));
  const found = code.flatMap((text) => text.split(programsText).slice(1)).length;
  if (found !== count) throw new Error(`The bundle has programs ${found} times as text`);
}

/** The paths of all files in a folder, from there on. */
function pathsIn(path: string): string[] {
  return [...Deno.readDirSync(path)].flatMap(({ name, isDirectory }) =>
    isDirectory ? pathsIn(join(path, name)).map((inside) => join(name, inside)) : [name]
  );
}

/** The answer of a Worker made of the modules in a folder and in those inside it. */
async function answered(out: string, main: string, job: string): Promise<string> {
  const files = pathsIn(join(folder, out));
  await using worker = await serveWorker({
    folder: join(folder, out),
    modules: [main, ...files.filter((name) => name.endsWith(".js") && name !== main)],
    wasmFiles: files.filter((name) => name.endsWith(".wasm")),
    compatibilityFlags: [],
    compatibilityDate: workerd.compatibilityDate,
  });
  const response = await fetch(worker.url, { method: "POST", body: job });
  return await response.text();
}

const text = async (bytes: Promise<Uint8Array>) => new TextDecoder().decode(await bytes).trim();
const inNode = (file: string, job: string) => text(run("node", [file, job], inFolder));

/** Runs an app on the devnet whose nodes have TLS, and speak HTTP/2 alone over it. */
const overTls = (program: string, file: string) =>
  text(run(program, [file, tlsJob], { ...inFolder, env: { NODE_EXTRA_CA_CERTS: authorityFile } }));

/** Each way to use the package. A case gives the answer of the app. */
const cases: Record<string, (job: string) => Promise<string>> = {
  "Node, by name": (job) => inNode("command.js", job),
  "Node, by name, over TLS": () => overTls("node", "command.js"),
  "Bun, by name, over TLS": () => overTls(npx("bun"), "command.js"),
  "Deno, from npm": (job) => text(run(Deno.execPath(), ["run", "-A", "command.js", job], inFolder)),
  async "Bun, comparing secrets"() {
    await run(npx("bun"), ["test", "./comparison_in_bun.js"], inFolder);
    return expected;
  },
  async "Bun, a journal in a file"() {
    const printed = await text(run(npx("bun"), ["journal_in_file.js"], inFolder));
    return printed === "FAILED_PRECONDITION a,1" ? expected : printed;
  },
  "Node, the example of the README": () => expectAnswer("readme_0.js"),
  "Node, masking as in the README": () => expectAnswer("readme_1.js"),
  async "esbuild for Node as in the README"() {
    const args = await readmeCommand("esbuild", "readme_0.js", "out/readme");
    await run(npx("esbuild"), args, inFolder);
    return await expectAnswer("out/readme/readme_0.js");
  },
  async "esbuild for Node"(job) {
    await run(npx("esbuild"), [
      "command.js",
      "--bundle",
      "--platform=node",
      "--outfile=out/esbuild/command.cjs",
    ], inFolder);
    return await inNode("out/esbuild/command.cjs", job);
  },
  async "esbuild for Node, over TLS"() {
    const args = ["command.js", "--bundle", "--platform=node", "--outfile=out/tls/command.cjs"];
    await run(npx("esbuild"), args, inFolder);
    return await overTls("node", "out/tls/command.cjs");
  },
  async "esbuild for browsers"(job) {
    const out = "out/esbuild_page";
    await run(npx("esbuild"), ["page.js", "--bundle", `--outdir=${out}`], inFolder);
    await writePage(out);
    expectPrograms(out, 1);
    return await reported(out, job);
  },
  async "esbuild for browsers, with the conditions of Workers"(job) {
    const conditions = "--conditions=workerd,browser";
    const out = "out/esbuild_conditions";
    await run(npx("esbuild"), ["page.js", "--bundle", conditions, `--outdir=${out}`], inFolder);
    await writePage(out);
    return await reported(out, job);
  },
  "deno bundle, from npm": (job) =>
    denoBundle("out/deno/from_npm.js", folder, "node_modules/@nilvm/client/src/client.js", job),
  "deno bundle, from the sources": (job) =>
    denoBundle("out/deno/from_sources.js", root, "../../src/client.ts", job),
  async "deno compile, from npm"(job) {
    // Deno puts all of `node_modules` into the program. So here it has the package alone.
    const cwd = await projectOf("out/deno_compile", "deno_command.js", "round_trip.js");
    await Deno.writeTextFile(join(cwd, "package.json"), `{ "type": "module" }`);
    await Deno.writeTextFile(join(cwd, "deno.json"), "{}");
    await npmInstall(cwd);
    return await compiled(cwd, cwd, job);
  },
  async "deno compile, from the sources"(job) {
    const cwd = await projectOf("out/deno_compile_sources", "deno_command.js", "round_trip.js");
    return await compiled(cwd, root, job);
  },
  // Without its plugin rollup finds no package.
  async "rollup"(job) {
    await run(npx("rollup"), [
      "page.js",
      "--plugin=node-resolve={browser:true}",
      "--dir=out/rollup",
    ], inFolder);
    await writePage("out/rollup");
    return await reported("out/rollup", job);
  },
  async "vite"(job) {
    await Deno.writeTextFile(join(folder, "index.html"), page("page.js"));
    await run(npx("vite"), ["build", "--outDir=out/vite"], inFolder);
    expectPrograms("out/vite", 1);
    return await reported("out/vite", job);
  },
  async "vite's development server, with a cold cache"(job) {
    await projectOf("out/vite_dev", "page.js", "round_trip.js");
    await writePage("out/vite_dev");
    await Deno.remove(join(folder, "node_modules/.vite"), { recursive: true }).catch(() => {});
    const command = (port: number): [string, ...string[]] => [
      npx("vite"),
      ...["out/vite_dev", "--host=127.0.0.1", `--port=${port}`, "--strictPort"],
    ];
    await using server = await startServer(command, { cwd: folder, env: {} });
    return await reportOf(`${server.url}/`, job);
  },
  async "@cloudflare/vite-plugin"(job) {
    const env = { COMPATIBILITY_DATE: workerd.compatibilityDate };
    // In a folder of its own, since it leaves settings there that wrangler reads.
    const cwd = await projectOf("out/vite_worker", "worker.js", "round_trip.js");
    await run(npx("vite"), ["build", "--config=../../vite_worker.config.js"], { cwd, env });
    expectWasmFiles("out/vite_worker/dist/packaging", 2);
    expectPrograms("out/vite_worker/dist/packaging", 0);
    return await answered("out/vite_worker/dist/packaging", "index.js", job);
  },
  // A setting in `package.json` makes it read the exports of packages: it finds none of this one's dependencies otherwise.
  async "Parcel"(job) {
    await Deno.writeTextFile(join(folder, "index.html"), page("page.js"));
    const args = ["build", "index.html", "--no-cache", "--dist-dir=out/parcel"];
    await run(npx("parcel"), args, inFolder);
    return await reported("out/parcel", job);
  },
  async "webpack"(job) {
    await webpack("page.js", "out/webpack");
    expectPrograms("out/webpack", 1);
    return await reported("out/webpack", job);
  },
  async "wrangler"(job) {
    await wrangler("worker.js", "out/wrangler");
    expectWasmFiles("out/wrangler", 2);
    expectPrograms("out/wrangler", 0);
    return await answered("out/wrangler", "worker.js", job);
  },
  async "wrangler, @nilvm/client/module"(job) {
    await wrangler("worker_with_modules.js", "out/wrangler_modules");
    return await answered("out/wrangler_modules", "worker_with_modules.js", job);
  },
  "Node, masking by name": (job) => inNode("masking_command.js", job),
  "Deno, masking from npm": (job) =>
    text(run(Deno.execPath(), ["run", "masking_command.js", job], inFolder)),
  async "esbuild, masking"(job) {
    await run(
      npx("esbuild"),
      ["masking_page.js", "--bundle", "--outfile=out/masking/page.js"],
      inFolder,
    );
    await writePage("out/masking");
    return await reported("out/masking", job);
  },
  async "wrangler, masking"(job) {
    await wrangler("masking_worker.js", "out/wrangler_masking");
    expectWasmFiles("out/wrangler_masking", 1);
    return await answered("out/wrangler_masking", "masking_worker.js", job);
  },
};

/** The settings in a folder, which say to Deno what the name of the package means. */
const settingsIn = (path: string) => `--config=${join(path, "deno.json")}`;

/** Bundles an app by the settings in a folder, and runs it. The bundle has to have the package from `client`. */
async function denoBundle(
  out: string,
  settings: string,
  client: string,
  job: string,
): Promise<string> {
  const args = ["--quiet", settingsIn(settings), `--output=${out}`, "deno_command.js"];
  await run(Deno.execPath(), ["bundle", ...args], inFolder);
  assert((await Deno.readTextFile(join(folder, out))).includes(`// ${client}\n`));
  return await text(run(Deno.execPath(), ["run", "--allow-net=127.0.0.1", out, job], inFolder));
}

/** Makes a program of an app, likewise, and runs it. Deno downloads the runtime that it puts into programs. */
async function compiled(cwd: string, settings: string, job: string): Promise<string> {
  const program = join(cwd, "program");
  const args = ["--allow-net=127.0.0.1", settingsIn(settings), `--output=${program}`];
  await run(Deno.execPath(), ["compile", ...args, "deno_command.js"], { cwd }).catch((error) => {
    if (!/Setting up base binary/.test(error.message)) throw error;
    throw new NotHereError("Deno cannot download the runtime for programs");
  });
  return await text(run(program, [job]));
}

/** Bundles a page with the default settings. */
async function webpack(script: string, out: string): Promise<void> {
  await run(npx("webpack"), [`./${script}`, "--mode=production", `--output-path=${out}`], inFolder);
  // webpack finds its files by the address of the running script, which modules do not have.
  await writePage(out, "<script defer src=main.js>");
}

/** Bundles a Worker as a deployment does. */
async function wrangler(worker: string, out: string): Promise<void> {
  // Runs on Deno, since wrangler needs a newer Node than this package.
  await run(Deno.execPath(), [
    ...["run", "-A", "npm:wrangler", "deploy", worker],
    ...["--name=packaging", `--compatibility-date=${workerd.compatibilityDate}`],
    ...["--dry-run", `--outdir=${out}`],
  ], {
    ...inFolder,
    env: { WRANGLER_SEND_METRICS: "false" },
  });
}

function page(script: string): string {
  return `<!doctype html><body></body><script type=module src=${script}></script>`;
}

// The first versions of Node 20 and 22 that can, and one of 24.
for (const version of ["20.19.0", "22.12.0", "24.21.0"]) {
  for (const file of ["command.cjs", "masking_command.cjs"]) {
    cases[`Node ${version}, require(), ${file}`] = async (job) =>
      await text(run(await installedRuntime("node", version), [file, job], inFolder));
  }
}

const strict = ["--noEmit", "--strict", "--exactOptionalPropertyTypes", "--target", "es2022"];

for (const [resolution, module] of [["nodenext", "nodenext"], ["bundler", "esnext"]]) {
  cases[`TypeScript, --moduleResolution ${resolution}`] = async () => {
    const options = ["--module", module!, "--moduleResolution", resolution!];
    const lib = ["--lib", "es2022,esnext.disposable,dom"];
    // The same file by the names of the entry points that only this package has.
    const code = await Deno.readTextFile(join(folder, "types.ts"));
    const edge = code.replace(/"@nilvm\/client(\/wasm)?"/g, `"@nilvm/client$1/edge"`);
    await Deno.writeTextFile(join(folder, "edge_types.ts"), edge);
    await run(npx("tsc"), [...strict, ...options, ...lib, "types.ts", "edge_types.ts"], inFolder);
    return expected;
  };
}

cases["The sources use nothing that Node 20 lacks"] = async () => {
  const sources = join(folder, "out/sources");
  await Deno.mkdir(sources, { recursive: true });
  // The types of the command's library are not those that the bundlers here have.
  const { "./cli": _, ...others } = config.exports;
  const entryPoints = Object.values(others);
  const copied = new Set(entryPoints.map((path) => join(root, path.split("/")[1]!)));
  await run("cp", ["-r", ...copied, sources]);
  await run(npx("tsc"), [
    ...[...strict, "--noUncheckedIndexedAccess", "--allowImportingTsExtensions", "--skipLibCheck"],
    ...["--lib", "es2023,es2024.string,esnext.disposable,dom,dom.iterable,dom.asynciterable"],
    ...["--types", "node", "--module", "esnext", "--moduleResolution", "bundler"],
    ...entryPoints.map((path) => join(sources, path)),
  ], inFolder);
  return expected;
};

cases["npm installs what sbom.cdx.json lists, and nothing else"] = async () => {
  const read = (path: string) => Deno.readTextFile(join(folder, path));
  const listed: { group?: string; name: string; properties?: { value: string }[] }[] =
    JSON.parse(await read("node_modules/@nilvm/client/sbom.cdx.json")).components;
  const names = listed.filter(({ properties }) => properties?.some(({ value }) => value === "npm"))
    .map(({ group, name }) => group === undefined ? name : `${group}/${name}`).sort();
  assertEquals(installedWith(await read("package-lock.json"), "@nilvm/client"), names);
  return expected;
};

cases["The reference's packages export what docs/parity_typescript.md answers"] = async () => {
  const packages = join(folder, "out/reference");
  await Deno.mkdir(packages, { recursive: true });
  for (const [name, { version, exports }] of Object.entries(reference)) {
    const packed = await text(
      run("npm", ["pack", "--silent", `${name}@${version}`], { cwd: packages }),
    );
    await run("tar", ["-xzf", packed], { cwd: packages });
    assertEquals(await readExports(join(packages, "package/dist/index.d.ts")), exports);
    await Deno.remove(join(packages, "package"), { recursive: true });
  }
  return expected;
};

await install();
await using devnet = await startDevnet();
await writeConfigFiles(devnet, join(folder, "config"));
await using devnetWithTls = await startDevnet({ tls: testTls });
const [job, tlsJob] = [await jobOn(devnet), await jobOn(devnetWithTls)];
const checked = Object.entries(cases).map(([name, use]) => [
  name,
  async () => assertEquals(await use(job), expected),
]);
Deno.exitCode = await runCases(Object.fromEntries(checked), Deno.args) ? 0 : 1;

/**
 * Tests the hooks of the package for npm in Chromium, with React 18 and 19: each hook against a devnet in the page.
 * `deno task test:react [WORD ...]` runs only the cases with one of the words in their names.
 *
 * @module
 */
import { assert } from "@std/assert";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { buildNpm } from "../../../scripts/build_npm.ts";
import { launchChromium } from "../../../tools/launch_chromium.ts";
import { run } from "../../../tools/run.ts";
import { serveFolder } from "../projects/serve_folder.ts";
import { runCases } from "../run_cases.ts";

const root = new URL("../../../", import.meta.url).pathname;
const folder = join(root, ".cache/packaging_react");

/** What the page has beside the package: the first versions that it works with, and the latest. */
const versions: Record<string, Record<string, string>> = {
  "React 18": {
    "react": "18.0.0",
    "react-dom": "18.0.0",
    "@tanstack/react-query": "5.66.0",
    "@types/react": "18.3.12",
  },
  "React 19": {
    "react": "19.3.1",
    "react-dom": "19.3.1",
    "@tanstack/react-query": "5.108.4",
    "@types/react": "19.3.3",
  },
};

const tools = { esbuild: "0.28.2", typescript: "7.0.2" };

/** How long a case may take. */
const limitMs = 60_000;

/** What the page has for its runner. */
interface Cases {
  names: string[];
  runCase(name: string): Promise<string | undefined>;
}

const tarball = await buildNpm();

/** The folder of a project. */
const projectOf = (title: string) => join(folder, title.toLowerCase().replace(" ", "_"));

/** Makes the page with these versions in a project, and returns the folder that has it. */
async function makePage(project: string, dependencies: Record<string, string>): Promise<string> {
  await Deno.remove(project, { recursive: true }).catch(() => {});
  await Deno.mkdir(join(project, "out"), { recursive: true });
  const manifest = { type: "module", dependencies: { ...dependencies, ...tools } };
  await Deno.writeTextFile(join(project, "package.json"), JSON.stringify(manifest));
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  await run("npm", ["install", ...quiet, tarball], { cwd: project });
  await run(join(project, "node_modules/.bin/esbuild"), [
    join(root, "tests/packaging/react/page.ts"),
    ...["--bundle", "--format=esm", "--target=chrome120", "--outdir=out", "--log-level=error"],
  ], { cwd: project, env: { NODE_PATH: join(project, "node_modules") } });
  const html = "<!doctype html><body></body><script type=module src=page.js></script>";
  await Deno.writeTextFile(join(project, "out/index.html"), html);
  return join(project, "out");
}

const browser = await launchChromium();
const servers: AsyncDisposable[] = [];
try {
  const cases: Record<string, () => Promise<void>> = {};
  for (const [title, dependencies] of Object.entries(versions)) {
    const project = projectOf(title);
    const server = serveFolder(await makePage(project, dependencies), {});
    servers.push(server);
    const page = await browser.newPage();
    page.on("pageerror", (error) => console.log(`${title}: ${error.stack ?? error}`));
    await page.goto(server.url);
    await page.waitForFunction(() => "names" in globalThis);
    const names = await page.evaluate(() => (globalThis as unknown as Cases).names);
    for (const name of names) cases[`${title}: ${name}`] = () => runInPage(page, name);
    cases[`${title}: the types are right`] = () => checkTypes(project);
  }
  cases["Frameworks that draw on servers are told that the hooks are for pages"] = async () => {
    const installed = join(projectOf("React 19"), "node_modules/@nilvm/client/src/react/mod.js");
    assert((await Deno.readTextFile(installed)).startsWith('"use client";'));
  };
  cases["Who does not import the hooks needs neither React nor TanStack"] = importAlone;
  Deno.exitCode = await runCases(cases, Deno.args) ? 0 : 1;
} finally {
  await browser.close();
  for (const server of servers) await server[Symbol.asyncDispose]();
}

/** Runs a case in a page. */
async function runInPage(page: Page, name: string): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`It takes longer than ${limitMs} ms`), limitMs);
  });
  const run = page.evaluate((name) => (globalThis as unknown as Cases).runCase(name), name);
  const problem = await Promise.race([run, late]).finally(() => clearTimeout(timer));
  if (problem !== undefined) throw new Error(problem);
}

/** Checks the types of a page that uses the hooks. */
async function checkTypes(project: string): Promise<void> {
  const file = join(project, "types.ts");
  await Deno.copyFile(new URL("types.ts", import.meta.url), file);
  const strict = [
    "--noEmit",
    "--strict",
    "--exactOptionalPropertyTypes",
    "--noUncheckedIndexedAccess",
  ];
  const modules = ["--module", "esnext", "--moduleResolution", "bundler", "--target", "es2022"];
  const lib = ["--lib", "es2022,esnext.disposable,dom", "--types", "react"];
  await run(join(project, "node_modules/.bin/tsc"), [...strict, ...modules, ...lib, file], {
    cwd: project,
  });
}

/** Imports the package in a project without the peers, which is in no folder that has them. */
async function importAlone(): Promise<void> {
  const cwd = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(join(cwd, "package.json"), '{ "type": "module" }');
    await run("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", tarball], { cwd });
    const load = (code: string) => run("node", ["--input-type=module", "--eval", code], { cwd });
    await load('await import("@nilvm/client"); await import("@nilvm/client/query");');
    const error = await load('import "@nilvm/client/react"').then(
      () => undefined,
      (error) => error,
    );
    if (!/Cannot find package '(react|@tanstack)/.test(error?.message ?? "")) {
      throw new Error(`The hooks do not name what they need: ${error}`);
    }
  } finally {
    await Deno.remove(cwd, { recursive: true });
  }
}

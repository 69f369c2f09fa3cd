/**
 * Makes the projects of `docs/deploy` in empty folders, with the files and the commands of the pages and no other step,
 * and uses them on a devnet. `deno task test:projects [WORD ...]` runs only those with one of the words in their names.
 *
 * @module
 */
import { startDevnet } from "@nilvm/client/devnet";
import { assert, assertEquals, assertMatch } from "@std/assert";
import { dirname, join } from "node:path";
import { buildNpm } from "../../../scripts/build_npm.ts";
import { installedRuntime, pathWith } from "../../../tools/installed_runtime.ts";
import { launchChromium } from "../../../tools/launch_chromium.ts";
import { run } from "../../../tools/run.ts";
import { denoProject } from "../registry/deno_project.ts";
import { startRegistry } from "../registry/registry.ts";
import { runCases } from "../run_cases.ts";
import { expectTextsKept } from "./expect_texts_kept.ts";
import { type PageProject, readPage, writeFiles } from "./page_project.ts";
import { serveFolder } from "./serve_folder.ts";
import { startServer } from "./started_server.ts";

const root = new URL("../../../", import.meta.url).pathname;
const here = new URL("./", import.meta.url).pathname;

await using cleanup = new AsyncDisposableStack();
const devnet = cleanup.use(await startDevnet());
const { bootnode, chainId, chainRpcEndpoint } = devnet.network;
const walletKey = devnet.wallets[0]!.privateKey;
const settings = {
  BOOTNODE: bootnode,
  CHAIN_ID: chainId!,
  CHAIN_RPC: chainRpcEndpoint!,
  USER_KEY: devnet.wallets[1]!.privateKey,
  WALLET_KEY: walletKey,
  NEXT_TELEMETRY_DISABLED: "1",
  WRANGLER_SEND_METRICS: "false",
  // Bun finds what it has by name and version, and this version changes.
  BUN_INSTALL_CACHE_DIR: await emptyFolder(),
};

let building: Promise<string> | undefined;
const tarball = () => building ??= buildNpm();
const newNode = () => installedRuntime("node", "24.21.0");
const bun = () => installedRuntime("bun", "1.4.5");

async function emptyFolder(): Promise<string> {
  const folder = await Deno.makeTempDir();
  cleanup.defer(() => Deno.remove(folder, { recursive: true }));
  return folder;
}

/** Runs a command of a page, with the program that comes first on the path. */
async function runLine(folder: string, line: string, program?: string): Promise<string> {
  const env = { ...settings, ...program && { PATH: pathWith(program) } };
  return new TextDecoder().decode(await run("sh", ["-c", line], { cwd: folder, env }));
}

/**
 * A new folder with the project of a page, after those of its commands that `until` selects.
 *
 * @param change Changes a command, where a case is about another version than the page.
 */
async function project(
  page: string,
  { until = () => true, program, change = (line) => line }: {
    until?: (line: string) => boolean;
    program?: string;
    change?: (line: string) => string;
  } = {},
): Promise<string> {
  const read: PageProject = await readPage(page, await tarball());
  const folder = await emptyFolder();
  await writeFiles(folder, read);
  const lines = read.commands.filter(until);
  assert(lines.length > 0, `${page} has no such command`);
  for (const line of lines) await runLine(folder, change(line), program);
  return folder;
}

const isInstallation = (line: string) => / (install|add) /.test(line);
const isBeforeStart = (line: string) => !/ start$/.test(line);

/** Builds with Next, starts it, and keeps texts with its route on the edge runtime and with the one in Node. */
async function nextProject(change: (line: string) => string): Promise<void> {
  const folder = await project("next.md", { until: isBeforeStart, change });
  const next = join(folder, "node_modules/.bin/next");
  const command = (port: number): [string, ...string[]] => [
    next,
    ...["start", `--port=${port}`, "--hostname=127.0.0.1"],
  ];
  await using server = await startServer(command, { cwd: folder, env: settings });
  for (const route of ["secrets", "node"]) await expectTextsKept(`${server.url}/${route}`);
}

/** Builds with Next, and visits the page whose site pays: within its limits, and once for each resource. */
async function nextThatPays(): Promise<void> {
  const folder = await project("next_paying.md", { until: isBeforeStart });
  const next = join(folder, "node_modules/.bin/next");
  const command = (port: number): [string, ...string[]] => [
    next,
    ...["start", `--port=${port}`, "--hostname=127.0.0.1"],
  ];
  await using server = await startServer(command, { cwd: folder, env: settings });
  const { chain, wallets } = devnet;
  const balance = () => chain.account(wallets[0]!.address).balanceUnil;
  const startUnil = balance();
  const spent = () => startUnil - balance();
  const pay = async (visitor: string, amountUnil: string, resource: string) => {
    const headers = { "x-forwarded-for": visitor };
    const body = JSON.stringify({ amountUnil, resource });
    const answer = await fetch(`${server.url}/pay`, { method: "POST", headers, body });
    return { status: answer.status, text: await answer.text() };
  };
  assertEquals((await pay("10.0.0.1", "1000001", "ab".repeat(32))).status, 403);
  assertEquals((await pay("10.0.0.1", "1", "ab")).status, 400);
  assertEquals(spent(), 0n);
  const one = await Promise.all([0, 1].map(() => pay("10.0.0.1", "7", "cd".repeat(32))));
  const again = await pay("10.0.0.1", "7", "cd".repeat(32));
  assertEquals([...one, again].map(({ status }) => status), [200, 200, 200]);
  assertMatch(again.text, /^[0-9A-F]{64}$/);
  assertEquals(new Set([...one, again].map(({ text }) => text)).size, 1);
  assertEquals(spent(), 7n);

  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    // A page takes what a visitor types only when its script runs.
    await page.goto(server.url, { waitUntil: "networkidle" });
    const keep = async (text: string) => {
      await page.locator("input").fill(text);
      await page.locator("button").click();
      const output = page.locator("output", { hasNotText: /^(Working)?$/ });
      await output.waitFor({ timeout: 60_000 });
      return await output.textContent();
    };
    assertEquals(await keep("meet at noon"), "Kept: meet at noon");
    assertEquals(spent(), 2_000_007n);
    // Storing is the third payment of this visitor, and reading would be the fourth.
    assertMatch(await keep("or at one") ?? "", /has paid 3 operations today/);
    assertEquals(spent(), 3_000_007n);
  } finally {
    await browser.close();
  }
}

/** Runs the tests of `vitest.md` in workerd. */
async function vitestInWorkerd(change: (line: string) => string): Promise<string> {
  const program = await newNode();
  const folder = await project("vitest.md", { until: isInstallation, program, change });
  const config = join(folder, "vitest.workers.config.mjs");
  await Deno.writeTextFile(config, change(await Deno.readTextFile(config)));
  const { commands } = await readPage("vitest.md");
  const line = commands.find((line) => line.includes("workers.spec.js"))!;
  return await runLine(folder, line, program);
}

/** Serves the module of a page that a platform runs in Deno, with a flag that names its settings. */
async function denoPlatform(
  page: string,
  program: string,
  module: string,
  ...flags: string[]
): Promise<void> {
  await using registry = await startRegistry(root);
  await using project = await denoProject(program, registry);
  await writeFiles(project.folder, await readPage(page));
  const allowed = ["--allow-net", "--allow-env", "--allow-read"];
  const command = (): [string, ...string[]] => [
    program,
    ...["run", ...allowed, ...flags, join(here, "deno_host.ts"), module],
  ];
  const env = { ...settings, ...project.env };
  await using server = await startServer(command, { cwd: project.folder, env });
  await expectTextsKept(`${server.url}/secrets`);
}

const cases: Record<string, () => Promise<void>> = {
  async "Node: npm install, node app.mjs"() {
    const folder = await project("node.md", { until: isInstallation });
    await using server = await startServer(() => ["node", "app.mjs"], {
      cwd: folder,
      env: settings,
    });
    await expectTextsKept(server.url);
  },
  async "Bun: bun add, bun app.ts"() {
    const program = await bun();
    const folder = await project("bun.md", { until: isInstallation, program });
    await using server = await startServer(() => [program, "app.ts"], {
      cwd: folder,
      env: settings,
    });
    await expectTextsKept(server.url);
  },
  async "Vercel: npm install, the handlers in Node"() {
    const folder = await project("vercel.md");
    const command = (): [string, ...string[]] => [
      "node",
      join(here, "node_host.mjs"),
      "api/secrets.mjs",
    ];
    await using server = await startServer(command, { cwd: folder, env: settings });
    await expectTextsKept(server.url);
  },
  "Deno Deploy: main.ts": () =>
    denoPlatform("deno_deploy.md", Deno.execPath(), "main.ts", "--config=deno.json"),
  async "Supabase: index.ts in Deno 2.1.4"() {
    const [program, folder] = [
      await installedRuntime("deno", "2.1.4"),
      "supabase/functions/secrets",
    ];
    await denoPlatform(
      "supabase.md",
      program,
      `${folder}/index.ts`,
      `--config=${folder}/deno.json`,
    );
  },
  async "Netlify: npm install, the bundle of an edge function"() {
    const program = await newNode();
    const folder = await project("netlify.md", { program });
    await runLine(folder, "npm install @netlify/edge-bundler@16.1.1", program);
    const code = `const { bundle } = await import("@netlify/edge-bundler");
      const basePath = process.cwd();
      const featureFlags = { edge_bundler_generate_tarball: true };
      const sources = [basePath + "/netlify/edge-functions"];
      await bundle(sources, basePath + "/dist", [], { basePath, featureFlags });`;
    // It finds Deno on the path.
    const env = { PATH: `${dirname(Deno.execPath())}:${pathWith(program)}` };
    await run("node", ["--input-type=module", "--eval", code], { cwd: folder, env });
    await runLine(folder, "mkdir bundle && tar -xzf dist/*.tar.gz -C bundle");
    const command = (): [string, ...string[]] => [
      Deno.execPath(),
      ...["run", "--allow-net", "--allow-env", "--allow-read", "--config=deno.json"],
      ...[join(here, "deno_host.ts"), "secrets.ts"],
    ];
    const cwd = join(folder, "bundle");
    await using server = await startServer(command, { cwd, env: settings });
    await expectTextsKept(`${server.url}/secrets`);
  },
  async "A page with an import map"() {
    const folder = await project("browsers.md");

    const job = { bootnode, chainId, chainRpcEndpoint, walletKey };
    await using server = serveFolder(join(folder, "site"), {
      "settings.json": JSON.stringify(job),
    });
    const browser = await launchChromium();
    try {
      const page = await browser.newPage();
      await page.goto(server.url);
      const output = page.locator("output", { hasText: "meet at noon" });
      await output.waitFor({ timeout: 30_000 });
    } finally {
      await browser.close();
    }
  },
  async "Workers: npm install, wrangler deploy --dry-run"() {
    const program = await newNode();
    const folder = await emptyFolder();
    for (const file of ["worker.ts", "wrangler.jsonc"]) {
      await Deno.copyFile(join(root, "examples/worker", file), join(folder, file));
    }
    const line = `npm install ${await tarball()} wrangler@4.164.0`;
    await runLine(folder, line, program);
    const printed = await runLine(folder, "npx wrangler deploy --dry-run --outdir=out", program);
    assertMatch(printed, /Total Upload/);
    const files = [...Deno.readDirSync(join(folder, "out"))].map(({ name }) => name);
    assertEquals(files.filter((name) => name.endsWith(".wasm")).length, 2);
  },
  async "Vitest in Node: vitest run"() {
    const program = await newNode();
    const folder = await project("vitest.md", {
      until: (line) => line.includes("vitest@"),
      program,
    });
    assertMatch(await runLine(folder, "npx vitest run node.spec.js", program), /1 passed/);
  },
  async "Vitest in workerd: vitest run"() {
    assertMatch(await vitestInWorkerd((line) => line), /1 passed/);
  },
  async "Vitest in workerd, by the new name of its package"() {
    const change = (text: string) =>
      text.replace(
        /vitest-pool-workers(@[\d.]+)?/,
        (_, version) => version ? "vitest-plugin@1.5.0" : "vitest-plugin",
      );
    assertMatch(await vitestInWorkerd(change), /1 passed/);
  },
  "Next 16 with Turbopack: next build, next start": () => nextProject((line) => line),
  "Next 16, paying for visitors: next build, next start": nextThatPays,
  "Next 15 with webpack: next build, next start": () =>
    nextProject((line) => line.replace(/next@[\d.]+/, "next@15.5.29")),
};

Deno.exitCode = await runCases(cases, Deno.args) ? 0 : 1;

/** The recipes of `docs/testing.md`, in an empty folder, with the files and the commands of the page. */
import { assertMatch } from "@std/assert";
import { buildNpm } from "../../../scripts/build_npm.ts";
import { installedRuntime, pathWith } from "../../../tools/installed_runtime.ts";
import { launchChromium } from "../../../tools/launch_chromium.ts";
import { run } from "../../../tools/run.ts";
import { readPage, writeFiles } from "../projects/page_project.ts";

const page = "../testing.md";
const isInstallation = (line: string) => /^npm /.test(line);

/** A recipe: the commands with a word, and what they print when all passes. */
interface Recipe {
  readonly word: RegExp;
  readonly passed: RegExp;
  /** What is first on the path, where the machine's Node is not what the runner needs. */
  program?(): Promise<string>;
}

const newNode = () => installedRuntime("node", "24.21.0");

const all: Record<string, Recipe> = {
  vitest: { word: /vitest run$/, passed: /3 passed/ },
  jest: { word: /jest$/, passed: /1 passed/ },
  "bun test": {
    word: /^bun test/,
    passed: /2 pass\b/,
    program: () => installedRuntime("bun", "1.4.5"),
  },
  "deno test": { word: /^deno test/, passed: /2 passed/ },
  "vitest in workerd": { word: /vitest run --config/, passed: /1 passed/, program: newNode },
  Playwright: { word: /esbuild|playwright test/, passed: /1 passed/ },
};

let preparing: Promise<string> | undefined;

/** The folder, with all that the page installs. */
async function prepare(): Promise<string> {
  const folder = await Deno.makeTempDir();
  const project = await readPage(page, await buildNpm());
  await writeFiles(folder, project);
  await Deno.writeTextFile(`${folder}/deno.json`, "{}");
  const env = { PATH: pathWith(await newNode()) };
  for (const line of project.commands.filter(isInstallation)) {
    await run("sh", ["-c", line], { cwd: folder, env });
  }
  // The machine's own Chromium, which is installed if there is none.
  await (await launchChromium()).close();
  return folder;
}

/** Runs each recipe twice in a row, and throws unless all tests pass and each run ends with 0. */
export const recipes: Record<string, () => Promise<void>> = Object.fromEntries(
  Object.entries(all).map(([name, { word, passed, program }]) => [name, async () => {
    const folder = await (preparing ??= prepare());
    const { commands } = await readPage(page);
    const env = {
      CHROMIUM: "/usr/bin/chromium",
      PATH: pathWith(await program?.() ?? Deno.execPath()),
    };
    for (let round = 0; round < 2; round++) {
      let printed = "";
      for (const line of commands.filter((line) => !isInstallation(line) && word.test(line))) {
        const both = `(${line}) 2>&1`;
        printed = new TextDecoder().decode(await run("sh", ["-c", both], { cwd: folder, env }));
      }
      assertMatch(printed, passed);
    }
  }]),
);

/**
 * Bundles what the payer uses of cosmjs into one module: `deno task build:chain [--check]`.
 *
 * cosmjs is CommonJS, and looks for globals that not every runtime has. So nobody's bundler meets it: both registries
 * get the bundle. Its names and lines are left as they are, so that a change of a version can be read in its diff.
 * The versions are those of `deno.lock`. With `--check` it writes nothing, and fails unless the files are up to date.
 *
 * @module
 */
import { build, stop } from "esbuild";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "../tools/run.ts";

const checkout = fileURLToPath(new URL("../", import.meta.url));
const entry = join(checkout, "scripts/chain/cosmjs.ts");
/** What the bundle calls it. A path would differ between machines. */
const entryName = "cosmjs.ts";

/** The bundle, from the root of the checkout. */
export const bundlePath = "src/payments/nilchain/cosmjs.js";
const licensesPath = "src/payments/nilchain/cosmjs_licenses.txt";

/** An npm package of which the bundle has code. */
export interface BundledPackage {
  name: string;
  version: string;
}

/** The bundle, and the packages in it. */
export interface ChainBundle {
  code: string;
  packages: BundledPackage[];
}

/** Bundles what `scripts/chain/cosmjs.ts` exports. */
export async function bundleChain(): Promise<ChainBundle> {
  await run(Deno.execPath(), ["cache", "--quiet", "--frozen", entry], { cwd: checkout });
  const { outputFiles, metafile } = await build({
    stdin: { contents: await Deno.readTextFile(entry), sourcefile: entryName, loader: "ts" },
    bundle: true,
    write: false,
    metafile: true,
    format: "esm",
    target: "es2022",
    minifySyntax: true,
    // With it esbuild 0.28.2 gives one of two bundles, by chance: a call of an initializer comes and goes.
    treeShaking: false,
    legalComments: "none",
    // Some of its files try these, after `typeof`.
    define: { Buffer: "undefined" },
    // Paths in the bundle begin here, and are the same on every machine.
    absWorkingDir: packagesFolder(),
    banner: { js: banner },
    plugins: [{
      name: "deno.lock",
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /^[^./]/ }, ({ path, importer }) => ({
          path: importer === entryName ? entryImport(path) : createRequire(importer).resolve(path),
        }));
        onLoad({ filter: /\/cosmjs-types\/[^/]+\/helpers\.js$/ }, async ({ path }) => ({
          contents: withoutSearch(await Deno.readTextFile(path)),
        }));
      },
    }],
  });
  await stop();
  const packages = new Map<string, BundledPackage>();
  for (const path of Object.keys(metafile.inputs)) {
    const [key, name, version] = /^((?:@[^/]+\/)?[^/]+)\/([^/]+)(?=\/)/.exec(path) ?? [];
    if (key !== undefined) packages.set(key, { name: name!, version: version! });
  }
  return {
    code: outputFiles[0]!.text,
    packages: [...packages.values()].sort((a, b) => a.name < b.name ? -1 : 1),
  };
}

const banner = `// @ts-self-types="./cosmjs.d.ts"
// Made by \`deno task build:chain\`. The licences of the packages in it are in cosmjs_licenses.txt.`;

/**
 * Takes three declarations from a file of cosmjs-types, so that it uses the globals of their names. It has `globalThis`
 * from a search for `self`, `window` and `global`, of which a runtime may have none, and `atob` and `btoa` from Node.
 */
function withoutSearch(code: string): string {
  const declarations =
    /^var globalThis = \(\(\) => \{[^]*?^\}\)\(\);$|^const (?:atob|btoa) = .*;$/gm;
  const parts = code.split(declarations);
  if (parts.length !== 4) throw new Error("cosmjs-types looks for its globals in another way");
  return parts.join("");
}

/** The file that an import of the entry means. */
function entryImport(path: string): string {
  const file = fileURLToPath(import.meta.resolve(path));
  // All of stargate would bring its clients and their sockets.
  return path === "@cosmjs/stargate" ? join(file, "../accounts.js") : file;
}

/** The folder in which Deno keeps packages as \`NAME/VERSION\`. */
function packagesFolder(): string {
  return fileURLToPath(import.meta.resolve("@cosmjs/stargate")).split("/@cosmjs/")[0]!;
}

/** The licences of packages, as text. Packages with the same text share it. */
async function licensesOf(packages: readonly BundledPackage[]): Promise<string> {
  const found = await Promise.all(packages.map(async ({ name, version }) => {
    const folder = join(packagesFolder(), name, version);
    const { license } = JSON.parse(await Deno.readTextFile(join(folder, "package.json")));
    const text = await Deno.readTextFile(join(folder, "LICENSE")).catch(() => undefined);
    return { title: `${name} ${version}`, license, text };
  }));
  const titles = new Map<string, string[]>();
  for (const { title, license, text } of found) {
    // The packages of cosmjs name their licence, and come without its text.
    const shared = text ?? found.find((other) => other.license === license && other.text)?.text;
    if (shared === undefined) throw new Error(`There is no text of the licence of ${title}`);
    titles.set(shared, [...titles.get(shared) ?? [], `${title} (${license})`]);
  }
  const parts = [...titles].map(([text, names]) => `${names.join("\n")}\n\n${text.trimEnd()}\n`);
  return ["The file cosmjs.js has code of the packages below.\n", ...parts].join(`\n${rule}\n\n`);
}

const rule = "-".repeat(80);

if (import.meta.main) {
  const { code, packages } = await bundleChain();
  const files = { [bundlePath]: code, [licensesPath]: await licensesOf(packages) };
  for (const [path, text] of Object.entries(files)) {
    const file = join(checkout, path);
    if (!Deno.args.includes("--check")) await Deno.writeTextFile(file, text);
    else if (await Deno.readTextFile(file).catch(() => "") !== text) {
      console.error(`${path} is not what deno.lock gives: run deno task build:chain`);
      Deno.exitCode = 1;
    }
  }
}

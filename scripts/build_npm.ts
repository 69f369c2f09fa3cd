/**
 * Makes the package for npm out of the same sources: `deno task build:npm`. Prints the path of the tarball.
 *
 * `deno pack` strips the types and writes the declarations. What npm has and the other registry lacks is added here:
 * conditions, so that `@nilvm/client` and `@nilvm/client/wasm` are right everywhere, and entry points that carry the WASM
 * files inside their JavaScript, as many bundlers leave behind what is not JavaScript. The devnet is left out: it needs
 * Deno.
 *
 * @module
 */
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import config from "../deno.json" with { type: "json" };
import { run } from "../tools/run.ts";

const checkout = new URL("../", import.meta.url).pathname;
/** Where the tarball is put. */
const cache = join(checkout, ".cache");

/** The package's description on npm, which has no other place. */
const description = "A client for the nilVM network: secrets in shares, on independent nodes";

/**
 * Packs the package and returns the path of the tarball.
 *
 * @param repository The address of the repository, which the registry compares with that of a provenance.
 */
export async function buildNpm(repository?: string): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    const root = await prepareNpm(folder, repository);
    await Deno.mkdir(cache, { recursive: true });
    await run("npm", ["pack", "--silent", `--pack-destination=${cache}`], { cwd: root });
    return join(cache, `nilvm-client-${config.version}.tgz`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Puts what the tarball will have into a folder inside `folder`, and returns the path of that. */
export async function prepareNpm(folder: string, repository?: string): Promise<string> {
  const packed = join(folder, "packed.tgz");
  await run(Deno.execPath(), [
    "pack",
    "--quiet",
    "--allow-dirty",
    "--no-source-maps",
    "--ignore=src/devnet",
    `--output=${packed}`,
  ], { cwd: checkout });
  await run("tar", ["-xzf", packed, "-C", folder]);
  const root = join(folder, "package");
  await writeInlineEntries(root);
  await writeNodeEntry(root);
  await markModules(root);
  // The other is for Deno and a checkout.
  await Deno.copyFile(join(checkout, "docs/node.md"), join(root, "README.md"));
  await Deno.writeTextFile(join(root, "package.json"), await manifest(root, repository));
  return root;
}

/** The entry points with the WASM files inside. They wait for nothing, since not every output format of bundlers can. */
async function writeInlineEntries(root: string): Promise<void> {
  const write = (path: string, code: string) => Deno.writeTextFile(join(root, path), code);
  for (const name of ["masking", "programs"]) {
    const wasm = await Deno.readFile(join(root, `src/core/${name}_bg.wasm`));
    const text = deflateRawSync(wasm, { level: 9 }).toString("base64");
    await write(`src/entry/${name}_inline.js`, `export default "${text}";\n`);
  }
  await write(
    "src/entry/inflate_module.js",
    `import { inflateSync } from "fflate";

export function inflateModule(base64) {
  const deflated = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  return new WebAssembly.Module(inflateSync(deflated));
}
`,
  );
  await write(
    "src/entry/inline.js",
    `import { useMaskingModule } from "../core/core.js";
import { inflateModule } from "./inflate_module.js";
import masking from "./masking_inline.js";

useMaskingModule(inflateModule(masking));
`,
  );
  await write(
    "src/entry/inline_with_programs.js",
    `import { inflateModule } from "./inflate_module.js";
import "./inline.js";
import { useProgramsModule } from "../core/load_programs.js";

useProgramsModule(async () => inflateModule((await import("./programs_inline.js")).default));
`,
  );
  await write(
    "inline.js",
    `import "./src/entry/inline_with_programs.js";

export * from "./src/api.js";
`,
  );
}

/** The same entry point for Node, which asks nodes over HTTP/2. */
async function writeNodeEntry(root: string): Promise<void> {
  await Deno.writeTextFile(
    join(root, "inline_node.js"),
    `import { useFetch } from "./src/base/default_fetch.js";
import { http2Fetch } from "./src/entry/node_http2_fetch.js";
import "./src/entry/inline_with_programs.js";

useFetch(http2Fetch());

export * from "./src/api.js";
`,
  );
}

/** Declares what exports nothing a module: a file of declarations that is empty is none, and cannot be imported lazily. */
async function markModules(root: string): Promise<void> {
  for (const path of Object.values(config.exports)) {
    const declarations = join(root, path.replace(/\.ts$/, ".d.ts"));
    const { size } = await Deno.stat(declarations).catch(() => ({ size: 1 }));
    if (size === 0) await Deno.writeTextFile(declarations, "export {};\n");
  }
}

/** What is right for each runtime, where a name is for all of them. */
const conditions: Record<string, Record<string, string>> = {
  ".": {
    deno: "./mod.js",
    workerd: "./workers.js",
    node: "./inline_node.js",
    default: "./inline.js",
  },
  "./wasm": {
    deno: "./src/entry/deno.js",
    workerd: "./src/entry/workers.js",
    default: "./src/entry/inline.js",
  },
};

async function manifest(root: string, repository: string | undefined): Promise<string> {
  const { "./devnet": _, ...subpaths } = config.exports;
  const exports: Record<string, unknown> = {};
  for (const [name, path] of Object.entries(subpaths)) {
    const base = path.replace(/\.ts$/, "");
    exports[name] = { types: `${base}.d.ts`, ...conditions[name] ?? { default: `${base}.js` } };
  }
  // For whoever brings the modules to `./module`.
  for (const name of ["masking_bg.wasm", "programs_bg.wasm"]) {
    exports[`./${name}`] = `./src/core/${name}`;
  }
  const text = {
    name: config.name,
    version: config.version,
    description,
    license: config.license,
    ...repository === undefined ? {} : { repository: { type: "git", url: repository } },
    type: "module",
    exports,
    // The loaders; all else does nothing when it is imported.
    sideEffects: ["./*.js", "./src/entry/*.js"],
    engines: { node: ">=20.16" },
    dependencies: await dependencies(root),
  };
  return JSON.stringify(text, null, 2) + "\n";
}

/** What the code imports, in the versions that it is tested with. */
async function dependencies(root: string): Promise<Record<string, string>> {
  const pins = Object.values(config.imports).flatMap((target) => {
    const [, name, version] = /^npm:(.+)@([^@]+)$/.exec(target) ?? [];
    return name === undefined || version === undefined ? [] : [[name, version] as const];
  });
  const code = (await readAll(root)).join("\n").replace(/\/\*[\s\S]*?\*\//g, "");
  return Object.fromEntries(
    pins.filter(([name]) => new RegExp(`["']${name}["'/]`).test(code)).sort(),
  );
}

async function readAll(folder: string): Promise<string[]> {
  const texts: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) texts.push(...await readAll(path));
    else if (name.endsWith(".js")) texts.push(await Deno.readTextFile(path));
  }
  return texts;
}

if (import.meta.main) console.log(await buildNpm());

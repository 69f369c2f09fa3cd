/**
 * Makes the package for npm out of the same sources: `deno task build:npm`. Prints the path of the tarball.
 *
 * `deno pack` strips the types and writes the declarations. What npm has and the other registry lacks is added here:
 * conditions, so that `@nilvm/client`, its `/wasm` and its `/nada` are right everywhere, the entry points for the edge
 * runtimes of Vercel and Next, which import WASM by an address that the other registry refuses, the hooks for React, whose
 * peer dependencies the other registry does not know, and the command.
 *
 * @module
 */
import { join } from "node:path";
import config from "../deno.json" with { type: "json" };
import { run } from "../tools/run.ts";

const checkout = new URL("../", import.meta.url).pathname;
/** Where the tarball is put. */
const cache = join(checkout, ".cache");

/** The package's description on the registries, which has no other place. */
export const description =
  "A client for the nilVM network: secrets in shares, on independent nodes";

/** The entry points that only this package has. */
const npmExports = { "./react": "./src/react/mod.ts" };

/** What these import, in the versions that they work with. Who does not import them needs none of it. */
const peers = { "@tanstack/react-query": "^5.66.0", react: "^18.0.0 || ^19.0.0" };

/** The entry points that `deno pack` makes. */
const packedExports: Record<string, string> = { ...config.exports, ...npmExports };

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
  const sources = await copySources(join(folder, "sources"));
  await run(Deno.execPath(), [
    "pack",
    "--quiet",
    "--allow-dirty",
    "--no-source-maps",
    `--output=${packed}`,
  ], { cwd: sources });
  await run("tar", ["-xzf", packed, "-C", folder]);
  const root = join(folder, "package");
  await writeEdgeEntries(root);
  await Deno.writeTextFile(join(root, "bin.js"), command);
  await markModules(root);
  // The other is for Deno and a checkout.
  await Deno.copyFile(join(checkout, "docs/node.md"), join(root, "README.md"));
  await Deno.writeTextFile(join(root, "package.json"), await manifest(root, repository));
  return root;
}

/** Copies what is published, with settings that name the entry points of this package, and returns the path of the copy. */
async function copySources(folder: string): Promise<string> {
  await Deno.mkdir(folder);
  const published = config.publish.include.map((path) => path.replace("/**/*", ""));
  await run("cp", ["-r", "deno.lock", ...published, folder], { cwd: checkout });
  // A module has these files as texts.
  await Deno.remove(join(folder, "src/devnet/dashboard/page"), { recursive: true });
  const settings = { ...config, exports: packedExports, publish: {} };
  await Deno.writeTextFile(join(folder, "deno.json"), JSON.stringify(settings));
  return folder;
}

/** The entry points with WASM files that the bundlers of edge runtimes compile. They ask for that by `?module`. */
async function writeEdgeEntries(root: string): Promise<void> {
  const write = (path: string, code: string) => Deno.writeTextFile(join(root, path), code);
  for (const name of ["masking", "programs"]) {
    await write(
      `src/entry/edge_${name}.js`,
      `import module from "../core/${name}_bg.wasm?module";

export default module;
`,
    );
  }
  await write(
    "src/entry/edge.js",
    `import { useMaskingModule } from "../core/core.js";
import module from "./edge_masking.js";

useMaskingModule(module);
`,
  );
  await write(
    "src/entry/edge_with_programs.js",
    `import { useProgramsModule } from "../core/load_programs.js";
import "./edge.js";

useProgramsModule(async () => (await import("./edge_programs.js")).default);
`,
  );
  await write(
    "edge.js",
    `import "./src/entry/edge_with_programs.js";

export * from "./src/api.js";
`,
  );
  const nada = await Deno.readTextFile(join(root, "src/nada/mod.js"));
  const loader = "../entry/inline_programs.js";
  if (!nada.includes(loader)) throw new Error(`src/nada/mod.js does not import ${loader}`);
  for (const platform of ["edge", "workers"]) {
    const code = nada.replace(loader, `../entry/${platform}_with_programs.js`);
    await write(`src/nada/${platform}.js`, code);
  }
}

/** Declares what exports nothing a module: a file of declarations that is empty is none, and cannot be imported lazily. */
async function markModules(root: string): Promise<void> {
  for (const path of Object.values(packedExports)) {
    const declarations = join(root, path.replace(/\.ts$/, ".d.ts"));
    const { size } = await Deno.stat(declarations).catch(() => ({ size: 1 }));
    if (size === 0) await Deno.writeTextFile(declarations, "export {};\n");
  }
}

/** The command, with the transport that reaches nodes over TLS. A devnet that npx has started ends with npx: otherwise nobody knows of it any more. */
const command = `#!/usr/bin/env node
import "./src/entry/inline_with_http2.js";
import process from "node:process";
import { main } from "./src/cli/cli.js";

main(process.argv.slice(2), process.env.npm_command === "exec").then((code) => process.exit(code));
`;

/** What is right for each runtime, where a name is for all of them. The first condition that holds decides. */
const conditions: Record<string, Record<string, unknown>> = {
  ".": {
    "edge-light": "./edge.js",
    workerd: inWorkerd("./workers.js", "./mod.js"),
    // Deno says that it is Node, too, and its own fetch speaks HTTP/2.
    deno: "./mod.js",
    node: "./node.js",
    default: "./mod.js",
  },
  "./wasm": {
    "edge-light": "./src/entry/edge.js",
    workerd: inWorkerd("./src/entry/workers.js", "./src/entry/inline.js"),
    default: "./src/entry/inline.js",
  },
  "./nada": {
    "edge-light": "./src/nada/edge.js",
    workerd: inWorkerd("./src/nada/workers.js", "./src/nada/mod.js"),
    default: "./src/nada/mod.js",
  },
};

/** A bundler for Workers says `worker`. One for pages may say `workerd` all the same, and takes no WASM files. */
function inWorkerd(workers: string, plain: string): Record<string, string> {
  return { worker: workers, browser: plain, default: workers };
}

async function manifest(root: string, repository: string | undefined): Promise<string> {
  const exports: Record<string, unknown> = {};
  for (const [name, path] of Object.entries(packedExports)) {
    const base = path.replace(/\.ts$/, "");
    exports[name] = { types: `${base}.d.ts`, ...conditions[name] ?? { default: `${base}.js` } };
  }
  exports["./edge"] = { types: "./mod.d.ts", default: "./edge.js" };
  exports["./wasm/edge"] = { types: "./src/entry/inline.d.ts", default: "./src/entry/edge.js" };
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
    bin: { nilvm: "./bin.js" },
    exports,
    // The loaders, and expressions, which say what they stand for; all else does nothing when it is imported.
    sideEffects: ["./*.js", "./src/entry/*.js", "./src/nada/*.js"],
    engines: { node: ">=20.19" },
    dependencies: await dependencies(root),
    peerDependencies: peers,
    peerDependenciesMeta: Object.fromEntries(
      Object.keys(peers).map((name) => [name, { optional: true }]),
    ),
  };
  return JSON.stringify(text, null, 2) + "\n";
}

/** What the code imports, in the versions that it is tested with. */
async function dependencies(root: string): Promise<Record<string, string>> {
  const pins = Object.values(config.imports).flatMap((target) => {
    const [, name, version] = /^npm:(.+)@([^@]+)$/.exec(target) ?? [];
    const isPeer = name !== undefined && name in peers;
    return name === undefined || version === undefined || isPeer ? [] : [[name, version] as const];
  });
  const code = (await readAll(root)).join("\n").replace(/\/\*[\s\S]*?\*\//g, "");
  return Object.fromEntries(
    pins.filter(([name]) => new RegExp(`\\b(from|import)[\\s(]*["']${name}["'/]`).test(code))
      .sort(),
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

/**
 * npm packages, as `deno info` and `deno.lock` describe them.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { run } from "../../tools/run.ts";
import { type Component, licenses } from "./component.ts";

const root = new URL("../../", import.meta.url).pathname;

/** What `deno info` says of a package. Its key is that of `deno.lock`. */
export interface Package {
  name: string;
  version: string;
  /** The keys of what it needs. */
  dependencies: string[];
  /** Where it is unpacked. */
  localPath: string;
}

/** What `deno info` says of a file and of all that it loads. */
export interface Graph {
  modules: { kind: string; specifier: string; npmPackage?: string; error?: string }[];
  npmPackages: Record<string, Package>;
}

/** `deno.lock`. */
export interface Lock {
  npm: Record<string, { integrity?: string }>;
}

/** Reads `deno.lock`. */
export async function readLock(): Promise<Lock> {
  return JSON.parse(await Deno.readTextFile(join(root, "deno.lock")));
}

/** What all sources load, also what no entry point reaches. */
export async function graphOf(sources: readonly string[]): Promise<Graph> {
  const folder = await Deno.makeTempDir();
  try {
    const all = join(folder, "all.ts");
    const imports = sources.map((path) => `import "${pathToFileURL(join(root, path))}";\n`);
    await Deno.writeTextFile(all, imports.join(""));
    const args = [`--config=${root}/deno.json`, "--frozen"];
    // Downloads what is missing: the licences are inside the packages.
    await run(Deno.execPath(), ["cache", "--quiet", ...args, all]);
    const graph: Graph = JSON.parse(
      new TextDecoder().decode(await run(Deno.execPath(), ["info", ...args, "--json", all])),
    );
    const broken = graph.modules.find(({ error }) => error !== undefined);
    if (broken !== undefined) throw new Error(`${broken.specifier}: ${broken.error}`);
    return graph;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Describes a package.
 *
 * @param key Its key in the graph and in `deno.lock`.
 */
export async function describe(
  key: string,
  found: Package,
  lock: Lock,
): Promise<Component> {
  const { name, version, localPath } = found;
  const [, base64] = /^sha512-(\S+)$/.exec(lock.npm[key]?.integrity ?? "") ?? [];
  if (base64 === undefined) throw new Error(`deno.lock has no SHA-512 of ${key}`);
  const manifest = JSON.parse(await Deno.readTextFile(join(localPath, "package.json")));
  const [group, base] = name.startsWith("@") ? name.split("/") : [undefined, name];
  return {
    type: "library",
    "bom-ref": purl(found),
    ...group === undefined ? {} : { group },
    name: base!,
    version,
    hashes: [{ alg: "SHA-512", content: Buffer.from(base64, "base64").toString("hex") }],
    licenses: licenses(manifest.license, key),
    purl: purl(found),
    properties: [],
  };
}

/** The purl of a package, which names it everywhere. */
export function purl({ name, version }: Pick<Package, "name" | "version">): string {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}

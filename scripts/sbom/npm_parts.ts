/**
 * The npm packages that come with the package: what its sources import, and what that needs. Versions and hashes are those
 * of `deno.lock`, with which the package is tested.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { run } from "../../tools/run.ts";
import { prepareNpm } from "../build_npm.ts";
import { type Component, licenses, type Parts } from "./component.ts";

const root = new URL("../../", import.meta.url).pathname;

/** What `deno info` says of a package. Its key is that of `deno.lock`. */
interface Package {
  name: string;
  version: string;
  /** The keys of what it needs. */
  dependencies: string[];
  /** Where it is unpacked. */
  localPath: string;
}

/** What `deno info` says of a file and of all that it loads. */
interface Graph {
  modules: { kind: string; specifier: string; npmPackage?: string; error?: string }[];
  npmPackages: Record<string, Package>;
}

/** `deno.lock`. */
interface Lock {
  npm: Record<string, { integrity?: string }>;
}

/** A package that is published, and the keys of what its code imports. */
interface Imports {
  registry: "jsr" | "npm";
  keys: string[];
}

/**
 * The npm packages that either published package needs, with the property `nilvm:registry` for each that needs it.
 *
 * @param sources The paths of the published sources, from the root of the checkout.
 */
export async function npmParts(sources: readonly string[]): Promise<Parts> {
  const { modules, npmPackages } = await graphOf(sources);
  const inSources = modules.flatMap(({ npmPackage }) => npmPackage ?? []);
  const inTarball = Object.entries(await tarballDependencies()).map(([name, version]) => {
    const found = Object.entries(npmPackages)
      .find(([, found]) => found.name === name && found.version === version);
    if (found === undefined) throw new Error(`${name}@${version} is not in deno.lock`);
    return found[0];
  });
  const published: Imports[] = [
    { registry: "jsr", keys: inSources },
    { registry: "npm", keys: inTarball },
  ];

  const lock: Lock = JSON.parse(await Deno.readTextFile(join(root, "deno.lock")));
  const components = new Map<string, Component>();
  const needs = new Map<string, Set<string>>();
  const purlOf = (key: string) => purl(npmPackages[key]!);
  for (const { registry, keys } of published) {
    for (const key of reachable(keys, npmPackages)) {
      const ref = purlOf(key);
      const component = components.get(ref) ?? await describe(key, npmPackages[key]!, lock);
      components.set(ref, component);
      addOnce(component.properties!, { name: "nilvm:registry", value: registry });
      // A package that is installed for several peers has several keys.
      const needed = needs.get(ref) ?? new Set();
      for (const dependency of npmPackages[key]!.dependencies) needed.add(purlOf(dependency));
      needs.set(ref, needed);
    }
  }
  const direct = new Set([...inSources, ...inTarball].map(purlOf));
  return { components: [...components.values()], needs, direct: [...direct] };
}

/** What all sources load, also what no entry point reaches. */
async function graphOf(sources: readonly string[]): Promise<Graph> {
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

async function tarballDependencies(): Promise<Record<string, string>> {
  const folder = await Deno.makeTempDir();
  try {
    const manifest = join(await prepareNpm(folder), "package.json");
    return JSON.parse(await Deno.readTextFile(manifest)).dependencies;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The keys of packages, and of all that they need. */
function reachable(keys: readonly string[], packages: Record<string, Package>): Set<string> {
  const found = new Set(keys);
  for (const key of found) {
    for (const dependency of packages[key]!.dependencies) found.add(dependency);
  }
  return found;
}

async function describe(key: string, found: Package, lock: Lock): Promise<Component> {
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

function purl({ name, version }: Pick<Package, "name" | "version">): string {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}

function addOnce<T extends { value: string }>(list: T[], item: T): void {
  if (!list.some(({ value }) => value === item.value)) list.push(item);
}

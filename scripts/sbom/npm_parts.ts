/**
 * The npm packages that come with the package: what its sources import, and what that needs. Versions and hashes are those
 * of `deno.lock`, with which the package is tested.
 *
 * @module
 */
import { join } from "node:path";
import { prepareNpm } from "../build_npm.ts";
import type { Component, Parts } from "./component.ts";
import { describe, graphOf, type Package, purl, readLock } from "./packages.ts";

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

  const lock = await readLock();
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

function addOnce<T extends { value: string }>(list: T[], item: T): void {
  if (!list.some(({ value }) => value === item.value)) list.push(item);
}

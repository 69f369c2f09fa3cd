/**
 * The bundle of the chain's library, and the npm packages whose code is in it, with the property `nilvm:bundled`.
 *
 * @module
 */
import { bundleChain, bundlePath } from "../build_chain.ts";
import { type Component, fileOf, type Parts } from "./component.ts";
import { describe, graphOf, purl, readLock } from "./packages.ts";

/** What is in the bundle. */
export async function chainParts(): Promise<Parts> {
  const { packages } = await bundleChain();
  const { npmPackages } = await graphOf(["scripts/chain/cosmjs.ts"]);
  const lock = await readLock();
  const bundled = new Set(packages.map(purl));
  const components = new Map<string, Component>([[bundlePath, await fileOf(bundlePath)]]);
  const needs = new Map<string, Set<string>>([[bundlePath, bundled]]);
  for (const [key, found] of Object.entries(npmPackages)) {
    const ref = purl(found);
    if (!bundled.has(ref) || components.has(ref)) continue;
    const properties = [{ name: "nilvm:bundled", value: bundlePath }];
    components.set(ref, { ...await describe(key, found, lock), properties });
    // Of what a package needs, the bundle may have nothing.
    const needed = found.dependencies.map((key) => purl(npmPackages[key]!));
    needs.set(ref, new Set(needed.filter((other) => bundled.has(other))));
  }
  return { components: [...components.values()], needs, direct: [bundlePath] };
}

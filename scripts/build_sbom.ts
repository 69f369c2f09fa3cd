/**
 * Writes `sbom.cdx.json`, the list of what is in the package: `deno task build:sbom [--check]`. Its format is CycloneDX 1.6.
 *
 * The list names the npm packages that the published sources import, with all that they need, the bundle of the chain's
 * library and the packages in it, the WASM files, and the Rust crates that are compiled into them. Both published packages carry it. The same sources give the same bytes: there is no
 * time in it, and its serial number comes from its content. `--check` only compares. Needs cargo.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { join } from "node:path";
import config from "../deno.json" with { type: "json" };
import { byRef, type Component, type Parts } from "./sbom/component.ts";
import { chainParts } from "./sbom/chain_parts.ts";
import { npmParts } from "./sbom/npm_parts.ts";
import { wasmParts } from "./sbom/wasm_parts.ts";

const root = new URL("../", import.meta.url).pathname;
const listFile = join(root, "sbom.cdx.json");

/** The list as text. */
export async function buildSbom(): Promise<string> {
  const parts = [await npmParts(await publishedSources()), await chainParts(), await wasmParts()];
  const [group, name] = config.name.split("/");
  const purl = `pkg:npm/${config.name.replace("@", "%40")}@${config.version}`;
  const { components, needs, direct } = merged(parts);
  needs.set(purl, new Set(direct));
  const content = {
    version: 1,
    metadata: {
      component: {
        type: "library",
        "bom-ref": purl,
        group,
        name,
        version: config.version,
        licenses: [{ license: { id: config.license } }],
        purl,
      },
    },
    components: components.sort(byRef),
    dependencies: [...needs]
      .map(([ref, needed]) => ({ ref, dependsOn: [...needed].sort() }))
      .sort((a, b) => a.ref < b.ref ? -1 : 1),
  };
  const head = { bomFormat: "CycloneDX", specVersion: "1.6", serialNumber: serialNumber(content) };
  return JSON.stringify({ ...head, ...content }, null, 2) + "\n";
}

/** Puts lists together. A package may be in the bundle and beside it: then it has the properties and the needs of both. */
function merged(parts: readonly Parts[]): Parts {
  const components = new Map<string, Component>();
  const needs = new Map<string, Set<string>>();
  for (const part of parts) {
    for (const component of part.components) {
      const ref = component["bom-ref"];
      const properties = [...components.get(ref)?.properties ?? [], ...component.properties ?? []];
      components.set(ref, { ...component, ...properties.length === 0 ? {} : { properties } });
      needs.set(ref, new Set([...needs.get(ref) ?? [], ...part.needs.get(ref) ?? []]));
    }
  }
  return {
    components: [...components.values()],
    needs,
    direct: parts.flatMap(({ direct }) => direct),
  };
}

/** A UUID of version 8, which is free to come from anything: here from the content. */
function serialNumber(content: unknown): string {
  const hash = createHash("sha256").update(JSON.stringify(content)).digest().subarray(0, 16);
  hash[6] = hash[6]! & 0x0f | 0x80;
  hash[8] = hash[8]! & 0x3f | 0x80;
  const parts = /(.{8})(.{4})(.{4})(.{4})(.{12})/.exec(hash.toString("hex"))!.slice(1);
  return `urn:uuid:${parts.join("-")}`;
}

/** The paths of all code that is published. */
async function publishedSources(): Promise<string[]> {
  const sources = config.publish.include.filter((path) => path.endsWith(".ts"));
  return [...sources, ...await codeIn("src")].sort();
}

async function codeIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(join(root, folder))) {
    const path = `${folder}/${name}`;
    if (config.publish.exclude.includes(path)) continue;
    if (isDirectory) found.push(...await codeIn(path));
    else if (/(?<!\.d)\.ts$/.test(name)) found.push(path);
  }
  return found;
}

if (import.meta.main) {
  const text = await buildSbom();
  if (!Deno.args.includes("--check")) await Deno.writeTextFile(listFile, text);
  else if (text !== await Deno.readTextFile(listFile).catch(() => "")) {
    console.error("sbom.cdx.json is not what the sources give. Run deno task build:sbom");
    Deno.exit(1);
  }
}

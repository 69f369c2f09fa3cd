/**
 * Tests that `sbom.cdx.json` lists what the package is made of. They read the sources in another way than the script that
 * writes the list. That script also compares it with what cargo says, in `deno task check`.
 *
 * @module
 */
import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { Buffer } from "node:buffer";
import config from "../../deno.json" with { type: "json" };
import list from "../../sbom.cdx.json" with { type: "json" };
import { prepareNpm } from "../../scripts/build_npm.ts";
import { licenses } from "../../scripts/sbom/component.ts";
import { filesAtRoot, filesIn, importsOf } from "../support/import_graph.ts";

const root = new URL("../../", import.meta.url);
const read = (path: string) => Deno.readTextFile(new URL(path, root));

interface Component {
  "bom-ref": string;
  name: string;
  group?: string;
  version?: string;
  hashes?: { alg: string; content: string }[];
  licenses?: unknown[];
  properties?: { name: string; value: string }[];
}
const components: Component[] = list.components;
const refs = components.map((component) => component["bom-ref"]);

function ofKind(prefix: string): Component[] {
  return components.filter((component) => component["bom-ref"].startsWith(prefix));
}

/** The ref of an npm package. */
function npmRef(name: string, version: string): string {
  return `pkg:npm/${name.replace("@", "%40")}@${version}`;
}

function registriesOf(ref: string): string[] {
  const properties = components.find((component) => component["bom-ref"] === ref)?.properties ?? [];
  return properties.filter(({ name }) => name === "nilvm:registry").map(({ value }) => value);
}

/** What `deno.json` maps the names of packages to: the name and the version of each. */
const pins = Object.entries<string>(config.imports).flatMap(([name, target]) => {
  const [, version] = /^npm:.+@([^@]+)$/.exec(target) ?? [];
  return version === undefined ? [] : [{ name, version }];
});

Deno.test("the list of parts names every npm package that a published file imports, in its version", () => {
  const files = filesAtRoot();
  const isPublished = (path: string) =>
    !config.publish.exclude.some((folder) => path.startsWith(`${folder}/`));
  const imported = importsOf([...files, ...filesIn("src").filter(isPublished)]).map(({ to }) => to)
    .filter((to) => !/^(node:|src\/)/.test(to) && !files.includes(to));
  const found = new Set(imported.map((to) => {
    const pin = pins.find(({ name }) => to === name || to.startsWith(`${name}/`));
    assert(pin !== undefined, `${to} is not a package of deno.json`);
    return npmRef(pin.name, pin.version);
  }));
  assert(found.size > 5);
  for (const ref of found) assert(registriesOf(ref).includes("jsr"), ref);
});

Deno.test("the npm package carries the list of parts, which names its dependencies", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const packed = await prepareNpm(folder);
    assertEquals(await Deno.readTextFile(`${packed}/sbom.cdx.json`), await read("sbom.cdx.json"));
    const { dependencies } = JSON.parse(await Deno.readTextFile(`${packed}/package.json`));
    const found = Object.entries<string>(dependencies);
    assert(found.length > 3);
    for (const [name, version] of found) {
      assertEquals(pins.find((pin) => pin.name === name)?.version, version);
      assert(registriesOf(npmRef(name, version)).includes("npm"), name);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a publish to JSR carries the list of parts", () => {
  assert(config.publish.include.includes("sbom.cdx.json"));
});

Deno.test("the list of parts has the version of the package", () => {
  const { group, name, version } = list.metadata.component;
  assertEquals({ name: `${group}/${name}`, version }, {
    name: config.name,
    version: config.version,
  });
});

Deno.test("the list of parts has the hash of each WASM file and of the chain's library", async () => {
  const files = ofKind("src/");
  assertEquals(files.map(({ name }) => name), [
    "src/core/masking_bg.wasm",
    "src/core/programs_bg.wasm",
    "src/payments/nilchain/cosmjs.js",
  ]);
  for (const { name, hashes } of files) {
    const digest = await crypto.subtle.digest("SHA-256", await Deno.readFile(new URL(name, root)));
    assertEquals(hashes, [{ alg: "SHA-256", content: new Uint8Array(digest).toHex() }]);
  }
});

Deno.test("the list of parts has the hash of each npm package that deno.lock has", async () => {
  const locked: Record<string, { integrity: string }> = JSON.parse(await read("deno.lock")).npm;
  for (const { name, group, version, hashes } of ofKind("pkg:npm/")) {
    const id = `${group === undefined ? "" : `${group}/`}${name}@${version}`;
    // Behind an underscore come the peers for which it is installed.
    const [, entry] = Object.entries(locked).find(([key]) =>
      key === id || key.startsWith(`${id}_`)
    )!;
    const integrity = Buffer.from(hashes![0]!.content, "hex").toString("base64");
    assertEquals(`sha512-${integrity}`, entry.integrity, id);
  }
});

Deno.test("the list of parts names every npm package whose code is in the chain's library", async () => {
  const path = "src/payments/nilchain/cosmjs.js";
  // esbuild writes the name of a file before its code.
  const found = (await read(path)).matchAll(/^\/\/ ((?:@[\w-]+\/)?[\w-]+)\/(\d[^/\s]*)\//gm);
  const inBundle = new Set([...found].map(([, name, version]) => npmRef(name!, version!)));
  assert(inBundle.size > 10);
  const listed = components.filter(({ properties }) =>
    properties?.some(({ name, value }) => name === "nilvm:bundled" && value === path)
  );
  assertEquals(listed.map((component) => component["bom-ref"]), [...inBundle].sort());
  const { dependsOn } = list.dependencies.find(({ ref }) => ref === path)!;
  assertEquals(dependsOn, [...inBundle].sort());
  const licenses = await read("src/payments/nilchain/cosmjs_licenses.txt");
  for (const { group, name, version } of listed) {
    const title = `${group === undefined ? "" : `${group}/`}${name} ${version} (`;
    assertStringIncludes(licenses, title);
  }
});

Deno.test("the list of parts names the crates that the modules need, as Cargo.lock has them", async () => {
  const entries = (await read("wasm/Cargo.lock")).split("\n\n");
  const crates = ofKind("pkg:cargo/");
  for (const { name, version, hashes } of crates) {
    const head = `name = "${name}"\nversion = "${version}"\n`;
    const entry = entries.find((entry) => entry.includes(head)) ?? "";
    assert(entry.includes(`checksum = "${hashes![0]!.content}"`), `${name} ${version}`);
  }
  const names = new Set(crates.map(({ name }) => name));
  for (const crate of ["masking", "programs", "shared"]) {
    const manifest = await read(`wasm/${crate}/Cargo.toml`);
    for (const name of namesIn(manifest, "dependencies")) {
      assert(names.has(name) || name === "shared", name);
    }
    for (const name of namesIn(manifest, "dev-dependencies")) assert(!names.has(name), name);
  }
});

/** The crates that a section of a `Cargo.toml` names. */
function namesIn(manifest: string, section: string): string[] {
  const text = manifest.split(`[${section}]\n`)[1]?.split("\n\n")[0] ?? "";
  return [...text.matchAll(/^([\w-]+) = /gm)].map(([, name]) => name!);
}

Deno.test("the list of parts says of each part what it needs, and all of that is in the list", () => {
  assertEquals(refs, [...new Set(refs)].sort());
  const own = list.metadata.component["bom-ref"];
  assertEquals(list.dependencies.map(({ ref }) => ref), [...refs, own].sort());
  const reached = new Set([own]);
  for (const ref of reached) {
    const entry = list.dependencies.find((dependency) => dependency.ref === ref)!;
    for (const needed of entry.dependsOn) reached.add(needed);
  }
  assertEquals([...reached].sort(), [...refs, own].sort());
});

Deno.test("the list of parts has a licence for each part that others made", () => {
  const bare = components.filter((component) => (component.licenses ?? []).length === 0);
  assertEquals(bare, ofKind("src/"));
});

Deno.test("licenses() writes old expressions as SPDX does, and refuses what is none", () => {
  assertEquals(licenses("MIT", "a"), [{ license: { id: "MIT" } }]);
  assertEquals(licenses("MIT/Apache-2.0", "a"), [{ expression: "MIT OR Apache-2.0" }]);
  const expression = "(MIT OR Apache-2.0) AND Unicode-3.0";
  assertEquals(licenses(expression, "a"), [{ expression }]);
  for (const text of ["", undefined, { type: "MIT" }, "SEE LICENSE IN LICENSE.md", "MIT OR"]) {
    assertThrows(() => licenses(text, "a"), Error, "The licence of a is not one of SPDX");
  }
});

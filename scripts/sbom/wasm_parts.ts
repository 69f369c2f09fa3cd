/**
 * The WASM files of the package, the Rust crates that are compiled into each of them, and Rust's standard library. Versions
 * and hashes are those of `wasm/Cargo.lock`.
 *
 * @module
 */
import { join } from "node:path";
import { run } from "../../tools/run.ts";
import { rustPath } from "../../tools/rust_path.ts";
import { type Component, fileOf, licenses, type Parts } from "./component.ts";

const root = new URL("../../", import.meta.url).pathname;

/** The crates whose WASM files the package carries. */
const shipped = ["masking", "programs"];

/** One line of cargo's tree. */
interface Node {
  depth: number;
  name: string;
  version: string;
  license: string;
  /** It is one of this project, and not downloaded. */
  isLocal: boolean;
}

/** What is compiled into the WASM files. Needs cargo. */
export async function wasmParts(): Promise<Parts> {
  const lock = await Deno.readTextFile(join(root, "wasm/Cargo.lock"));
  const components = new Map<string, Component>();
  const needs = new Map<string, Set<string>>();
  const direct: string[] = [];
  for (const crate of shipped) {
    const { file, library } = await describeFile(crate);
    direct.push(file["bom-ref"]);
    for (const component of [file, library]) components.set(component["bom-ref"], component);
    needs.set(file["bom-ref"], new Set([library["bom-ref"]]));
    needs.set(library["bom-ref"], new Set());

    // The refs from the file down to the line above. Crates of this project are the file itself.
    const path: string[] = [];
    for (const node of await treeOf(crate)) {
      path.length = node.depth;
      const ref = node.isLocal ? file["bom-ref"] : purl(node);
      path.push(ref);
      if (node.isLocal) continue;
      if (!components.has(ref)) {
        components.set(ref, describeCrate(node, lock));
        needs.set(ref, new Set());
      }
      needs.get(path.at(-2)!)!.add(ref);
    }
  }
  return { components: [...components.values()], needs, direct };
}

/**
 * What cargo compiles for the target into a crate: without tests, build scripts and macros, which run on the machine that
 * builds.
 */
async function treeOf(crate: string): Promise<Node[]> {
  const text = await run("cargo", [
    "tree",
    "--locked",
    `--package=${crate}`,
    "--target=wasm32-unknown-unknown",
    "--edges=normal,no-proc-macro",
    "--prefix=depth",
    "--format=|{p}|{l}",
  ], { cwd: join(root, "wasm"), env: { PATH: rustPath } });
  return new TextDecoder().decode(text).trim().split("\n").map((line) => {
    const [, depth, name, version, source, license] =
      /^(\d+)\|(\S+) v(\S+)(?: \((.*)\))?\|(.*?)(?: \(\*\))?$/.exec(line) ?? [];
    if (license === undefined) throw new Error(`cargo tree says what is not understood: ${line}`);
    const isLocal = source !== undefined;
    return { depth: Number(depth), name: name!, version: version!, license, isLocal };
  });
}

function describeCrate(node: Node, lock: string): Component {
  const { name, version, license } = node;
  const entry = lock.split("\n\n").find((entry) =>
    entry.includes(`\nname = "${name}"\nversion = "${version}"\n`)
  );
  const checksum = entry?.match(/^checksum = "([0-9a-f]{64})"$/m)?.[1];
  if (checksum === undefined) throw new Error(`Cargo.lock has no checksum of ${name} ${version}`);
  return {
    type: "library",
    "bom-ref": purl(node),
    name,
    version,
    hashes: [{ alg: "SHA-256", content: checksum }],
    licenses: licenses(license, name),
    purl: purl(node),
  };
}

/** A WASM file, and the standard library of the compiler that gave it. */
async function describeFile(crate: string): Promise<{ file: Component; library: Component }> {
  const path = `src/core/${crate}_bg.wasm`;
  const record = JSON.parse(await Deno.readTextFile(join(root, `src/core/${crate}.json`)));
  const [, version] = /^rustc (\d+\.\d+\.\d+) /.exec(record.rustc) ?? [];
  if (version === undefined) throw new Error(`${crate}.json names no compiler`);
  const library = `pkg:generic/rust-std@${version}`;
  return {
    file: await fileOf(path),
    library: {
      type: "library",
      "bom-ref": library,
      name: "rust-std",
      version,
      description: "Rust's standard library, with the crates that it brings",
      licenses: licenses("MIT OR Apache-2.0", "rust-std"),
      cpe: `cpe:2.3:a:rust-lang:rust:${version}:*:*:*:*:*:*:*`,
      purl: library,
    },
  };
}

function purl({ name, version }: Pick<Node, "name" | "version">): string {
  return `pkg:cargo/${name}@${version}`;
}

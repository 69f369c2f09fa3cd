/**
 * Compiles the crates of `wasm/` to WebAssembly and puts the result into `src/core`, also as text inside TypeScript:
 * `deno task build:wasm [--check | --check-sources | --check-toolchain | --inline] [CRATE ...]`.
 *
 * - `--inline` compiles nothing, and only makes the text of the committed files anew.
 * - `--check` writes nothing, and fails unless the committed files are, byte for byte, what the sources compile to.
 * - `--check-sources` compares the hash of the sources, and those of the committed files, with the ones recorded beside
 *   the files. It needs no Rust and takes no time. Whoever replaces a file and its record is found by `--check`.
 * - `--check-toolchain` says in one line what this machine lacks for `--check`, and installs nothing. It ends with status
 *   0 when nothing is missing, and with 3 when something is.
 *
 * The bytes depend on the compiler, so it is a fixed one: Debian's `rustc-web`, whose version is recorded as well. On
 * a Debian machine, as root, the script installs what is missing into the system and into `WASM_TOOLS`
 * (`/opt/rustwasm` unless set). The first time that takes about half an hour on two cores, later less than a minute.
 *
 * @module
 */
import { createHash } from "node:crypto";
import { basename, join, relative } from "node:path";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { gzippedLength } from "../tools/gzipped_length.ts";
import {
  binaryen,
  cargo,
  cargoHome,
  compilerVersion,
  installToolchain,
  missingParts,
  run,
  rustc,
  tools,
  wasmBindgen,
  wasmPack,
} from "./wasm_toolchain.ts";

const root = join(import.meta.dirname!, "..");
const workspace = join(root, "wasm");
const artefacts = join(root, "src/core");

/** The crates whose artefacts the package carries. */
const shipped = ["masking", "programs"];

/** What the shipped runtimes all have: Deno, Node 20, workerd and the browsers of 2023. */
const features = [
  "bulk-memory",
  "multivalue",
  "mutable-globals",
  "nontrapping-float-to-int",
  "reference-types",
  "sign-ext",
  "simd",
];

/** What is written beside an artefact. */
interface Record {
  /** SHA-256 of everything in the project that the bytes depend on. */
  sources: string;
  /** The compiler, as `rustc -V` says it. */
  rustc: string;
  /** SHA-256 of each file that came out, by its name. */
  files: { [name: string]: string };
}

/** The files that the crate compiles to, by their name in `src/core`. */
async function compile(crate: string): Promise<Map<string, Uint8Array>> {
  const folder = await Deno.makeTempDir();
  try {
    await run([
      join(tools, "bin/wasm-pack"),
      "build",
      join(workspace, crate),
      "--mode=no-install",
      "--no-opt",
      "--no-pack",
      "--release",
      "--target=bundler",
      `--out-dir=${folder}`,
      "--",
      "--locked",
    ], {
      PATH: `${tools}/bin:/usr/bin:/bin`,
      RUSTC: rustc,
      RUSTUP_TOOLCHAIN: "",
      RUSTFLAGS: [
        "-Ctarget-feature=+simd128",
        // WebAssembly has numbers of 64 bits but no product of 128, so arithmetic in 32 bits is faster and smaller.
        '--cfg=cpubits="32"',
        `--remap-path-prefix=${cargoHome}=/cargo`,
        ...await crateFolders(),
        `--remap-path-prefix=${workspace}=/wasm`,
      ].join(" "),
    });
    const wasm = join(folder, `${crate}_bg.wasm`);
    await run([
      join(tools, "npm/node_modules/.bin/wasm-opt"),
      "-O3",
      ...features.map((feature) => `--enable-${feature}`),
      "--strip-debug",
      "--strip-producers",
      wasm,
      "--output",
      wasm,
    ]);

    const glue = join(folder, `${crate}_bg.js`);
    const types = join(folder, `${crate}_bg.d.ts`);
    const header = `// @ts-self-types="./${crate}_bg.d.ts"\n`;
    await Deno.writeTextFile(glue, header + await Deno.readTextFile(glue));
    await Deno.writeTextFile(types, await glueTypes(join(folder, `${crate}.d.ts`)));
    await run([Deno.execPath(), "fmt", "--quiet", `--config=${root}/deno.json`, glue, types]);

    return new Map([
      [basename(wasm), await Deno.readFile(wasm)],
      [basename(glue), await Deno.readFile(glue)],
      [basename(types), await Deno.readFile(types)],
    ]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** wasm-bindgen types the entry it generates and not the glue inside, which has one function more. */
async function glueTypes(entryTypes: string): Promise<string> {
  const types = (await Deno.readTextFile(entryTypes)).replace(/^\/\* \w+lint.*\n/gm, "");
  return `${types}
/**
 * Sets the instance that all other functions call.
 */
export function __wbg_set_wasm(exports: WebAssembly.Exports): void;
`;
}

/**
 * Adds the functions of the glue that the WASM file imports: where a loader imports that file as it does a module, a
 * publish checks that they are declared. No byte of the WASM depends on it, so the hash of the sources is without it.
 */
function declareImports(files: Map<string, Uint8Array>, crate: string): void {
  const types = `${crate}_bg.d.ts`;
  const module = new WebAssembly.Module(files.get(`${crate}_bg.wasm`)!.slice());
  const declared = WebAssembly.Module.imports(module).map(({ name }) => name).sort().map((name) =>
    `\n/**\n * Called by the WASM module alone.\n */\nexport function ${name}(...args: unknown[]): unknown;\n`
  );
  const text = new TextDecoder().decode(files.get(types)) + declared.join("");
  files.set(types, new TextEncoder().encode(text));
}

/** Adds the record of what went in and what came out. */
async function addRecord(files: Map<string, Uint8Array>, crate: string): Promise<void> {
  const record: Record = {
    sources: await hashSources(crate),
    rustc: await compilerVersion(),
    files: Object.fromEntries([...files].map(([name, bytes]) => [name, sha256(bytes)])),
  };
  files.set(`${crate}.json`, new TextEncoder().encode(JSON.stringify(record, null, 2) + "\n"));
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** SHA-256 over the crate and what it shares, the workspace's settings, the locked versions of its dependencies, and this script. */
async function hashSources(crate: string): Promise<string> {
  const hash = createHash("sha256");
  const add = (name: string, text: string) => hash.update(`${name}\0${text.length}\0${text}\0`);
  const manifest = await Deno.readTextFile(join(workspace, "Cargo.toml"));
  add("Cargo.toml", manifest.replace(/^members = .*$/m, ""));
  const files: string[] = [];
  for (const part of [crate, "shared"]) {
    files.push(
      join(workspace, part, "Cargo.toml"),
      ...await listFiles(join(workspace, part, "src")),
    );
  }
  for (const file of files) add(relative(workspace, file), await Deno.readTextFile(file));
  add(
    "Cargo.lock",
    lockedDependencies(await Deno.readTextFile(join(workspace, "Cargo.lock")), crate),
  );
  add("flags", [compile, glueTypes].map(String).join("\n"));
  add("tools", [wasmBindgen, wasmPack, binaryen, ...features].join("\n"));
  return hash.digest("hex");
}

async function listFiles(folder: string): Promise<string[]> {
  const files: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    if (isDirectory) files.push(...await listFiles(join(folder, name)));
    else files.push(join(folder, name));
  }
  return files.sort();
}

/** The entries of the lock file for all that `crate` depends on, so that another crate's dependencies do not count. */
function lockedDependencies(lock: string, crate: string): string {
  const entries = lock.split("\n\n").filter((entry) => entry.startsWith("[[package]]"));
  const field = (entry: string, name: string) =>
    entry.match(new RegExp(`^${name} = "(.*)"$`, "m"))?.[1];
  const chosen = new Set<string>();
  const visit = (dependency: string) => {
    const [name, version] = dependency.split(" ");
    for (const entry of entries) {
      if (field(entry, "name") !== name) continue;
      if (version !== undefined && field(entry, "version") !== version) continue;
      if (chosen.has(entry)) continue;
      chosen.add(entry);
      for (const [, next] of entry.matchAll(/^ "(.*)",$/gm)) visit(next!);
    }
  };
  visit(crate);
  return [...chosen].sort().join("\n\n");
}

/**
 * A module of TypeScript that has a WASM file as text. What it inflates to is checked, and not its own bytes, which depend
 * on who deflates.
 */
function inlineModule(name: string, wasm: Uint8Array): Uint8Array {
  const text = deflateRawSync(wasm, { level: 9, memLevel: 9 }).toString("base64");
  return new TextEncoder().encode(
    `/** ${name}, deflated, in base64. Made by deno task build:wasm. */\nconst text: string =\n  "${text}";\nexport default text;\n`,
  );
}

/** The WASM file that such a module has. */
function inflated(code: Uint8Array | undefined): Uint8Array | undefined {
  const [, text] = /"([\w+/=]+)";/.exec(new TextDecoder().decode(code)) ?? [];
  try {
    return text === undefined ? undefined : inflateRawSync(Uint8Array.fromBase64(text));
  } catch {
    return undefined;
  }
}

async function readCommitted(name: string): Promise<Uint8Array | undefined> {
  return await Deno.readFile(join(artefacts, name)).catch(() => undefined);
}

/** What was recorded with a crate's committed files; nothing if there are none. */
async function readRecord(crate: string): Promise<Record | undefined> {
  const bytes = await readCommitted(`${crate}.json`);
  return bytes === undefined ? undefined : JSON.parse(new TextDecoder().decode(bytes));
}

/** What does not match the record of a crate: its sources, or a committed file. */
async function mismatches(crate: string): Promise<string[]> {
  const record = await readRecord(crate);
  if (record === undefined) return [`${crate}.json`];
  const { sources, files } = record;
  const names = ["_bg.wasm", "_bg.js", "_bg.d.ts"].map((end) => crate + end);
  const found = sources === await hashSources(crate) ? [] : [`wasm/${crate}`];
  for (const name of names) {
    const bytes = await readCommitted(name);
    if (bytes === undefined || sha256(bytes) !== files?.[name]) found.push(name);
  }
  const inlined = inflated(await readCommitted(`${crate}_inline.ts`));
  if (inlined === undefined || sha256(inlined) !== files?.[`${crate}_bg.wasm`]) {
    found.push(`${crate}_inline.ts`);
  }
  return found;
}

/** Makes the text of a WASM file anew. */
async function writeInline(crate: string, wasm: Uint8Array): Promise<void> {
  const name = `${crate}_bg.wasm`;
  await Deno.writeFile(join(artefacts, `${crate}_inline.ts`), inlineModule(name, wasm));
}

/** Gives the downloaded crates one name on every machine: cargo's own names them after where they came from. */
async function crateFolders(): Promise<string[]> {
  await run([cargo, "fetch", "--locked", "--manifest-path", join(workspace, "Cargo.toml")]);
  const folder = join(cargoHome, "registry/src");
  const remaps: string[] = [];
  for await (const { name } of Deno.readDir(folder)) {
    remaps.push(`--remap-path-prefix=${join(folder, name)}=/crates`);
  }
  return remaps;
}

const flags = new Set(Deno.args.filter((arg) => arg.startsWith("--")));
const crates = Deno.args.filter((arg) => !arg.startsWith("--"));
if (crates.length === 0) crates.push(...shipped);

/** Says what is missing for a rebuild, and ends the process. */
async function checkToolchain(): Promise<never> {
  const records = await Promise.all(crates.map(readRecord));
  const compilers = new Set(records.map((record) => record?.rustc ?? "no recorded version"));
  const missing = (await Promise.all([...compilers].map(missingParts))).flat();
  if (missing.length === 0) Deno.exit(0);
  console.log(
    `The WASM files were not rebuilt. Missing: ${[...new Set(missing)].join("; ")}. ` +
      "On Debian 12, as root, deno task build:wasm --check installs it in about half an hour, and rebuilds.",
  );
  Deno.exit(3);
}

if (flags.has("--check-toolchain")) await checkToolchain();
const stale: string[] = [];
if (flags.has("--check-sources")) {
  for (const crate of crates) stale.push(...await mismatches(crate));
} else if (flags.has("--inline")) {
  for (const crate of crates) {
    await writeInline(crate, await Deno.readFile(join(artefacts, `${crate}_bg.wasm`)));
  }
} else {
  await installToolchain();
  for (const crate of crates) {
    const files = await compile(crate);
    declareImports(files, crate);
    await addRecord(files, crate);
    for (const [name, bytes] of files) {
      if (!flags.has("--check")) await Deno.writeFile(join(artefacts, name), bytes);
      else if (!isEqual(bytes, await readCommitted(name))) stale.push(name);
    }
    const wasm = files.get(`${crate}_bg.wasm`)!;
    if (!flags.has("--check")) await writeInline(crate, wasm);
    const size = `${wasm.length} bytes, ${await gzippedLength(wasm.slice())} gzipped`;
    console.log(`${crate}: ${size}, SHA-256 ${sha256(wasm)}`);
  }
}
if (stale.length > 0) {
  console.error(`Not what the sources compile to: ${stale.join(", ")}. Run deno task build:wasm`);
  Deno.exit(1);
}
if (flags.has("--check")) {
  console.log("The committed files are, byte for byte, what was just built");
}

function isEqual(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return a.length === b?.length && a.every((byte, index) => byte === b[index]);
}

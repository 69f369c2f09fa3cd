/**
 * The toolchain that gives the WASM files of the package: which programs it is made of, what this machine lacks of it,
 * and how it is installed.
 *
 * @module
 */
import { join } from "node:path";

/** The release of wasm-bindgen, and of its command line. */
export const wasmBindgen = "0.2.129";
/** The release of wasm-pack. */
export const wasmPack = "0.15.1";
/** The release of binaryen, of which `wasm-opt` is a part. */
export const binaryen = "132.0.0";

/** Where what Debian does not have is installed. */
export const tools = Deno.env.get("WASM_TOOLS") ?? "/opt/rustwasm";
/** Where cargo keeps the crates that it downloads. */
export const cargoHome = Deno.env.get("CARGO_HOME") ??
  join(Deno.env.get("HOME") ?? "/root", ".cargo");
/** Debian's compiler. */
export const rustc = "/usr/bin/rustc";
/** Debian's cargo. */
export const cargo = "/usr/bin/cargo";

const target = "wasm32-unknown-unknown";
const debianPackages = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "lld-22"];
const standardLibrary = `/usr/lib/rustlib/${target}/lib`;
/** Holds the version of the compiler that the standard library was compiled with. */
const standardLibraryStamp = join(standardLibrary, ".version");
const optimizer = join(tools, "npm/node_modules/.bin/wasm-opt");

/** The programs that cargo installs: the crate and the release of each. */
const programs = {
  "wasm-bindgen": ["wasm-bindgen-cli", wasmBindgen],
  "wasm-pack": ["wasm-pack", wasmPack],
} as const;

type Program = keyof typeof programs;

/**
 * Runs a program, and shows what it printed only when it fails.
 *
 * @throws {Error} When the program fails.
 */
export async function run(
  [program, ...args]: [string, ...string[]],
  env: { [name: string]: string } = {},
): Promise<void> {
  const { success, stdout, stderr } = await new Deno.Command(program, { args, env, stdin: "null" })
    .output();
  if (success) return;
  Deno.stderr.writeSync(stdout);
  Deno.stderr.writeSync(stderr);
  throw new Error(`${program} ${args.join(" ")} failed: see its output above`);
}

/** What a program prints; an empty text when it does not run. */
async function read(program: string, ...args: string[]): Promise<string> {
  try {
    const { stdout } = await new Deno.Command(program, { args, stderr: "null" }).output();
    return new TextDecoder().decode(stdout).trim();
  } catch {
    return "";
  }
}

/** The compiler of this machine, as `rustc -V` says it; an empty text when there is none. */
export async function compilerVersion(): Promise<string> {
  return await read(rustc, "-V");
}

/**
 * What this machine lacks to give the recorded bytes, in words. Installs nothing.
 *
 * @param recorded The compiler that gave the recorded bytes, as `rustc -V` says it.
 */
export async function missingParts(recorded: string): Promise<string[]> {
  const missing: string[] = [];
  if (!await hasCompiler()) missing.push(`the packages ${debianPackages.join(", ")}`);
  const version = await compilerVersion();
  if (version !== recorded) {
    missing.push(`${rustc} of "${recorded}"${version === "" ? "" : ` (it is "${version}")`}`);
  }
  if (!await hasStandardLibrary()) missing.push(`its standard library for ${target}`);
  for (const program of Object.keys(programs) as Program[]) {
    if (!await hasProgram(program)) missing.push(`${program} ${programs[program][1]}`);
  }
  if (!await hasOptimizer()) missing.push(`wasm-opt of binaryen ${binaryen}`);
  return missing;
}

/** Installs what is missing. The compiler is the one that Debian has now, which may be newer than a recorded one. */
export async function installToolchain(): Promise<void> {
  if (!await hasCompiler()) await installCompiler();
  if (!await hasStandardLibrary()) await installStandardLibrary();
  for (const program of Object.keys(programs) as Program[]) {
    if (!await hasProgram(program)) await installProgram(program);
  }
  if (!await hasOptimizer()) await installOptimizer();
}

async function hasCompiler(): Promise<boolean> {
  const states = await read("dpkg-query", "-W", "-f=${db:Status-Abbrev}\n", ...debianPackages);
  const installed = states.split("\n").filter((line) => line.startsWith("ii"));
  return installed.length === debianPackages.length;
}

/** Debian's compiler, linker and the source of the standard library. */
async function installCompiler(): Promise<void> {
  await run(["apt-get", "update", "-q"]);
  const packages = ["gcc", "libc6-dev", ...debianPackages];
  await run(["apt-get", "install", "-yq", "--no-install-recommends", ...packages]);
}

async function hasStandardLibrary(): Promise<boolean> {
  const stamp = await Deno.readTextFile(standardLibraryStamp).catch(() => "");
  return stamp !== "" && stamp.trim() === await compilerVersion();
}

/** Debian ships no standard library for WebAssembly, so it is compiled from its source, once for each compiler. */
async function installStandardLibrary(): Promise<void> {
  const version = await compilerVersion();
  const source = `/usr/src/rustc-${version.split(" ")[1]}`;
  const build = await Deno.makeTempDir();
  try {
    await run([
      cargo,
      "build",
      `--manifest-path=${source}/library/sysroot/Cargo.toml`,
      `--target=${target}`,
      `--target-dir=${build}`,
      "--release",
      "--locked",
    ], {
      RUSTC: rustc,
      // The standard library is written in the unstable language that its own compiler understands.
      RUSTC_BOOTSTRAP: "1",
      __CARGO_DEFAULT_LIB_METADATA: "wasmstd",
      RUSTFLAGS: [
        "-Zforce-unstable-if-unmarked",
        "-Cembed-bitcode=yes",
        `--remap-path-prefix=${source}=/rustc`,
        `--remap-path-prefix=${cargoHome}=/cargo`,
      ].join(" "),
    });
    await Deno.remove(standardLibrary, { recursive: true }).catch(() => {});
    await Deno.mkdir(standardLibrary, { recursive: true });
    const libraries = join(build, target, "release/deps");
    for await (const { name } of Deno.readDir(libraries)) {
      if (!name.endsWith(".rlib")) continue;
      await Deno.copyFile(join(libraries, name), join(standardLibrary, name));
    }
    await Deno.writeTextFile(standardLibraryStamp, version);
  } finally {
    await Deno.remove(build, { recursive: true });
  }
}

async function hasProgram(program: Program): Promise<boolean> {
  const installed = await read(join(tools, "bin", program), "--version");
  return installed.split(" ")[1] === programs[program][1];
}

async function installProgram(program: Program): Promise<void> {
  const [crate, version] = programs[program];
  const args = ["--locked", "--force", `--root=${tools}`, `${crate}@${version}`];
  await run([cargo, "install", ...args], { RUSTC: rustc });
}

async function hasOptimizer(): Promise<boolean> {
  return (await read(optimizer, "--version")).includes(` ${binaryen.split(".")[0]} `);
}

async function installOptimizer(): Promise<void> {
  const args = [`--prefix=${tools}/npm`, "--no-audit", "--no-fund", `binaryen@${binaryen}`];
  await run(["npm", "install", ...args]);
}

/**
 * Generates `src/gen` from `proto/`: `deno task build:proto`.
 *
 * - `--check` writes nothing, and fails unless the schemas are in good form and `src/gen` is what they generate.
 * - `--descriptors FILE` writes the schemas as a serialized `FileDescriptorSet` instead, for tools that compare them.
 *
 * The tools come from npm through `npx`, which installs what matches the platform and keeps it for the next time.
 *
 * @module
 */
import { dirname, join, resolve } from "node:path";
import { leanDescriptors } from "./proto/lean_descriptors.ts";

const packages = ["@bufbuild/buf@1.75.0", "@bufbuild/protoc-gen-es@2.17.0"];
const root = join(import.meta.dirname!, "..");
const schemas = join(root, "proto");
const generated = join(root, "src/gen");

async function buf(...args: string[]): Promise<void> {
  const npx = new Deno.Command("npx", {
    args: [
      "--yes",
      "--loglevel=error",
      "--prefer-offline",
      ...packages.map((name) => `--package=${name}`),
      "--",
      "buf",
      ...args,
    ],
    cwd: schemas,
    stdin: "null",
    stdout: "inherit",
    stderr: "inherit",
  });
  const { success } = await npx.output();
  if (!success) throw new Error(`buf ${args.join(" ")} failed: see its output above`);
}

/** The text of every file below `folder`, by its path in there. */
async function readTree(folder: string, prefix = ""): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = prefix + name;
    if (isDirectory) {
      for (const file of await readTree(join(folder, name), `${path}/`)) files.set(...file);
    } else {
      files.set(path, await Deno.readTextFile(join(folder, name)));
    }
  }
  return files;
}

async function generate(): Promise<Map<string, string>> {
  const folder = await Deno.makeTempDir();
  try {
    await buf("generate", "--output", folder);
    return leanDescriptors(await readTree(folder));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Paths whose text differs, or that only one side has. */
function differences(left: Map<string, string>, right: Map<string, string>): string[] {
  const paths = new Set([...left.keys(), ...right.keys()]);
  return [...paths].filter((path) => left.get(path) !== right.get(path)).sort();
}

async function check(): Promise<void> {
  await buf("format", "--diff", "--exit-code");
  await buf("lint");
  const stale = differences(await generate(), await readTree(generated));
  if (stale.length === 0) return;
  console.error("Not what proto/ generates; run `deno task build:proto`:");
  for (const path of stale) console.error(`  src/gen/${path}`);
  Deno.exit(1);
}

async function build(): Promise<void> {
  await Deno.mkdir(generated, { recursive: true });
  const fresh = await generate();
  const stale = differences(fresh, await readTree(generated));
  for (const path of stale) {
    const file = join(generated, path);
    const text = fresh.get(path);
    if (text === undefined) {
      await Deno.remove(file);
    } else {
      await Deno.mkdir(dirname(file), { recursive: true });
      await Deno.writeTextFile(file, text);
    }
  }
  console.log(`${fresh.size} files in src/gen, ${stale.length} of them changed`);
}

async function writeDescriptors(file: string): Promise<void> {
  const output = `${resolve(file)}#format=binpb`;
  await buf("build", "--as-file-descriptor-set", "--exclude-source-info", "--output", output);
}

const [flag, file, ...rest] = Deno.args;
if (flag === undefined) await build();
else if (flag === "--check" && file === undefined) await check();
else if (flag === "--descriptors" && file !== undefined && rest.length === 0) {
  await writeDescriptors(file);
} else {
  console.error("Usage: deno task build:proto [--check | --descriptors FILE]");
  Deno.exit(2);
}

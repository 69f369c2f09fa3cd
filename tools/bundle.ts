import { join } from "node:path";
import { gzippedLength } from "./gzipped_length.ts";
import { run } from "./run.ts";

/** Bundles an entry point and all it imports into one file. The options are those of `deno bundle`. */
export async function bundleIntoFile(
  entry: URL,
  file: string,
  ...options: string[]
): Promise<void> {
  const args = ["bundle", "--quiet", "--no-check", ...options, `--output=${file}`, entry.pathname];
  await run(Deno.execPath(), args);
}

/** The output of a bundler, as paths of files. */
export interface Bundle {
  /** The files that are loaded at once, the entry first. */
  start: string[];
  /** The files that are loaded later. */
  later: string[];
}

/** Bundles an entry point for browsers, minified and in pieces, without WASM files and what `external` names. */
export async function bundle(
  entry: URL,
  folder: string,
  external: readonly string[] = [],
): Promise<Bundle> {
  await run(Deno.execPath(), [
    ...["bundle", "--quiet", "--no-check", "--minify", "--platform=browser", "--code-splitting"],
    ...["*.wasm", ...external].map((pattern) => `--external=${pattern}`),
    ...[`--outdir=${folder}`, entry.pathname],
  ]);
  const start = new Set([entry.pathname.split("/").pop()!.replace(/\.ts$/, ".js")]);
  for (const file of start) {
    const code = await Deno.readTextFile(join(folder, file));
    for (const [, name] of code.matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g)) start.add(name!);
  }
  const all = [...Deno.readDirSync(folder)].map(({ name }) => name);
  const later = all.filter((name) => name.endsWith(".js") && !start.has(name));
  const paths = (names: Iterable<string>) => [...names].map((name) => join(folder, name));
  return { start: paths(start), later: paths(later) };
}

/** The size of files compressed by gzip, in bytes. */
export async function weigh(files: readonly string[]): Promise<number> {
  const lengths = files.map(async (file) => await gzippedLength(await Deno.readFile(file)));
  return (await Promise.all(lengths)).reduce((sum, length) => sum + length, 0);
}

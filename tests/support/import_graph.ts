/** Reads which file imports which: all files of a checkout, by the text of their imports. */
import { dirname, join } from "node:path/posix";
import config from "../../deno.json" with { type: "json" };

/** One file imports another. Paths start at the root of the checkout. */
export interface Import {
  from: string;
  /** A path, or the name of a package, such as `@cosmjs/stargate` or `node:fs`. */
  to: string;
  /** The file is loaded only when the running code reaches the import. */
  isDynamic: boolean;
  /** Only types are imported; nothing is loaded. */
  isOfTypes: boolean;
}

const root = new URL("../../", import.meta.url);
const names: Record<string, string> = config.imports;
const importPattern =
  /^(?:import|export)\b(\s+type\b)?(?:[^"';=]*?\bfrom)?\s*"([^"]+)"|\bimport\(\s*"([^"]+)"/gm;

/** The text of a file of the checkout. */
export function readText(path: string): string {
  return Deno.readTextFileSync(new URL(path, root));
}

/** The text of a file without its comments. */
export function readCode(path: string): string {
  return readText(path).replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "");
}

/** All files with code in a folder of the checkout and in the folders inside it. */
export function filesIn(folder: string): string[] {
  return [...Deno.readDirSync(new URL(`${folder}/`, root))].flatMap(({ name, isDirectory }) => {
    const path = join(folder, name);
    if (isDirectory) return filesIn(path);
    return /(?<!\.d)\.[jt]s$/.test(name) ? [path] : [];
  }).sort();
}

/** The files with code at the root of the checkout. */
export function filesAtRoot(): string[] {
  return [...Deno.readDirSync(root)].map(({ name }) => name).filter((name) => name.endsWith(".ts"));
}

/** All folders in a folder of the checkout, itself included. */
export function foldersIn(folder: string): string[] {
  return [...Deno.readDirSync(new URL(`${folder}/`, root))].filter((entry) => entry.isDirectory)
    .reduce((found, { name }) => [...found, ...foldersIn(join(folder, name))], [folder]).sort();
}

/** What files import. */
export function importsOf(files: readonly string[]): Import[] {
  return files.flatMap((from) =>
    [...readCode(from).matchAll(importPattern)].map(([, type, name, dynamicName]) => ({
      from,
      to: resolve(from, name ?? dynamicName!),
      isDynamic: dynamicName !== undefined,
      isOfTypes: type !== undefined,
    }))
  );
}

function resolve(from: string, name: string): string {
  if (name.startsWith(".")) return join(dirname(from), name);
  const target = names[name];
  return target?.startsWith("./") ? join(target) : name;
}

/**
 * The arrows of a graph that are part of a circle or lie between two circles; none if there is no
 * circle. Takes arrows away whose start nothing points to or whose end points to nothing, until
 * none is left to take.
 */
export function circles(arrows: readonly string[]): string[] {
  let left = [...new Set(arrows)].map((arrow) => arrow.split(" -> ") as [string, string]);
  for (let before = Infinity; left.length < before;) {
    before = left.length;
    const starts = new Set(left.map(([from]) => from));
    const ends = new Set(left.map(([, to]) => to));
    left = left.filter(([from, to]) => ends.has(from) && starts.has(to));
  }
  return left.map((arrow) => arrow.join(" -> "));
}

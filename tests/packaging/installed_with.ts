import { join } from "node:path/posix";

/** The part of npm's `package-lock.json` that says what is in a folder of `node_modules`. */
interface Entry {
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}

/**
 * The names of all packages that npm installs because of one package: what that needs, and what these need.
 *
 * @param lock The text of a project's `package-lock.json`.
 * @param name The package; it is not among the names.
 */
export function installedWith(lock: string, name: string): string[] {
  const entries: Record<string, Entry> = JSON.parse(lock).packages;
  const start = `node_modules/${name}`;
  const reached = new Set([start]);
  for (const folder of reached) {
    for (const needed of neededBy(entries[folder]!)) {
      const found = resolve(needed, folder, entries);
      // What is optional may not be there.
      if (found !== undefined) reached.add(found);
    }
  }
  reached.delete(start);
  return [...new Set([...reached].map((folder) => folder.split("node_modules/").at(-1)!))].sort();
}

function neededBy(
  { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta }: Entry,
): string[] {
  const peers = Object.keys(peerDependencies ?? {})
    .filter((name) => !peerDependenciesMeta?.[name]?.optional);
  return [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers];
}

/** The folder from which code in `from` loads a package: its own `node_modules`, or the next one outside. */
function resolve(name: string, from: string, entries: Record<string, Entry>): string | undefined {
  let folder = from;
  while (true) {
    const path = join(folder, "node_modules", name);
    if (path in entries) return path;
    if (folder === "") return undefined;
    folder = folder.slice(0, Math.max(folder.lastIndexOf("/node_modules/"), 0));
  }
}

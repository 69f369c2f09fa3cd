import { dirname, join } from "node:path";

/**
 * The names that a package exports by its declarations: values and types.
 *
 * @param path A file of declarations, whose relative exports are followed.
 */
export async function readExports(path: string): Promise<string[]> {
  const text = (await Deno.readTextFile(path)).replace(/\/\*[^]*?\*\//g, "");
  const names = new Set<string>();
  for (const [, from] of text.matchAll(/^export \* from "(\.[^"]+)";/gm)) {
    const target = join(dirname(path), from!);
    const isFile = await Deno.stat(`${target}.d.ts`).then(() => true, () => false);
    const found = await readExports(isFile ? `${target}.d.ts` : join(target, "index.d.ts"));
    for (const name of found) names.add(name);
  }
  for (const [, list] of text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)) {
    for (const name of list!.split(",").map((part) => part.trim().split(/\s+/).at(-1)!)) {
      if (name !== "") names.add(name);
    }
  }
  const declared =
    /^export (?:declare )?(?:abstract )?(?:const|class|function|type|interface|enum) (\w+)/gm;
  for (const [, name] of text.matchAll(declared)) names.add(name!);
  return [...names].sort();
}

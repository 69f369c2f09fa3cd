import { run } from "./run.ts";

const cache = new URL("../.cache/npm/", import.meta.url).pathname;

/**
 * Installs packages from npm, each as `name@version`, into a folder of their own below `.cache`, unless they are there.
 * Returns the folder.
 */
export async function npmInstall(name: string, packages: readonly string[]): Promise<string> {
  const folder = `${cache}${name}`;
  const wanted = packages.join("\n");
  const list = `${folder}/installed.txt`;
  if (await Deno.readTextFile(list).catch(() => undefined) === wanted) return folder;
  await Deno.remove(folder, { recursive: true }).catch(() => {});
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(`${folder}/package.json`, `{ "private": true, "type": "module" }`);
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  await run("npm", ["install", "--save-exact", ...quiet, ...packages], { cwd: folder });
  await Deno.writeTextFile(list, wanted);
  return folder;
}

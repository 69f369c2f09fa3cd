import { dirname, join } from "node:path";
import { run } from "../../../tools/run.ts";
import type { PublishedPackage } from "./registry.ts";

/** A package as JSR gives it to npm's tools. */
export interface NpmForm {
  /** Its `package.json`. */
  manifest: Record<string, unknown>;
  /** Its files, packed for npm. */
  tarball: Uint8Array<ArrayBuffer>;
}

/** The name that a package of JSR has for npm's tools. */
export function npmName(name: string): string {
  return `@jsr/${name.slice(1).replace("/", "__")}`;
}

/**
 * Emulates what JSR makes of a package for npm's tools. As JSR, it keeps the files, adds JavaScript and declarations
 * beside them, and writes a `package.json` with one target for each entry point, without a condition of a runtime, and
 * with the dependencies that the files name.
 *
 * The transpiler is that of `deno pack`, which belongs to the same project as JSR's and is another program. JSR puts the
 * declarations into the folder `_dist`, adds source maps, and rewrites the imports in the TypeScript that it keeps.
 */
export async function npmForm(published: PublishedPackage): Promise<NpmForm> {
  const folder = await Deno.makeTempDir();
  try {
    const sources = join(folder, "sources");
    await write(sources, published.files);
    const packed = [
      "pack",
      "--quiet",
      "--no-source-maps",
      `--output=${join(folder, "packed.tgz")}`,
    ];
    await run(Deno.execPath(), packed, { cwd: sources });
    await run("tar", ["-xzf", "packed.tgz"], { cwd: folder });
    const root = join(folder, "package");
    const manifest = await packageJson(root, published);
    await run("cp", ["-rn", `${sources}/.`, root]);
    await Deno.writeTextFile(join(root, "package.json"), JSON.stringify(manifest, null, 2));
    await run("tar", ["-czf", "form.tgz", "package"], { cwd: folder });
    return { manifest, tarball: await Deno.readFile(join(folder, "form.tgz")) };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function write(folder: string, files: PublishedPackage["files"]): Promise<void> {
  for (const [path, bytes] of files) {
    await Deno.mkdir(join(folder, dirname(path)), { recursive: true });
    await Deno.writeFile(join(folder, path), bytes);
  }
}

async function packageJson(
  root: string,
  { name, version, exports, files }: PublishedPackage,
): Promise<Record<string, unknown>> {
  const targets: Record<string, unknown> = {};
  for (const [subpath, path] of Object.entries(exports)) {
    const base = path.replace(/\.ts$/, "");
    await Deno.stat(join(root, `${base}.js`));
    targets[subpath] = { types: `${base}.d.ts`, default: `${base}.js` };
  }
  return {
    name: npmName(name),
    version,
    type: "module",
    dependencies: dependencies(files),
    exports: targets,
  };
}

/** The packages of npm that the code names, in the versions that it names. */
function dependencies(files: PublishedPackage["files"]): Record<string, string> {
  const code = [...files].filter(([path]) => /\.[jt]s$/.test(path))
    .map(([, bytes]) => new TextDecoder().decode(bytes));
  const named = code.join("\n").matchAll(/["']npm:\/?((?:@[^/"']+\/)?[^@/"']+)@([^/"']+)/g);
  return Object.fromEntries([...named].map(([, name, version]) => [name!, version!]).sort());
}

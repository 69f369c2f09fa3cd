import { dirname, join } from "node:path";
import { run } from "./run.ts";

const cache = new URL("../.cache/runtimes/", import.meta.url).pathname;

const arch = { x86_64: "x64", aarch64: "arm64" }[Deno.build.arch];
const platform = `${Deno.build.os}-${arch}`;

/** The package that has the program for this machine, and where in it. No script of a package has to run. */
const packages = {
  deno: [`@deno/${platform}${Deno.build.os === "linux" ? "-glibc" : ""}`, "deno"],
  node: [`node-${platform}`, "bin/node"],
  bun: [`@oven/bun-${platform}`, "bin/bun"],
} as const;

/**
 * Installs a runtime from npm, unless it is there already, and returns the path of its program.
 *
 * @param name The runtime.
 * @param version The exact version, such as `2.1.4`.
 */
export async function installedRuntime(
  name: keyof typeof packages,
  version: string,
): Promise<string> {
  const [packageName, path] = packages[name];
  const folder = join(cache, `${name}-${version}`);
  const program = join(folder, "node_modules", packageName, path);
  if (await isRunning(program)) return program;
  await Deno.mkdir(folder, { recursive: true });
  await Deno.writeTextFile(join(folder, "package.json"), "{}");
  const quiet = ["--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"];
  await run("npm", ["install", ...quiet, `${packageName}@${version}`], { cwd: folder });
  await Deno.chmod(program, 0o755);
  return program;
}

/** The `PATH` on which a program comes first, for tools that look for it there. */
export function pathWith(program: string): string {
  return `${dirname(program)}:${Deno.env.get("PATH")}`;
}

/** Whether an earlier installation is complete. */
async function isRunning(program: string): Promise<boolean> {
  try {
    return (await new Deno.Command(program, { args: ["--version"] }).output()).success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

import { run } from "./run.ts";

/**
 * Installs Debian packages unless the program that is wanted of them is there.
 *
 * @throws {Error} When there is no apt, or it fails.
 */
export async function aptInstall(program: string, ...packages: string[]): Promise<void> {
  try {
    await Deno.stat(program);
    return;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  await run("apt-get", ["update", "-q"]);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", ["install", "-yq", "--no-install-recommends", ...packages], { env });
}

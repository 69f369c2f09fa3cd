import { join } from "node:path";
import type { Registry } from "./registry.ts";

/** A folder with a project of its own in one version of Deno, which has downloaded nothing yet. */
export interface DenoProject extends AsyncDisposable {
  /** The folder. */
  folder: string;
  /** The variables with which Deno uses the registry. */
  env: Record<string, string>;
  /** Writes a file of the project. */
  write(path: string, text: string): Promise<void>;
  /** Runs Deno there, and gives its status with what it printed. */
  deno(...args: string[]): Promise<{ success: boolean; stdout: string; stderr: string }>;
}

/**
 * Makes a project outside this checkout, whose settings would apply otherwise.
 *
 * @param program The path of Deno.
 */
export async function denoProject(program: string, registry: Registry): Promise<DenoProject> {
  const folder = await Deno.makeTempDir();
  // Not inside the project, which Deno would search.
  const cache = await Deno.makeTempDir();
  const env = {
    JSR_URL: registry.url,
    DENO_DIR: cache,
    // Older versions trust a list of their own, which lacks the authority of a proxy that this machine may be behind.
    DENO_TLS_CA_STORE: "mozilla,system",
    DENO_NO_UPDATE_CHECK: "1",
    NO_COLOR: "1",
    RUST_BACKTRACE: "0",
  };
  return {
    folder,
    env,
    write: (path, text) => Deno.writeTextFile(join(folder, path), text),
    async deno(...args) {
      const { success, stdout, stderr } = await new Deno.Command(program, {
        args,
        cwd: folder,
        env,
      }).output();
      const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes).trim();
      const withoutDownloads = text(stderr).replace(/^Download .*\n?/gm, "");
      return { success, stdout: text(stdout), stderr: withoutDownloads };
    },
    async [Symbol.asyncDispose]() {
      await Deno.remove(folder, { recursive: true });
      await Deno.remove(cache, { recursive: true });
    },
  };
}

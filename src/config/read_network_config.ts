import { checkOptions } from "../base/check_options.ts";
import { NetworkConfigError } from "../errors/mod.ts";
import { withContext } from "../errors/with_context.ts";
import { type NetworkConfig, parseNetworkConfig } from "./parse_network_config.ts";

/** Where networks are kept. */
export interface ReadNetworkConfigOptions {
  /** The folder that `nillion/networks` is in: `$XDG_CONFIG_HOME`, or `~/.config`, unless given. */
  configHome?: string | undefined;
}

/** What is taken of a runtime's `process`. */
interface Process {
  env: Record<string, string | undefined>;
  getBuiltinModule(name: "node:fs/promises"): {
    readFile(path: string, encoding: "utf8"): Promise<string>;
  };
}

const nameForm = /^(?!\.+$)[A-Za-z0-9._-]+$/;

/**
 * Reads the file of a network, `nillion/networks/NAME.yaml`, which `nillion` and `nillion-devnet`
 * write, and `deno task devnet --write-config`.
 *
 * @param name The network's name, such as `devnet`.
 * @param options Where to look instead of in the user's own folder.
 * @throws {NetworkConfigError} When the file cannot be read, or is not as it should be; and where
 * the runtime has no files.
 *
 * @example
 * ```ts
 * import { NetworkConfigError } from "@nilvm/client";
 * import { readNetworkConfig } from "@nilvm/client/config";
 * import { assertRejects } from "@std/assert";
 *
 * await assertRejects(() => readNetworkConfig("no-such-network"), NetworkConfigError);
 * ```
 */
export async function readNetworkConfig(
  name: string,
  options: ReadNetworkConfigOptions = {},
): Promise<NetworkConfig> {
  if (typeof name !== "string" || !nameForm.test(name)) {
    // What was given may be a file's text, with a key in it.
    throw new NetworkConfigError(
      "A network's name is that of a file, without folder and ending, such as devnet",
    );
  }
  const checked = checkOptions(options, "Reading a network's file", { configHome: true });
  const process = fileSystem();
  const path = `${checked.configHome ?? configHome(process)}/nillion/networks/${name}.yaml`;
  const { readFile } = process.getBuiltinModule("node:fs/promises");
  const yaml = await readFile(path, "utf8").catch((cause) => {
    const remedy = name === "devnet" ? "; deno task devnet --write-config writes it" : "";
    const why = cause.code === "ENOENT" ? "there is no such file" : cause.message;
    throw new NetworkConfigError(`Network ${name} cannot be read from ${path}: ${why}${remedy}`, {
      cause,
    });
  });
  try {
    return parseNetworkConfig(yaml);
  } catch (error) {
    if (!(error instanceof NetworkConfigError)) throw error;
    throw withContext(error, {}, `${path}: ${error.message}`);
  }
}

/** Asked for and not imported, else nobody without files could so much as import `parseNetworkConfig`. */
function fileSystem(): Process {
  const { process } = globalThis as { process?: Partial<Process> };
  if (process?.getBuiltinModule?.("node:fs/promises")) return process as Process;
  throw new NetworkConfigError(
    "This runtime has no files to read: give the text of a network's file to parseNetworkConfig",
  );
}

function configHome({ env }: Process): string {
  let home;
  try {
    home = env["XDG_CONFIG_HOME"] || (env["HOME"] && `${env["HOME"]}/.config`);
  } catch (cause) {
    throw new NetworkConfigError(
      "HOME and XDG_CONFIG_HOME may not be read: allow it, or give configHome",
      { cause },
    );
  }
  if (home) return home;
  throw new NetworkConfigError(
    "No folder holds networks: set HOME or XDG_CONFIG_HOME, or give configHome",
  );
}

import { checkOptions } from "../base/check_options.ts";
import { NetworkConfigError } from "../errors/mod.ts";
import { withContext } from "../errors/with_context.ts";
import { type NetworkConfig, parseNetworkConfig } from "./parse_network_config.ts";

/** Where the files of networks are. */
export interface ReadNetworkConfigOptions {
  /** The folder that contains `nillion/networks`. `$XDG_CONFIG_HOME` or `~/.config` by default. */
  configHome?: string | undefined;
}

/** The part of a runtime's `process` that is used. */
interface Process {
  env: Record<string, string | undefined>;
  getBuiltinModule(name: "node:fs/promises"): {
    readFile(path: string, encoding: "utf8"): Promise<string>;
  };
}

const nameForm = /^(?!\.+$)[A-Za-z0-9._-]+$/;

/**
 * Reads the file of a network, `nillion/networks/NAME.yaml`. `nillion`, `nillion-devnet` and
 * `nilvm devnet --write-config` write such files.
 *
 * @param name The network's name, such as `devnet`.
 * @param options Another folder than the user's own.
 * @throws {NetworkConfigError} When the file cannot be read or is malformed, or the runtime has no
 * files.
 *
 * @example A network that is not there
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
    // The message quotes nothing: the name given may be a file's text, with a key in it.
    throw new NetworkConfigError(
      "A network's name is the name of its file without folder and extension, such as devnet",
    );
  }
  const checked = checkOptions(options, "Reading a network's file", { configHome: true });
  const process = fileSystem();
  const path = `${checked.configHome ?? configHome(process)}/nillion/networks/${name}.yaml`;
  const { readFile } = process.getBuiltinModule("node:fs/promises");
  const yaml = await readFile(path, "utf8").catch((cause) => {
    const remedy = name === "devnet" ? "; npx nilvm devnet --write-config writes it" : "";
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

/** Found at run time, not imported, so that runtimes without files can import `parseNetworkConfig`. */
function fileSystem(): Process {
  const { process } = globalThis as { process?: Partial<Process> };
  if (process?.getBuiltinModule?.("node:fs/promises")) return process as Process;
  throw new NetworkConfigError(
    "This runtime has no files: give the text of a network's file to parseNetworkConfig",
  );
}

function configHome({ env }: Process): string {
  let home;
  try {
    home = env["XDG_CONFIG_HOME"] || (env["HOME"] && `${env["HOME"]}/.config`);
  } catch (cause) {
    throw new NetworkConfigError(
      "Reading HOME and XDG_CONFIG_HOME is not permitted: permit it, or give configHome",
      { cause },
    );
  }
  if (home) return home;
  throw new NetworkConfigError(
    "The folder of networks is unknown: set HOME or XDG_CONFIG_HOME, or give configHome",
  );
}

/**
 * Reads the files in which nilVM's tools keep networks. `readNetworkConfig` reads files and
 * environment variables, so it runs on Deno and Node. In Workers and browsers, give the text of such
 * a file to `parseNetworkConfig`.
 *
 * A file with a wallet's key needs the WASM core, which the client's entry points load.
 *
 * On Deno it needs `--allow-env=XDG_CONFIG_HOME,HOME` and `--allow-read` for the folder.
 *
 * @example A network by its name
 * ```ts
 * import { readNetworkConfig } from "@nilvm/client/config";
 * import { assertEquals } from "@std/assert";
 *
 * // Without configHome it is the user's own folder, where `nilvm devnet --write-config` writes "devnet".
 * const configHome = await Deno.makeTempDir();
 * await Deno.mkdir(`${configHome}/nillion/networks`, { recursive: true });
 * await Deno.writeTextFile(
 *   `${configHome}/nillion/networks/staging.yaml`,
 *   "bootnode: https://node-1.example.com:14311",
 * );
 *
 * const { network } = await readNetworkConfig("staging", { configHome });
 *
 * assertEquals(network.bootnode, "https://node-1.example.com:14311");
 * ```
 *
 * @module
 */
export { type NetworkConfig, parseNetworkConfig } from "./parse_network_config.ts";
export { readNetworkConfig, type ReadNetworkConfigOptions } from "./read_network_config.ts";

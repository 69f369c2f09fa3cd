/**
 * Networks by the name under which nilVM tools keep them in a file. It reads files and environment
 * variables, so it runs on Deno and Node and not in Workers or browsers; there,
 * `parseNetworkConfig` takes the text of such a file from elsewhere.
 *
 * Loads no WASM itself, and needs it only for the key of a payer: `@nilvm/client` in Deno brings it.
 *
 * On Deno it needs `--allow-env=XDG_CONFIG_HOME,HOME` and `--allow-read` for the folder.
 *
 * @example A network by its name
 * ```ts
 * import { readNetworkConfig } from "@nilvm/client/config";
 * import { assertEquals } from "@std/assert";
 *
 * // Left out, it is the user's own: what `deno task devnet --write-config` writes is found as "devnet".
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

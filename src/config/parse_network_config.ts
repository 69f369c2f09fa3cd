import { load, YAMLException } from "js-yaml";
import { NetworkConfigError } from "../errors/mod.ts";
import { PrivateKey } from "../keys/private_key.ts";
import { checkEndpoint } from "../network/endpoint.ts";
import { Network } from "../network/network.ts";

/** The contents of a network's file. */
export interface NetworkConfig {
  /** Where the network and its chain are. */
  readonly network: Network;
  /** The key of the wallet that pays, if the file has one. */
  readonly walletKey?: PrivateKey;
}

/**
 * A network's file has some hundred bytes. The parser's time grows with the square of the number of
 * names; at this limit it is a fraction of a second.
 */
const charactersMax = 64 * 1024;

const gasPriceForm = /^\d{1,18}(\.\d{1,18})?(unil)?$/;

/**
 * Reads the text of a network's file. It knows the entries `bootnode`, `cluster_digest`, and under
 * `payments` `nilchain_chain_id`, `nilchain_rpc_endpoint`, `nilchain_grpc_endpoint`,
 * `nilchain_private_key` and `gas_price`. Only the bootnode is required; other entries are ignored.
 *
 * @param yaml The text of the file.
 * @throws {NetworkConfigError} When it is not YAML, or an entry is missing or malformed. The message
 * names the entry and quotes nothing of the file, because a key may be anywhere in it.
 *
 * @example The network of a file
 * ```ts
 * import { parseNetworkConfig } from "@nilvm/client/config";
 * import { assertEquals } from "@std/assert";
 *
 * const { network } = parseNetworkConfig(`
 * bootnode: http://127.0.0.1:37939
 * payments:
 *   nilchain_chain_id: nillion-chain-devnet
 *   nilchain_rpc_endpoint: http://127.0.0.1:48102
 * `);
 *
 * assertEquals(network.chainId, "nillion-chain-devnet");
 * ```
 */
export function parseNetworkConfig(yaml: string): NetworkConfig {
  const config = mapping(parse(yaml), "A network's file");
  const payments = mapping(config["payments"] ?? {}, "payments");
  const text = (name: string) => textOf(payments[name], `payments.${name}`);
  const bootnode = endpointOf(textOf(config["bootnode"], "bootnode"), "bootnode");
  if (bootnode === undefined) throw new NetworkConfigError("A network's file has no bootnode");
  const network = new Network({
    bootnode,
    clusterDigest: digestOf(textOf(config["cluster_digest"], "cluster_digest")),
    chainId: text("nilchain_chain_id"),
    chainRpcEndpoint: endpointOf(text("nilchain_rpc_endpoint"), "payments.nilchain_rpc_endpoint"),
    chainGrpcEndpoint: text("nilchain_grpc_endpoint"),
    gasPrice: gasPriceOf(payments["gas_price"]),
  });
  const key = text("nilchain_private_key");
  return key === undefined ? { network } : { network, walletKey: keyOf(key) };
}

/** The parser's own messages are dropped: they quote the text, and a key may be in it. */
function parse(yaml: string): unknown {
  if (typeof yaml !== "string") {
    throw new NetworkConfigError("parseNetworkConfig takes the text of a network's file");
  }
  if (yaml.length > charactersMax) {
    throw new NetworkConfigError(
      `A network's file has at most ${charactersMax} characters, but this one has ${yaml.length}`,
    );
  }
  try {
    return load(yaml);
  } catch (error) {
    const at = error instanceof YAMLException && error.mark
      ? ` in line ${error.mark.line + 1}`
      : "";
    throw new NetworkConfigError(`A network's file must be YAML: the syntax is wrong${at}`);
  }
}

function mapping(value: unknown, entry: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new NetworkConfigError(`${entry} must be a mapping of names to values`);
}

function textOf(value: unknown, entry: string): string | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value === "string") return value;
  throw new NetworkConfigError(`${entry} must be text: put it in quotes`);
}

function endpointOf(text: string | undefined, entry: string): string | undefined {
  if (text === undefined) return undefined;
  try {
    return checkEndpoint(text, entry);
  } catch {
    throw new NetworkConfigError(
      `${entry} must be an http or https URL without credentials, query or fragment`,
    );
  }
}

function digestOf(text: string | undefined): string | undefined {
  if (text === undefined || /^[0-9a-f]{64}$/i.test(text)) return text;
  throw new NetworkConfigError("cluster_digest must be a cluster's digest of 64 hex digits");
}

function gasPriceOf(value: unknown): number | string | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  const isPrice = typeof value === "number"
    ? Number.isFinite(value) && value >= 0
    : typeof value === "string" && gasPriceForm.test(value);
  if (isPrice) return value as number | string;
  throw new NetworkConfigError(
    "payments.gas_price must be a number of unil for each unit of gas, such as 0.025",
  );
}

function keyOf(hex: string): PrivateKey {
  try {
    return PrivateKey.fromHex(hex);
  } catch {
    throw new NetworkConfigError(
      "payments.nilchain_private_key must be a private key of 64 hex digits",
    );
  }
}

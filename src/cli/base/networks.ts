import { dump, load } from "js-yaml";
import { type NetworkConfig, parseNetworkConfig } from "../../config/parse_network_config.ts";
import { readNetworkConfig } from "../../config/read_network_config.ts";
import { FailedPreconditionError, InvalidArgumentError } from "../../errors/mod.ts";
import type { NetworkOptions } from "../../network/network.ts";
import {
  checkName,
  configHome,
  namesIn,
  readText,
  removeFile,
  toolsFolder,
  writePrivate,
} from "./folder.ts";

/** The file of a network, as nilVM's tools keep it. */
export function networkPath(name: string): string {
  return `${toolsFolder()}/networks/${checkName(name, "a network")}.yaml`;
}

/** The names of all networks. */
export function networkNames(): Promise<string[]> {
  return namesIn(`${toolsFolder()}/networks`, ".yaml");
}

/** Reads a network by its name. */
export async function readNetwork(name: string): Promise<NetworkConfig> {
  checkName(name, "a network");
  return await readNetworkConfig(name, { configHome: configHome() });
}

/** What a network's file is made of. */
export interface NetworkEntries extends
  Pick<
    NetworkOptions,
    | "bootnode"
    | "clusterDigest"
    | "chainId"
    | "chainRpcEndpoint"
    | "chainGrpcEndpoint"
    | "gasPrice"
  > {
  readonly walletKey?: string | undefined;
}

/**
 * Writes the file of a network.
 *
 * @throws {FailedPreconditionError} When there is one of this name.
 * @throws {NetworkConfigError} When an entry is malformed.
 */
export async function addNetwork(name: string, entries: NetworkEntries): Promise<string> {
  const path = networkPath(name);
  const { bootnode, clusterDigest, gasPrice, chainRpcEndpoint } = entries;
  const text = dump({
    bootnode,
    ...(clusterDigest === undefined ? {} : { cluster_digest: clusterDigest }),
    ...(chainRpcEndpoint === undefined ? {} : {
      payments: {
        nilchain_chain_id: entries.chainId ?? null,
        nilchain_rpc_endpoint: chainRpcEndpoint,
        nilchain_grpc_endpoint: entries.chainGrpcEndpoint ?? null,
        // Another tool reads no file of networks at all when one of them has no such entry.
        nilchain_private_key: entries.walletKey ?? "",
        gas_price: gasPrice === undefined ? null : Number(gasPrice),
      },
    }),
  });
  parseNetworkConfig(text);
  if (await writePrivate(path, text, true)) return path;
  throw new FailedPreconditionError(
    `There is a network ${name} already: choose another name, or nilvm networks rm ${name} first`,
  );
}

/** Sets or removes the digest of the cluster to expect, and leaves all other entries as they are. */
export async function pinNetwork(name: string, digest: string | undefined): Promise<string> {
  const path = networkPath(name);
  const { cluster_digest: _, ...others } = load(await readText(path) ?? "") as Record<
    string,
    unknown
  >;
  await writePrivate(path, dump({ ...others, ...(digest && { cluster_digest: digest }) }));
  return path;
}

/** Removes the file of a network. */
export async function removeNetwork(name: string): Promise<void> {
  if (await removeFile(networkPath(name))) return;
  throw new InvalidArgumentError(`There is no network ${name}: nilvm networks ls shows them`);
}

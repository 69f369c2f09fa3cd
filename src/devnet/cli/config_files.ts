import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dump, load } from "js-yaml";
import type { Devnet } from "../devnet.ts";

/** The paths of the files that tell other tools where a devnet is. */
export interface ConfigFiles {
  /** The network's description, which tools find by the name `devnet`. */
  network: string;
  /** The same as environment variables, with the keys of all wallets. */
  env: string;
  /** The bootnode that the description named before, if it was another one. */
  replaced?: string;
}

/**
 * Writes the two files that `nillion-devnet` writes, with its keys except for that of a REST endpoint, which this chain
 * does not have, into `nillion/` under `configHome`. Other entries of the network's
 * description stay in it, such as the endpoint of a service that runs next to the devnet.
 */
export async function writeConfigFiles(devnet: Devnet, configHome: string): Promise<ConfigFiles> {
  const folder = `${configHome}/nillion`;
  const files: ConfigFiles = {
    network: `${folder}/networks/devnet.yaml`,
    env: `${folder}/nillion-devnet.env`,
  };
  await mkdir(`${folder}/networks`, { recursive: true });
  const before = await readNetworkFile(files.network);
  const { bootnode } = before;
  if (typeof bootnode === "string" && bootnode !== devnet.network.bootnode) {
    files.replaced = bootnode;
  }
  const client = await devnet.client();
  try {
    await replaceFile(files.network, networkFile(devnet, client.cluster.digest, before));
  } finally {
    await client[Symbol.asyncDispose]();
  }
  await replaceFile(files.env, envFile(devnet));
  return files;
}

function networkFile(
  { network, wallets }: Devnet,
  clusterDigest: string,
  before: Record<string, unknown>,
): string {
  return dump({
    nilauth: null,
    ...before,
    bootnode: network.bootnode,
    cluster_digest: clusterDigest,
    payments: {
      nilchain_chain_id: network.chainId,
      nilchain_rpc_endpoint: network.chainRpcEndpoint,
      nilchain_grpc_endpoint: network.chainGrpcEndpoint,
      nilchain_private_key: wallets[0]!.privateKey,
      gas_price: null,
    },
  });
}

function envFile({ clusterId, network, wallets }: Devnet): string {
  const lines = [
    "# A nilVM devnet. The keys are the same on every devnet and no secret.",
    `NILLION_CLUSTER_ID=${clusterId}`,
    `NILLION_NILCHAIN_CHAIN_ID=${network.chainId}`,
    `NILLION_NILCHAIN_JSON_RPC=${network.chainRpcEndpoint}`,
    `NILLION_NILCHAIN_GRPC=${network.chainGrpcEndpoint}`,
    `NILLION_GRPC_ENDPOINT=${network.bootnode}`,
    ...wallets.map(({ index, privateKey }) =>
      `NILLION_NILCHAIN_PRIVATE_KEY_${index}=${privateKey}`
    ),
  ];
  return lines.join("\n") + "\n";
}

async function readNetworkFile(path: string): Promise<Record<string, unknown>> {
  try {
    const content = load(await readFile(path, "utf8"));
    return typeof content === "object" && content !== null ? { ...content } : {};
  } catch (error) {
    // A file that is missing or that is not YAML has no entries to keep.
    if ((error as Error).name === "NotCapable") throw error;
    return {};
  }
}

/** Replaces a whole file in one step, so that no reader gets half of it. */
async function replaceFile(path: string, content: string): Promise<void> {
  const written = `${path}.new`;
  await writeFile(written, content);
  await rename(written, path);
}

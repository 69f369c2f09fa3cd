import { dump, load } from "js-yaml";
import type { Devnet } from "../devnet.ts";

/** The files that tell other tools of a devnet. */
export interface ConfigFiles {
  /** The network's description, as tools look it up by the name `devnet`. */
  network: string;
  /** The same as environment variables, with the keys of all wallets. */
  env: string;
  /** The bootnode that the description named before, where it was another's. */
  replaced?: string;
}

/**
 * Writes the two files that `nillion-devnet` writes, into `nillion/` under `configHome`. What the network's description
 * says besides, such as where a service that runs next to the devnet is, stays in it.
 */
export async function writeConfigFiles(devnet: Devnet, configHome: string): Promise<ConfigFiles> {
  const folder = `${configHome}/nillion`;
  const files: ConfigFiles = {
    network: `${folder}/networks/devnet.yaml`,
    env: `${folder}/nillion-devnet.env`,
  };
  await Deno.mkdir(`${folder}/networks`, { recursive: true });
  const before = await readNetworkFile(files.network);
  const { bootnode } = before;
  if (typeof bootnode === "string" && bootnode !== devnet.network.bootnode) {
    files.replaced = bootnode;
  }
  await replaceFile(files.network, networkFile(devnet, before));
  await replaceFile(files.env, envFile(devnet));
  return files;
}

function networkFile({ network, wallets }: Devnet, before: Record<string, unknown>): string {
  return dump({
    ...before,
    bootnode: network.bootnode,
    payments: {
      nilchain_chain_id: network.chainId,
      nilchain_rpc_endpoint: network.chainRpcEndpoint,
      nilchain_grpc_endpoint: network.chainGrpcEndpoint,
      nilchain_private_key: wallets[0]!.privateKey,
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
    const content = load(await Deno.readTextFile(path));
    return typeof content === "object" && content !== null ? { ...content } : {};
  } catch (error) {
    // A file that is missing, or is no YAML, holds nothing to keep.
    if (error instanceof Deno.errors.NotCapable) throw error;
    return {};
  }
}

/** Replaces a file whole, so that nobody reads half of it. */
async function replaceFile(path: string, content: string): Promise<void> {
  const written = `${path}.new`;
  await Deno.writeTextFile(written, content);
  await Deno.rename(written, path);
}

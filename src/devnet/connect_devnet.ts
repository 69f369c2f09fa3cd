import { shown } from "../base/text.ts";
import { InvalidArgumentError, NotFoundError, UnavailableError } from "../errors/mod.ts";
import { Network } from "../network/network.ts";
import type { Payer } from "../payments/payer.ts";
import { AdminApi, usualAdminUrl } from "./admin_api.ts";
import { connectClient, type DevnetClientOptions, type VmClient } from "./clients.ts";
import type { ChainAccount } from "./devnet_chain.ts";
import type { ChainFault, NodeFault } from "./faults/fault.ts";
import { createPayers } from "./payers.ts";
import type { DevnetWallet } from "./wallets.ts";

/** A fault of a devnet in another process. */
export interface RemoteFault extends AsyncDisposable {
  /** Its number, from 1; unique in the devnet. */
  readonly id: number;
  /** The number of the node that has it, or `chain`. */
  readonly at: number | "chain";
  /** The fault. */
  readonly fault: NodeFault | ChainFault;
  /** How many requests or transactions it had affected when the devnet told of it. */
  readonly hits: number;
  /** Clears the fault, if it has not ended. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** A node of a devnet in another process. */
export interface RemoteNode {
  /** Its number, from 0. */
  readonly index: number;
  /** Its id in hex, which is the user id of its public key. */
  readonly id: string;
  /** Its compressed public key in hex. */
  readonly publicKey: string;
  /** Its URL. */
  readonly endpoint: string;
  /** Whether it is the leader, which prices operations and takes payments. */
  readonly isLeader: boolean;
  /**
   * Injects a fault into the node. The fault ends when it is disposed of, or after its `times`.
   *
   * @throws {InvalidArgumentError} When `fault` is not a fault of a node.
   * @throws {UnavailableError} When the devnet does not answer.
   */
  inject(fault: NodeFault): Promise<RemoteFault>;
}

/** The chain of a devnet in another process. */
export interface RemoteChain {
  /** The height of its latest block. */
  height(): Promise<number>;
  /**
   * The account at an address.
   *
   * @throws {InvalidArgumentError} When there is no account at the address.
   */
  account(address: string): Promise<ChainAccount>;
  /**
   * Sets the balance or the sequence of an account, between two blocks. An address without an account gets one.
   *
   * @throws {InvalidArgumentError} When the address is malformed, or a value is out of range.
   */
  setAccount(address: string, account: Partial<ChainAccount>): Promise<void>;
  /**
   * Injects a fault into the chain. The fault ends when it is disposed of, or after its `times`.
   *
   * @throws {InvalidArgumentError} When `fault` is not a fault of the chain.
   */
  inject(fault: ChainFault): Promise<RemoteFault>;
}

/** A devnet that runs in another process. Its methods ask that process, and reject with an `UnavailableError` when it is gone. */
export interface RemoteDevnet {
  /** The network, as a client connects to it. */
  readonly network: Network;
  /** The id of its cluster. */
  readonly clusterId: string;
  /** Its nodes. */
  readonly nodes: readonly RemoteNode[];
  /** The funded wallets of its chain. */
  readonly wallets: readonly DevnetWallet[];
  /** Its chain. */
  readonly chain: RemoteChain;
  /** Its clock. */
  readonly clock: {
    /** The devnet's time, in milliseconds since the Unix epoch. */
    now(): Promise<number>;
    /**
     * Moves the time of all nodes and of the chain forward.
     *
     * @param ms how far, in milliseconds
     * @throws {InvalidArgumentError} When `ms` is not a positive number, or the new time is after the year 9999.
     */
    advance(ms: number): Promise<void>;
  };
  /**
   * Returns the payer of a wallet, which pays on the devnet's chain.
   *
   * @throws {InvalidArgumentError} When there is no wallet of this number.
   */
  payer(walletIndex: number): Payer;
  /** Connects a client that can pay. By default it has a new key and pays from wallet 0. */
  client(options?: DevnetClientOptions): Promise<VmClient>;
  /** Its active faults, the oldest first. */
  faults(): Promise<RemoteFault[]>;
  /** Copies the devnet's whole state. */
  snapshot(): Promise<Uint8Array>;
  /**
   * Replaces the devnet's whole state with a snapshot, in one step.
   *
   * @throws {InvalidArgumentError} When `snapshot` is not one of this devnet, or is damaged. The state is then unchanged.
   */
  restore(snapshot: Uint8Array): Promise<void>;
  /** Ends the devnet, and waits until its ports and its file are closed. */
  stop(): Promise<void>;
}

/** What the admin API tells of a devnet. */
interface Description {
  readonly clusterId: string;
  readonly network: {
    readonly bootnode: string;
    readonly chainId: string;
    readonly chainRpcEndpoint: string;
    readonly chainGrpcEndpoint: string;
  };
  readonly nodes: readonly Omit<RemoteNode, "inject">[];
  readonly wallets: readonly DevnetWallet[];
}

/** What the admin API tells of a fault. */
type FaultDescription =
  & { id: number; at: number | "chain"; hits: number }
  & (NodeFault | ChainFault);

interface Status {
  readonly now: string;
  readonly chain: { readonly height: number };
  readonly faults: readonly FaultDescription[];
}

/**
 * Connects to a devnet that runs in another process, such as one that was started with `npx @nilvm/client devnet`.
 * Its clock, its faults, its chain and its state can be controlled as those of one in this process.
 *
 * @param adminUrl The admin URL that the devnet showed; by default that of a devnet with the usual ports.
 * @throws {UnavailableError} When no devnet answers there.
 *
 * @example Control a devnet from another process
 * ```ts
 * import { SecretInteger } from "@nilvm/client";
 * import { connectDevnet, startDevnet } from "@nilvm/client/devnet";
 * import { assertEquals } from "@std/assert";
 *
 * await using started = await startDevnet({ admin: true });
 *
 * // This can be another process, which knows the URL.
 * const devnet = await connectDevnet(started.adminUrl);
 * const before = await devnet.snapshot();
 * await using client = await devnet.client();
 *
 * const id = await client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 }).invoke();
 * await devnet.nodes[0]!.inject({ kind: "slow", delayMs: 100, times: 1 });
 * assertEquals((await client.retrieveValues(id).invoke()).a?.value, 1n);
 *
 * await devnet.restore(before);
 * assertEquals(await devnet.snapshot(), before);
 * ```
 */
export async function connectDevnet(
  adminUrl = usualAdminUrl,
): Promise<RemoteDevnet> {
  const admin = new AdminApi(adminUrl);
  const description = await admin.json<Description | null>("/devnet");
  if (typeof description?.network?.bootnode !== "string") {
    throw admin.noDevnet("Something else answers there");
  }
  const { clusterId, network: described, nodes, wallets } = description;
  const network = Network.devnet(described);
  const payer = createPayers(network, wallets);
  const faultOf = ({ id, at, hits, ...fault }: FaultDescription): RemoteFault => ({
    id,
    at,
    hits,
    fault,
    [Symbol.asyncDispose]: () =>
      admin.json("/faults/" + id, "DELETE").then(() => {}, (error) => {
        // It has ended by itself, or with the devnet.
        if (error instanceof NotFoundError || error instanceof UnavailableError) return;
        throw error;
      }),
  });
  const inject = async (path: string, fault: NodeFault | ChainFault) =>
    faultOf(await admin.json<FaultDescription>(path, "POST", fault));
  const status = () => admin.json<Status>("/status");
  return {
    network,
    clusterId,
    nodes: nodes.map((node) => ({
      ...node,
      inject: (fault) => inject(`/nodes/${node.index}/faults`, fault),
    })),
    wallets,
    payer,
    client: (options = {}) => connectClient(network, payer, options),
    clock: {
      now: async () => Date.parse((await status()).now),
      advance: async (ms) => void await admin.json("/clock/advance", "POST", { ms }),
    },
    chain: {
      height: async () => (await status()).chain.height,
      async account(address) {
        type Account = { balanceUnil: string; sequence: number };
        const { balanceUnil, sequence } = await admin.json<Account>(accountPath(address));
        return { balanceUnil: BigInt(balanceUnil), sequence };
      },
      async setAccount(address, { balanceUnil, sequence }) {
        const changes = { balanceUnil: balanceUnil?.toString(), sequence };
        await admin.json(accountPath(address), "PATCH", changes);
      },
      inject: (fault) => inject("/chain/faults", fault),
    },
    faults: async () => (await status()).faults.map(faultOf),
    snapshot: async () => new Uint8Array(await (await admin.ask("/snapshot")).arrayBuffer()),
    async restore(snapshot) {
      const body = snapshot as Uint8Array<ArrayBuffer>;
      await (await admin.ask("/snapshot", { method: "PUT", body })).body?.cancel();
    },
    async stop() {
      await admin.json("/stop", "POST");
      await admin.closed();
    },
  };
}

function accountPath(address: string): string {
  if (typeof address === "string" && /^nillion1[a-z0-9]+$/.test(address)) {
    return `/chain/accounts/${address}`;
  }
  throw new InvalidArgumentError(`The devnet's chain has no account ${shown(address)}`);
}

import { type Network, PrivateKey, VmClient } from "@nilvm/client";
import { readNetworkConfig } from "@nilvm/client/config";
import { startDevnet } from "@nilvm/client/devnet";
import { NilChainPayer } from "@nilvm/client/nilchain";
import type { ConnectTask } from "./task.ts";

/** What a network has seen since it was started. */
export interface Traffic {
  /** The requests to its nodes and its chain. */
  requests: number;
  /** What the kernel counts on the loopback interface: with all headers, both ways, and of all processes. */
  bytes: number;
}

/** A network that clients are measured on. */
export interface MeasuredNetwork extends AsyncDisposable {
  readonly nodes: number;
  readonly polynomialDegree: number;
  /** How the client of a number connects to it. On a devnet, each pays from its own wallet. */
  connectTask(client: number): ConnectTask;
  /** Its traffic. A network of others does not say. */
  traffic?(): Promise<Traffic>;
  /** Makes each node wait before it serves a request, while something runs. */
  slowed?<T>(delayMs: number, run: () => Promise<T>): Promise<T>;
}

const oneNilUnil = 1_000_000n;
/** An operation costs 1 nil on a devnet, and no client does so many. */
const devnetFundsNil = 30_000;
/** The last wallet of a devnet, which no client has. */
const ownWallet = 9;

/** Starts a devnet in this process, which does little else while it is measured. */
export async function startMeasuredDevnet(
  nodes: number,
  polynomialDegree: number,
): Promise<MeasuredNetwork> {
  let requests = 0;
  const devnet = await startDevnet({ nodes, polynomialDegree, log: () => requests++ });
  const keyOf = (wallet: number) => devnet.wallets[wallet]!.privateKey;
  const programId = await storeProgram(devnet.network, keyOf(ownWallet));
  return {
    nodes,
    polynomialDegree,
    connectTask: (client) => ({
      ...connectTask(devnet.network, programId, devnetFundsNil),
      walletKey: keyOf(client),
    }),
    async traffic() {
      // The end of a request is logged after its caller has the answer.
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { requests, bytes: await loopbackBytes() };
    },
    async slowed(delayMs, run) {
      const faults = devnet.nodes.map((node) => node.inject({ kind: "slow", delayMs }));
      try {
        return await run();
      } finally {
        for (const fault of faults) fault[Symbol.dispose]();
      }
    },
    [Symbol.asyncDispose]: () => devnet[Symbol.asyncDispose](),
  };
}

/** A network that has a file, as `readNetworkConfig` reads it. Its wallet pays for all clients. */
export async function namedNetwork(name: string, fundsNil: number): Promise<MeasuredNetwork> {
  const { network, walletKey } = await readNetworkConfig(name);
  if (walletKey === undefined) throw new Error(`The file of ${name} has no nilchain_private_key`);
  const key = walletKey.toBytes().toHex();
  const task = connectTask(network, await storeProgram(network, key), fundsNil);
  await using client = await VmClient.create({ key: PrivateKey.random(), network });
  return {
    nodes: client.cluster.members.length,
    polynomialDegree: client.cluster.polynomialDegree,
    connectTask: () => ({ ...task, walletKey: key }),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

function connectTask(
  network: Network,
  programId: string,
  fundsNil: number,
): Omit<ConnectTask, "walletKey"> {
  const { bootnode, chainId, chainRpcEndpoint, chainGrpcEndpoint } = network;
  if (!chainId || !chainRpcEndpoint || !chainGrpcEndpoint) {
    throw new Error("The network needs a chain: its id, its RPC and its gRPC endpoint");
  }
  const fundsUnil = `${BigInt(fundsNil) * oneNilUnil}`;
  return {
    do: "connect",
    bootnode,
    chainId,
    chainRpcEndpoint,
    chainGrpcEndpoint,
    fundsUnil,
    programId,
  };
}

/** Stores the program that all clients run, and returns its id. */
async function storeProgram(network: Network, privateKey: string): Promise<string> {
  const mir = await Deno.readFile(
    new URL("../../examples/nada/average_salary.mir.bin", import.meta.url),
  );
  const payer = new NilChainPayer({ network, privateKey });
  await using client = await VmClient.create({ key: PrivateKey.random(), network, payer });
  return await client.storeProgram("average_salary", mir).invoke();
}

/** The bytes that the loopback interface has received, each of which it has also sent. */
async function loopbackBytes(): Promise<number> {
  const text = await Deno.readTextFile("/proc/net/dev");
  return Number(/^\s*lo:\s*(\d+)/m.exec(text)![1]);
}

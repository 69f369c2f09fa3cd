import type { UniversalHandlerFn } from "@connectrpc/connect/protocol";
import { InvalidArgumentError } from "../errors/mod.ts";
import { Network } from "../network/network.ts";
import { acknowledged } from "./http/acknowledged.ts";
import { openChain } from "./chain/chain.ts";
import { chainEndpoint } from "./http/chain_endpoints.ts";
import { chainGrpcEndpoint } from "./http/chain_grpc_endpoint.ts";
import { connectClient } from "./clients.ts";
import { createClock } from "./base/clock.ts";
import { describeCluster } from "./node/cluster.ts";
import { createComputations } from "./compute/computations.ts";
import type { Devnet, DevnetNode } from "./devnet.ts";
import { createDevnetChain, troublesOf } from "./devnet_chain.ts";
import { checkNodeFault } from "./faults/check_fault.ts";
import { createFaultBook } from "./faults/fault_registry.ts";
import { withFaults } from "./faults/with_faults.ts";
import { ended } from "./ended.ts";
import { heldShares } from "./node/held_share.ts";
import { hexOf } from "./hex.ts";
import { leaderIndex, nodeIdentities } from "./node/membership.ts";
import { createFetch, inProcess } from "./http/in_process.ts";
import { createNode } from "./node.ts";
import { type DevnetOptions, type DevnetSettings, settle } from "./options.ts";
import { createPayers } from "./payers.ts";
import { CHAIN_GRPC_PORT, CHAIN_RPC_PORT, clusterIdOf, seededPorts } from "./http/ports.ts";
import { readSnapshot, writeSnapshot } from "./state/snapshot.ts";
import type { StateFile } from "./state/state_file.ts";
import { createState, type DevnetState, replaceState } from "./state/state.ts";
import { devnetWallets as wallets } from "./wallets.ts";

const CHAIN_ID = "nillion-chain-devnet";
const WALLET_UNIL = 1_000_000_000_000n;

/**
 * Starts a whole network in this process: its nodes, their leader, and the chain on which operations are paid. It
 * checks what the real network checks and refuses what that refuses, and forgets everything when it ends, unless it is
 * given a file to keep it in.
 *
 * @example
 * ```ts
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assertEquals } from "@std/assert";
 *
 * await using devnet = await startDevnet({ nodes: 5, polynomialDegree: 2, listen: false });
 *
 * assertEquals(devnet.nodes.length, 5);
 * assertEquals(devnet.nodes.filter((node) => node.isLeader).length, 1);
 * ```
 *
 * @throws {InvalidArgumentError} When an option is out of range, or a state or snapshot cannot be gone on from.
 * @throws {FailedPreconditionError} When another devnet has the state's file open.
 */
export async function startDevnet(options: DevnetOptions = {}): Promise<Devnet> {
  return (await startWithFile(options)).devnet;
}

/** Starts a devnet for who also has to know the file that it keeps its state in, if there is one. */
export async function startWithFile(
  options: DevnetOptions,
): Promise<{ devnet: Devnet; file: StateFile | undefined }> {
  const settings = settle(options);
  const outside = settings.environment;
  const callersNow = () => outside.now();
  await using resources = new AsyncDisposableStack();

  const identities = nodeIdentities(settings.seed, settings.nodes);
  const leader = leaderIndex(identities);
  const state = createState(settings, leader, {
    chainId: CHAIN_ID,
    wallets: wallets.map(({ address }) => ({ address, balanceUnil: WALLET_UNIL })),
  });
  const file = await keepState(state, settings, resources);

  const clock = resources.use(createClock(callersNow, state.clock));
  const faults = createFaultBook(settings.seed);
  const environment = {
    now: clock.now,
    randomBytes: (count: number) => outside.randomBytes(count),
  };

  const chain = resources.use(openChain(state.chain, {
    environment,
    troubles: troublesOf(faults, clock),
    ...(settings.blockTimeMs !== undefined && { blockTimeMs: settings.blockTimeMs }),
  }));

  // Nodes tell of each other's endpoints, so all of those are open before there is a node behind any.
  const nodeHandlers: UniversalHandlerFn[] = [];
  const doors = Array.from(
    { length: settings.nodes },
    (_, index): UniversalHandlerFn => (request) => nodeHandlers[index]!(request),
  );
  const chainDoors = [chainEndpoint(chain), chainGrpcEndpoint(chain)].map((door) =>
    withFaults(acknowledged(door, file), () => faults.at("chain"), clock)
  );
  const urls = await openEndpoints([...doors, ...chainDoors], settings, resources);
  const endpoints = urls.slice(0, settings.nodes);
  const [chainRpcUrl, chainGrpcUrl] = urls.slice(settings.nodes);

  const computations = createComputations({
    width: settings.primeBits / 8,
    degree: settings.polynomialDegree,
    parties: settings.nodes,
    fillRandom: (target) => target.set(environment.randomBytes(target.length)),
  }, clock);
  resources.defer(() => computations.close());

  const positions = identities.map(({ id }) => hexOf(id)).sort();
  const surroundings = {
    cluster: describeCluster(settings, identities, leader, endpoints),
    leaderPublicKey: identities[leader]!.key.publicKey,
    chain,
    computations,
    primeBits: settings.primeBits,
    environment,
    clock,
    callersNow,
  };
  const nodes = identities.map((identity, index): DevnetNode => {
    const nodeState = state.nodes[index]!;
    const id = hexOf(identity.id);
    const node = createNode(identity, positions.indexOf(id), nodeState, surroundings);
    nodeHandlers.push(withFaults(acknowledged(node, file), () => faults.at(index), clock));
    return {
      index,
      id,
      endpoint: endpoints[index]!,
      isLeader: index === leader,
      heldShares: () => heldShares(nodeState.values),
      inject(fault) {
        requireRunning();
        return faults.inject(index, checkNodeFault(fault));
      },
    };
  });

  const fetch = createFetch(
    new Map([
      ...nodes.map(({ endpoint, index }) => [endpoint, inProcess(nodeHandlers[index]!)] as const),
      [chainRpcUrl!, inProcess(chainDoors[0]!)],
    ]),
    () => !running.disposed,
  );
  const network = Network.devnet({
    bootnode: endpoints[0]!,
    chainId: CHAIN_ID,
    chainRpcEndpoint: chainRpcUrl!,
    chainGrpcEndpoint: chainGrpcUrl,
    ...(!settings.listen && { fetch }),
  });
  const running = resources.move();
  const requireRunning = () => {
    if (running.disposed) throw ended();
  };
  const payer = createPayers(network, wallets);
  const devnet: Devnet = {
    network,
    clusterId: clusterIdOf(settings.seed),
    nodes,
    wallets,
    payer,
    async client(options = {}) {
      requireRunning();
      return await connectClient(network, payer, options);
    },
    chain: createDevnetChain(chain, faults, requireRunning),
    get faults() {
      return [...faults.active];
    },
    clock,
    fetch,
    async snapshot() {
      requireRunning();
      return await writeSnapshot(state, settings);
    },
    async restore(snapshot) {
      const rows = await readSnapshot(snapshot, state, settings);
      requireRunning();
      computations.interrupt("the network went back to an earlier state");
      replaceState(state, rows);
      chain.resume();
      file?.commit();
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
  return { devnet, file };
}

/** Fills a state from where the options say, and keeps it in their file if they name one. */
async function keepState(
  state: DevnetState,
  settings: DevnetSettings,
  resources: AsyncDisposableStack,
): Promise<StateFile | undefined> {
  const { snapshot, state: path } = settings;
  if (snapshot !== undefined) replaceState(state, await readSnapshot(snapshot, state, settings));
  if (path === undefined) return undefined;
  // The database is loaded only where somebody wants a file.
  const { openStateFile } = await import("./state/state_file.ts");
  const file = resources.use(await openStateFile(path, state, settings));
  if (snapshot === undefined || file.isNew) return file;
  throw new InvalidArgumentError(
    `${path} has a state to go on from already: leave the snapshot out, or name a new file`,
  );
}

/** Gives every handler a URL: of a port that is opened for it, or one that only the devnet's `fetch` knows. */
async function openEndpoints(
  handlers: UniversalHandlerFn[],
  { listen, ports, seed, nodes }: DevnetSettings,
  resources: AsyncDisposableStack,
): Promise<string[]> {
  if (!listen) {
    const nodeUrls = Array.from(
      { length: nodes },
      (_, index) => `http://node-${index}.devnet.test`,
    );
    return [...nodeUrls, "http://chain.devnet.test"];
  }
  const wanted = ports === "seeded"
    ? [...seededPorts(seed, nodes), CHAIN_RPC_PORT, CHAIN_GRPC_PORT]
    : [];
  // Sockets and all that serves them are loaded only where somebody wants to be connected to.
  const { openPorts } = await import("./http/open_ports.ts");
  return await openPorts(handlers, wanted, resources);
}

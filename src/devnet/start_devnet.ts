import type { UniversalHandlerFn } from "@connectrpc/connect/protocol";
import { encodeHex } from "../base/hex.ts";
import { InvalidArgumentError } from "../errors/mod.ts";
import { Network } from "../network/network.ts";
import { createClock, devnetEnded } from "./base/clock.ts";
import { adminEndpoint } from "./admin_endpoint.ts";
import { Resources } from "./base/resources.ts";
import { deferred } from "./base/deferred.ts";
import { openChain } from "./chain/chain.ts";
import { connectClient } from "./clients.ts";
import { contentsOf } from "./contents.ts";
import { createComputations } from "./compute/computations.ts";
import type { Devnet, DevnetNode } from "./devnet.ts";
import { createDevnetChain } from "./devnet_chain.ts";
import { createChainFaultHooks } from "./faults/chain_fault_hooks.ts";
import { checkNodeFault } from "./faults/check_fault.ts";
import { createFaultRegistry } from "./faults/fault_registry.ts";
import { withFaults } from "./faults/with_faults.ts";
import { commitBeforeAnswer } from "./http/commit_before_answer.ts";
import { chainGrpcEndpoint, chainRpcEndpoint } from "./http/chain_endpoints.ts";
import { withGrpcWebText } from "./http/grpc_web_text.ts";
import { createFetch, inProcess } from "./http/in_process.ts";
import { clusterIdOf, wantedPorts } from "./http/ports.ts";
import { withPrivateNetwork } from "./http/private_network.ts";
import { createNode } from "./create_node.ts";
import { heldShares } from "./node/held_share.ts";
import { describeCluster, leaderIndexOf, nodeIdentities } from "./node/membership.ts";
import { inspect } from "./inspection.ts";
import { type DevnetOptions, type DevnetSettings, settle } from "./options.ts";
import { createPayers } from "./payers.ts";
import { RequestLog } from "./request_log.ts";
import { readSnapshot, writeSnapshot } from "./state/snapshot.ts";
import { createState, type DevnetState, replaceState } from "./state/state.ts";
import type { StateFile } from "./state/state_file.ts";
import { devnetWallets as wallets } from "./wallets.ts";

const chainId = "nillion-chain-devnet";
const walletBalanceUnil = 1_000_000_000_000n;

/**
 * Starts a network in this process: its nodes with their leader, and the chain on which operations are paid. It checks
 * what the real network checks, and refuses what the real network refuses. Its state is lost when it ends, unless
 * `state` names a file.
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
 * @throws {InvalidArgumentError} When an option is out of range, or the devnet cannot continue from a state or snapshot.
 * @throws {FailedPreconditionError} When another devnet has the state file open.
 */
export async function startDevnet(options: DevnetOptions = {}): Promise<Devnet> {
  return (await startWithFile(options)).devnet;
}

/** Starts a devnet, and returns it with its state, and with its state file, if it has one. */
export async function startWithFile(
  options: DevnetOptions,
): Promise<{ devnet: Devnet; state: DevnetState; file: StateFile | undefined }> {
  const settings = settle(options);
  const resources = new Resources();
  try {
    return await start(settings, resources);
  } catch (error) {
    await resources.close();
    throw error;
  }
}

async function start(
  settings: DevnetSettings,
  resources: Resources,
): Promise<{ devnet: Devnet; state: DevnetState; file: StateFile | undefined }> {
  const outside = settings.environment;
  const callersNow = () => outside.now();
  const sleep = outside.sleep?.bind(outside);

  // Opened first, so that it is closed last: whoever ended the devnet sees that all else is closed.
  let adminHandler: UniversalHandlerFn = () => Promise.resolve({ status: 503 });
  const adminUrl = settings.admin
    ? await openAdminPort((request) => adminHandler(request), settings, resources)
    : undefined;

  const identities = nodeIdentities(settings.seed, settings.nodes);
  const leaderIndex = leaderIndexOf(identities);
  const state = createState(settings, leaderIndex, {
    chainId,
    wallets: wallets.map(({ address }) => ({ address, balanceUnil: walletBalanceUnil })),
  });
  const file = await openState(state, settings, resources);

  const clock = resources.use(createClock(callersNow, state.clock, sleep));
  const faults = createFaultRegistry(settings.seed);
  const environment = {
    now: clock.now,
    randomBytes: (length: number) => outside.randomBytes(length),
    ...(sleep && { sleep }),
  };

  const chain = resources.use(openChain(state.chain, {
    environment,
    faultHooks: createChainFaultHooks(faults, clock),
    ...(settings.blockTimeMs !== undefined && { blockTimeMs: settings.blockTimeMs }),
  }));

  const log = new RequestLog(settings.log, clock, callersNow);
  const isLogged = settings.log !== undefined || settings.admin;
  const logged = (to: number | "chain", handler: UniversalHandlerFn) =>
    isLogged ? log.of(to, handler) : handler;

  // Each node announces all endpoints, so all ports are open before the first node starts.
  const nodeHandlers: UniversalHandlerFn[] = [];
  const handlers = Array.from(
    { length: settings.nodes },
    (_, index): UniversalHandlerFn => (request) => nodeHandlers[index]!(request),
  );
  const chainHandlers = [chainRpcEndpoint(chain), chainGrpcEndpoint(chain)].map((handler) =>
    withPrivateNetwork(
      logged(
        "chain",
        withFaults(commitBeforeAnswer(handler, file), () => faults.at("chain"), clock),
      ),
    )
  );
  const urls = await openEndpoints([...handlers, ...chainHandlers], settings, resources);
  const endpoints = urls.slice(0, settings.nodes);
  const [chainRpcUrl, chainGrpcUrl] = urls.slice(settings.nodes);

  const computations = createComputations({
    width: settings.primeBits / 8,
    degree: settings.polynomialDegree,
    parties: settings.nodes,
    fillRandom: (target) => target.set(environment.randomBytes(target.length)),
  }, clock);
  resources.defer(() => computations.close());

  const sortedIds = identities.map(({ id }) => encodeHex(id)).sort();
  const nodeResources = {
    cluster: describeCluster(settings, identities, leaderIndex, endpoints),
    leaderPublicKey: identities[leaderIndex]!.key.publicKey,
    chain,
    computations,
    primeBits: settings.primeBits,
    numbers: settings.numbers,
    environment,
    clock,
    senders: log.senders,
    trace: log.trace,
    callersNow,
  };
  const nodes = identities.map((identity, index): DevnetNode => {
    const nodeState = state.nodes[index]!;
    const id = encodeHex(identity.id);
    const handler = createNode(identity, sortedIds.indexOf(id), nodeState, nodeResources);
    const faulty = withFaults(commitBeforeAnswer(handler, file), () => faults.at(index), clock);
    nodeHandlers.push(withPrivateNetwork(withGrpcWebText(logged(index, faulty))));
    return {
      index,
      id,
      publicKey: encodeHex(identity.key.publicKey.toBytes()),
      endpoint: endpoints[index]!,
      isLeader: index === leaderIndex,
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
      [chainRpcUrl!, inProcess(chainHandlers[0]!)],
    ]),
    () => !resources.isClosed,
  );
  const network = Network.devnet({
    bootnode: endpoints[0]!,
    chainId,
    chainRpcEndpoint: chainRpcUrl!,
    chainGrpcEndpoint: chainGrpcUrl,
    ...(!settings.listen && { fetch }),
  });
  const requireRunning = () => {
    if (resources.isClosed) throw devnetEnded();
  };
  const payer = createPayers(network, wallets);
  // This process may not trust the certificate.
  const clientsNetwork = settings.tls === undefined ? network : new Network({ ...network, fetch });
  const ended = deferred();
  const devnet: Devnet = {
    network,
    clusterId: clusterIdOf(settings.seed),
    adminUrl,
    ended: ended.promise,
    nodes,
    wallets,
    payer,
    async client(options = {}) {
      requireRunning();
      return await connectClient(clientsNetwork, payer, options);
    },
    chain: createDevnetChain(chain, faults, requireRunning),
    get faults() {
      return [...faults.active];
    },
    clock,
    fetch,
    contents: () => contentsOf(state, computations.programsRunning),
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
    [Symbol.asyncDispose]: () => resources.close().finally(ended.resolve),
  };
  adminHandler = commitBeforeAnswer(
    adminEndpoint(devnet, inspect(state, clock.now), log, settings.advertise),
    file,
  );
  return { devnet, state, file };
}

/** Fills the state from a snapshot or a file, and from then on keeps it in the file. */
async function openState(
  state: DevnetState,
  settings: DevnetSettings,
  resources: Resources,
): Promise<StateFile | undefined> {
  const { snapshot, state: path } = settings;
  if (snapshot !== undefined) replaceState(state, await readSnapshot(snapshot, state, settings));
  if (path === undefined) return undefined;
  // Only a devnet with a file loads the database.
  const { openStateFile } = await import("./state/state_file.ts");
  const file = resources.use(await openStateFile(path, state, settings));
  if (snapshot === undefined || file.isNew) return file;
  throw new InvalidArgumentError(
    `${path} already has a state: leave the snapshot out, or name a new file`,
  );
}

/** Gives every handler a URL: that of a port opened for it, or one that only the devnet's `fetch` knows. */
async function openEndpoints(
  handlers: UniversalHandlerFn[],
  settings: DevnetSettings,
  resources: Resources,
): Promise<string[]> {
  const { listen, nodes, tls } = settings;
  if (!listen) {
    const nodeUrls = Array.from(
      { length: nodes },
      (_, index) => `http://node-${index}.devnet.test`,
    );
    return [...nodeUrls, "http://chain.devnet.test"];
  }
  const wanted = wantedPorts(settings);
  const place = placeOf(settings);
  // Only a devnet that listens loads the server.
  const { openPorts } = await import("./http/server.ts");
  return [
    ...await openPorts(handlers.slice(0, nodes), wanted.slice(0, nodes), resources, {
      ...place,
      tls,
    }),
    ...await openPorts(handlers.slice(nodes), wanted.slice(nodes), resources, place),
  ];
}

async function openAdminPort(
  handler: UniversalHandlerFn,
  settings: DevnetSettings,
  resources: Resources,
): Promise<string | undefined> {
  const { openPorts } = await import("./http/server.ts");
  const wanted = wantedPorts(settings).slice(-1);
  const [url] = await openPorts([handler], wanted, resources, placeOf(settings));
  return url;
}

function placeOf({ host, advertise, ports }: DevnetSettings) {
  return { host, advertise, elsewhere: typeof ports !== "number" };
}

/** The world of a run: a devnet, the links to it, liars, payers and clients, all on one clock. */
import { Network, type Payer, type VmClient } from "@nilvm/client";
import type { Journal } from "@nilvm/client/journal";
import { type Devnet, seededEnvironment } from "@nilvm/client/devnet";
import { PrivateKey, UserId } from "@nilvm/client/keys";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { VmClient as Client } from "../../src/client.ts";
import { startWithFile } from "../../src/devnet/start_devnet.ts";
import type { DevnetState } from "../../src/devnet/state/state.ts";
import type { InjectedFault } from "../../src/devnet/faults/fault.ts";
import { ChainLiars } from "./chain_liars.ts";
import { SimClock } from "./clock.ts";
import { Links } from "./links.ts";
import { NodeLiars } from "./node_liars.ts";
import { type Answer, endpointUrls, type Passing } from "./passing.ts";
import type { Plan } from "./plan.ts";
import { diskOwnerOf, Journals } from "./journals.ts";
import { Kills } from "./kills.ts";
import { SimProcess } from "./process.ts";
import { type StoreWatch, watchStores } from "./store_watch.ts";
import { Findings, Story } from "./story.ts";
import { WireWatch } from "./wire_watch.ts";

/** All parts of a run. */
export interface World {
  readonly plan: Plan;
  readonly clock: SimClock;
  readonly story: Story;
  readonly findings: Findings;
  readonly devnet: Devnet;
  readonly state: DevnetState;
  readonly links: Links;
  readonly wire: WireWatch;
  readonly stores: StoreWatch;
  readonly users: readonly UserId[];
  /** Connects a client, in the present process of its payer. */
  connect(client: number): Promise<VmClient>;
  /** The journal of a client in its present process. */
  journalOf(client: number): Journal | undefined;
  /** The present process of a client. */
  processOf(client: number): SimProcess;
  /** The crashes that wait for an event. */
  readonly kills: Kills;
  readonly journals: Journals;
  /** Crashes the process of a payer. The next one is there at once, and empty. */
  crash(payer: number, isPowerCut?: boolean): void;
  /** Ends the process of a payer in order. The next one is there then, and empty. */
  end(payer: number): Promise<void>;
  /** Ends all faults, and makes liars honest. */
  heal(): void;
}

/** The name of a client's sleepers. */
export function ownerOf(client: number): string {
  return `client ${client}`;
}

/** The name of a payer's sleepers. */
export function payerOwnerOf(payer: number): string {
  return `payer ${payer}`;
}

/** Builds the world of a plan. */
export async function buildWorld(plan: Plan): Promise<World> {
  const { seed, shape } = plan;
  const clock = new SimClock();
  const story = new Story(clock);
  const findings = new Findings(story);
  const { devnet, state } = await startWithFile({
    listen: false,
    nodes: shape.nodes,
    polynomialDegree: shape.degree,
    primeBits: shape.primeBits,
    // A devnet's keys follow from its seed. A few networks are enough.
    seed: `simulated network ${seed % 16}`,
    blockTimeMs: shape.blockTimeMs,
    environment: {
      ...seededEnvironment(`devnet ${seed}`, clock.now),
      sleep: (ms, signal) => clock.sleep("devnet", ms, signal),
    },
  });
  const wire = new WireWatch(findings, clock);
  const serveAtDevnet = async ({ url, headers, body }: Passing): Promise<Answer> => {
    const response = await devnet.fetch(url, { method: "POST", headers, body });
    return {
      status: response.status,
      headers: response.headers,
      body: new Uint8Array(await response.arrayBuffer()),
    };
  };
  const environment = clock.environment("liars", `liars ${seed}`);
  const nodeLiars = new NodeLiars({ plan, devnet, environment, story, serve: serveAtDevnet });
  const chainLiars = new ChainLiars(plan.chainLies, clock, story, serveAtDevnet);
  const links = new Links({
    seed,
    latencyMs: shape.latencyMs,
    faults: plan.linkFaults,
    clock,
    story,
    serve: async (passing) => {
      const liars = typeof passing.to === "number" ? nodeLiars : chainLiars;
      const answer = await liars.serve(passing);
      wire.answered(passing, answer);
      return answer;
    },
    watch: (passing) => wire.sees(passing),
    hide: (passing, first, last) => wire.hides(passing, first, last),
  });
  const chainFaults = scheduleChainFaults(plan, devnet, clock, story);
  const digest = shape.isPinned ? await digestOf(plan, devnet, clock) : undefined;
  const processes = new Map<number, SimProcess>();
  const processOf = (client: number) => {
    const { payer } = shape.clients[client]!;
    const process = processes.get(payer) ?? newProcess(payer);
    processes.set(payer, process);
    return process;
  };
  const kills = new Kills(plan.crashes);
  const newProcess = (payer: number) => new SimProcess((what) => kills.event(payer, what));
  const journals = new Journals(plan, clock, findings);
  const connect = connector(plan, devnet, clock, links, digest, journals, processOf);
  return {
    plan,
    clock,
    story,
    findings,
    devnet,
    state,
    links,
    wire,
    stores: watchStores(state, clock),
    users: shape.clients.map((_, index) => UserId.fromPublicKey(keyOf(plan, index).publicKey)),
    connect,
    processOf,
    journalOf: (client) => journals.of(client, processOf(client), ownerOf(client)),
    kills,
    journals,
    crash(payer, isPowerCut) {
      story.tell(payerOwnerOf(payer), isPowerCut ? "loses its power" : "crashes");
      processes.get(payer)?.crash(clock.elapsedMs);
      processes.set(payer, newProcess(payer));
      if (isPowerCut) journals.cutPower(payer);
      clock.stop(payerOwnerOf(payer));
      clock.stop(diskOwnerOf(payer));
      for (const [index, client] of shape.clients.entries()) {
        if (client.payer === payer) clock.stop(ownerOf(index));
      }
    },
    async end(payer) {
      const process = processes.get(payer);
      if (process !== undefined) await journals.close(process);
      processes.set(payer, newProcess(payer));
    },
    heal() {
      story.tell("judge", "all faults end");
      kills.end();
      links.heal();
      nodeLiars.repent();
      chainLiars.repent();
      chainFaults.heal();
    },
  };
}

function keyOf({ seed }: Plan, client: number): PrivateKey {
  return PrivateKey.fromSeed(`user ${client} of ${seed % 16}`);
}

/** The digests of the networks, which follow from their shape. */
const digests = new Map<string, string>();

/** Connects clients, each with its payer. */
function connector(
  plan: Plan,
  devnet: Devnet,
  clock: SimClock,
  links: Links,
  clusterDigest: string | undefined,
  journals: Journals,
  processOf: (client: number) => SimProcess,
): (client: number) => Promise<VmClient> {
  const { seed, shape } = plan;
  const { chainId } = devnet.network;
  const bootnode = devnet.nodes[shape.bootnode]!.endpoint;
  // A new process has new payers.
  const payers = new Map<SimProcess, Payer>();
  let incarnations = 0;
  const payerOf = (client: number): Payer | undefined => {
    const { wallet, payer, skewMs } = shape.clients[client]!;
    if (wallet === undefined) return undefined;
    const endpoints = Object.values(endpointUrls).slice(0, shape.endpoints);
    const process = processOf(client);
    const known = payers.get(process);
    if (known !== undefined) return known;
    const name = `payer ${payer} of ${seed}, ${payers.size}`;
    const made = process.payer(
      new NilChainPayer({
        chainId,
        rpcEndpoints: endpoints,
        privateKey: devnet.wallets[wallet]!.privateKey,
        timeoutBlocks: shape.timeoutBlocks,
        fetch: process.fetch(links.fetchOf(client)),
        environment: process.environment(clock.environment(payerOwnerOf(payer), name, skewMs)),
      }),
    );
    payers.set(process, made);
    return made;
  };
  return async (client: number): Promise<VmClient> => {
    const { paymentMode, timeoutMs, skewMs } = shape.clients[client]!;
    const process = processOf(client);
    const owner = ownerOf(client);
    const name = `client ${client} of ${seed}, ${incarnations++}`;
    const fetch = process.fetch(links.fetchOf(client));
    return await Client.create({
      key: keyOf(plan, client),
      network: new Network({ bootnode, chainId, fetch, clusterDigest }),
      payer: payerOf(client),
      paymentMode,
      timeoutMs,
      environment: process.environment(clock.environment(owner, name, skewMs)),
      journal: journals.of(client, process, owner),
    });
  };
}

/** The digest of the devnet's network. */
async function digestOf(plan: Plan, devnet: Devnet, clock: SimClock): Promise<string> {
  const { nodes, degree, primeBits } = plan.shape;
  const name = [plan.seed % 16, nodes, degree, primeBits].join();
  const known = digests.get(name);
  if (known !== undefined) return known;
  const { network } = devnet;
  const environment = clock.environment("digest", "digest");
  await using client = await Client.create({ key: keyOf(plan, 0), network, environment });
  digests.set(name, client.cluster.digest);
  return client.cluster.digest;
}

/** Injects the faults of the chain when their time comes, and ends them. */
function scheduleChainFaults(plan: Plan, devnet: Devnet, clock: SimClock, story: Story) {
  const active = new Set<InjectedFault>();
  let isHealed = false;
  for (const { kind, fromMs, untilMs, times, delayMs = 1_000 } of plan.chainFaults) {
    clock.sleep("chain", fromMs).then(async () => {
      if (isHealed) return;
      story.tell("chain", `${kind} until ${untilMs}`);
      const fault = devnet.chain.inject(
        kind === "stall" ? { kind } : kind === "drop" ? { kind, times } : { kind, times, delayMs },
      );
      active.add(fault);
      await clock.sleep("chain", untilMs - fromMs);
      fault[Symbol.dispose]();
    });
  }
  return {
    heal() {
      isHealed = true;
      for (const fault of active) fault[Symbol.dispose]();
    },
  };
}

import { Membership } from "../gen/nillion/membership/v1/service_pb.ts";
import type { Signer } from "../keys/signer.ts";
import { Tokens, type TokenSource } from "./auth_token.ts";
import { checkExpected } from "./check_expected.ts";
import type { Cluster, ClusterMember } from "./cluster.ts";
import type { Call } from "../async/deadline.ts";
import type { Environment } from "../async/environment.ts";
import { defaultFetch, requestLimits } from "../base/default_fetch.ts";
import { Lanes } from "../async/lanes.ts";
import { asRequest, inPhase } from "../events/observe.ts";
import { RetryBudget } from "../async/retry_budget.ts";
import { toVmError } from "./failure.ts";
import { Network } from "./network.ts";
import { NodeConnection } from "./node_connection.ts";
import { type NodeTransport, nodeTransport } from "./node_transport.ts";
import { readCluster } from "./read_cluster.ts";
import { limitsOf, retry } from "./retry.ts";
import { ServerClock } from "./server_clock.ts";
import { Waits } from "../async/waits.ts";

/** Connections to all nodes of a cluster, for one user. */
export interface Connection {
  /** The cluster. */
  readonly cluster: Cluster;
  /** A connection to each member. */
  readonly nodes: readonly NodeConnection[];
  /** The connection to the leader. */
  readonly leader: NodeConnection;
  /** The queue of requests that nodes may answer late. */
  readonly waits: Waits;
  /** The clock, randomness and timers to use. */
  readonly environment: Environment;
}

/** The most requests under way to nodes that hang, so that they leave places to the others. */
const stuckMax = 3;

/**
 * Asks the bootnode for the nodes of its cluster. Each request opens its own connection, so nothing
 * has to be closed.
 *
 * @throws {ClusterMismatchError} When it is another cluster than the network's options allow.
 */
export async function connect(
  options: Network,
  signer: Signer,
  environment: Environment,
  call: Call,
): Promise<Connection> {
  // A plain object has the type of a network too, so its options are checked here.
  const network = new Network(options);
  const { atOnce, toOneNode } = requestLimits(network.fetch);
  const lanes = new Lanes(atOnce, toOneNode, stuckMax, environment);
  const transportTo = (baseUrl: string, clock: ServerClock, token?: TokenSource["current"]) => {
    const fetch = network.fetch ?? defaultFetch();
    return nodeTransport({ baseUrl, fetch, lane: lanes.open(), environment, clock, token });
  };
  const budget = new RetryBudget();
  const bootnode = transportTo(network.bootnode, new ServerClock(environment));
  const cluster = await fetchCluster(bootnode, budget, network, environment, call);
  const tokens = new Tokens(signer, environment);
  const connectTo = (member: ClusterMember) => {
    const token = tokens.for(member.identity);
    const clock = new ServerClock(environment);
    const transport = transportTo(member.endpoint, clock, () => token.current());
    return new NodeConnection(member, transport, () => token.renew(), clock, budget);
  };
  const nodes = cluster.members.map(connectTo);
  // The leader may be no member, or take the requests for a leader at an endpoint of its own.
  const { id, endpoint } = cluster.leader;
  const leader = nodes.find(({ member }) => member.id === id && member.endpoint === endpoint) ??
    connectTo(cluster.leader);
  return { cluster, nodes, leader, waits: new Waits(environment), environment };
}

async function fetchCluster(
  transport: NodeTransport,
  budget: RetryBudget,
  network: Network,
  environment: Environment,
  call: Call,
): Promise<Cluster> {
  const { cluster } = Membership.method;
  const ask = (call: Call) =>
    asRequest(call, cluster, { endpoint: network.bootnode }, async (meter) => {
      try {
        const [described] = await transport(cluster, {}, call.signal, meter);
        return described!;
      } catch (error) {
        call.signal.throwIfAborted();
        throw toVmError(error, { phase: "cluster" }, `The bootnode at ${network.bootnode}`);
      }
    });
  return await inPhase(call, "cluster", async () => {
    const described = await retry(ask, environment, call, limitsOf({ budget }));
    return readCluster(described, (cluster) => checkExpected(cluster, network));
  });
}

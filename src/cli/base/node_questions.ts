/** Questions that a node answers to everybody: how it is, and which version it has. */
import { type Call, type CallOptions, withDeadline } from "../../async/deadline.ts";
import { platform } from "../../async/environment.ts";
import { VmError } from "../../errors/mod.ts";
import { observeCall } from "../../events/observer.ts";
import type { EventListener } from "../../events/vm_event.ts";
import { Health } from "../../gen/grpc/health/v1/health_pb.ts";
import { Membership } from "../../gen/nillion/membership/v1/service_pb.ts";
import { Payments } from "../../gen/nillion/payments/v1/service_pb.ts";
import { connect, type Connection } from "../../network/connect.ts";
import { toVmError } from "../../network/failure.ts";
import type { Network } from "../../network/network.ts";
import type { NodeConnection } from "../../network/node_connection.ts";
import { newKey } from "./identities.ts";

const serving = 1;

/** How a node is. */
export interface NodeState {
  readonly node: string;
  readonly endpoint: string;
  readonly isLeader: boolean;
  readonly isServing: boolean;
  /** How long the node took to say so, in milliseconds. */
  readonly latencyMs: number | null;
  readonly version: string | null;
  /** Why the node does not serve. */
  readonly problem: string | null;
}

/** Limits of all questions together. */
export interface Limits {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Who counts the requests, if somebody does. */
  readonly onEvent?: EventListener | undefined;
}

/** How long all questions take together, in milliseconds, unless the person says. */
const timeoutMsDefault = 10_000;

/** The limits of a command's calls, for questions. */
export function limitsOf({ timeoutMs = timeoutMsDefault, signal }: CallOptions): Limits {
  return { timeoutMs, signal: signal! };
}

/** Asks with connections to all nodes, as a user whom nobody knows. */
export function asking<T>(
  network: Network,
  { timeoutMs, signal, onEvent }: Limits,
  act: (connection: Connection, call: Call) => Promise<T>,
): Promise<T> {
  const ask = async (call: Call) => {
    const connection = await connect(network, newKey("secp256k1").signer, platform, call);
    return await act(connection, call);
  };
  const observation = {
    listeners: [onEvent],
    tracer: undefined,
    environment: platform,
    operation: "connect",
    number: 1,
    toVmError,
  } as const;
  return withDeadline(
    timeoutMs,
    [signal],
    platform,
    (call) => onEvent === undefined ? ask(call) : observeCall(observation, call, ask),
  );
}

/** Asks all nodes how they are. */
export function nodeStates(
  { nodes, leader }: Connection,
  limits: Limits,
  { observer }: Call,
): Promise<NodeState[]> {
  return Promise.all(nodes.map((node) => stateOf(node, node === leader, limits, observer)));
}

async function stateOf(
  node: NodeConnection,
  isLeader: boolean,
  { timeoutMs, signal }: Limits,
  observer: Call["observer"],
): Promise<NodeState> {
  const { id, endpoint } = node.member;
  const known = { node: id, endpoint, isLeader };
  try {
    return await withDeadline(timeoutMs, [signal], platform, async (call) => {
      call.observer = observer;
      const { nodeVersion } = Membership.method;
      const startedMs = performance.now();
      const { version } = await node.send(nodeVersion, {}, call);
      const latencyMs = Math.round(performance.now() - startedMs);
      const { status } = await node.send(Health.method.check, { service: "" }, call);
      const { major, minor, patch, preRelease } = version ??
        { major: 0n, minor: 0n, patch: 0n, preRelease: "" };
      const suffix = preRelease === "" ? "" : `-${preRelease}`;
      const isServing = status === serving;
      return {
        ...known,
        isServing,
        latencyMs,
        version: `${major}.${minor}.${patch}${suffix}`,
        problem: isServing ? null : "it says that it does not serve",
      };
    });
  } catch (error) {
    if (!(error instanceof VmError)) throw error;
    return { ...known, isServing: false, latencyMs: null, version: null, problem: error.message };
  }
}

/** What the leader says of prices: the smallest deposit in unil, and the credits of one nil. */
export function paymentsConfig({ leader }: Connection, call: Call) {
  return leader.send(Payments.method.paymentsConfig, {}, call);
}

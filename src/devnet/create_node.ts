import type { UniversalHandlerFn } from "@connectrpc/connect/protocol";
import type { Numbers } from "../core/programs.ts";
import type { Cluster } from "../gen/nillion/membership/v1/cluster_pb.ts";
import type { PublicKey } from "../keys/public_key.ts";
import type { DevnetClock } from "./base/clock.ts";
import type { DevnetEnvironment } from "./base/environment.ts";
import type { OperationTrace } from "./base/operation_trace.ts";
import type { Chain } from "./chain/chain.ts";
import type { Computations } from "./compute/computations.ts";
import { computeService } from "./compute/compute_service.ts";
import { createResults } from "./compute/results.ts";
import { createAuthenticator } from "./http/auth.ts";
import { createEndpoint } from "./http/endpoint.ts";
import { leaderQueriesService } from "./leader/leader.ts";
import { paymentsService } from "./leader/payments_service.ts";
import { healthService } from "./node/health_service.ts";
import { membershipService, type NodeIdentity } from "./node/membership.ts";
import { permissionsService } from "./node/permissions_service.ts";
import { programsService } from "./node/programs_service.ts";
import { reflectionService } from "./node/reflection_service.ts";
import { createReceipts } from "./node/receipts.ts";
import { valuesService } from "./node/values_service.ts";
import type { NodeState } from "./state/state.ts";

/** What all nodes of a network share. */
export interface NodeResources {
  /** The description of the network. */
  cluster: Cluster;
  /** The key that verifies quotes and receipts. */
  leaderPublicKey: PublicKey;
  /** The chain on which payments are made; only the leader reads it. */
  chain: Chain;
  /** The computations of all nodes. */
  computations: Computations;
  /** The length of the prime, in bits. */
  primeBits: number;
  /** What becomes of numbers that the protocols of nodes cannot compute with. */
  numbers: Numbers;
  /** The devnet's time and random bytes. */
  environment: DevnetEnvironment;
  /** The devnet's clock. */
  clock: DevnetClock;
  /** Where nodes note who sent a request. */
  senders: WeakMap<Headers, string>;
  /** Where nodes note which operation a request belongs to. */
  trace: OperationTrace;
  /** The clock that clients date tokens by, which no test advances. */
  callersNow: () => number;
}

/**
 * Starts a node: returns the handler of its endpoint, which reads and changes the node's state.
 *
 * @param position the node's position among the sorted ids of all nodes
 */
export function createNode(
  identity: NodeIdentity,
  position: number,
  state: NodeState,
  resources: NodeResources,
): UniversalHandlerFn {
  const { cluster, leaderPublicKey, chain, computations, primeBits, numbers, environment, trace } =
    resources;
  const { programs, values, leader } = state;
  const receipts = createReceipts(leaderPublicKey, state.spentReceipts, environment, trace);
  const results = createResults(state.results, resources.clock);
  const { clock, callersNow, senders } = resources;
  const sender = createAuthenticator(identity.id, callersNow);
  const authenticate = (headers: Headers) => {
    const user = sender(headers);
    if (user !== undefined) senders.set(headers, user);
    return user;
  };
  return createEndpoint(authenticate, clock, (router) => {
    membershipService(router, cluster);
    healthService(router);
    reflectionService(router);
    valuesService(router, state, receipts, environment);
    permissionsService(router, values, receipts, environment);
    programsService(router, programs, receipts);
    computeService(router, {
      programs,
      values,
      results,
      receipts,
      computations,
      position,
      primeBits,
      numbers,
      environment,
    });
    if (leader !== undefined) {
      paymentsService(router, {
        identity,
        state: leader,
        programs,
        computations,
        chain,
        environment,
        trace,
      });
      leaderQueriesService(router, leader.pools, receipts, environment);
    }
  });
}

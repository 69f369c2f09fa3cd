import type { UniversalHandlerFn } from "@connectrpc/connect/protocol";
import type { Cluster } from "../gen/nillion/membership/v1/cluster_pb.ts";
import type { PublicKey } from "../keys/public_key.ts";
import { createAuthenticator } from "./http/auth.ts";
import type { Chain } from "./chain/chain.ts";
import type { DevnetClock } from "./base/clock.ts";
import { createEndpoint } from "./http/endpoint.ts";
import type { Environment } from "./base/environment.ts";
import type { Computations } from "./compute/computations.ts";
import { computeService } from "./compute/compute_service.ts";
import type { NodeIdentity } from "./node/membership.ts";
import type { LeaderState } from "./leader/leader.ts";
import { leaderQueriesService } from "./leader/leader_queries_service.ts";
import { membershipService } from "./node/membership_service.ts";
import type { SpentNonces } from "./node/nonces.ts";
import { paymentsService } from "./leader/payments_service.ts";
import { permissionsService } from "./node/permissions_service.ts";
import type { ProgramStore } from "./node/program_store.ts";
import { programsService } from "./node/programs_service.ts";
import { createReceiptDesk } from "./node/receipts.ts";
import { createResults, type ResultStore } from "./compute/results.ts";
import type { Cleaning, ValueStore } from "./node/value_store.ts";
import { valuesService } from "./node/values_service.ts";

/** All that a node remembers. It is plain data, and no other node's. */
export interface NodeState {
  /** Its part of the stored values. */
  values: ValueStore;
  /** When it next drops values that have expired. */
  cleaning: Cleaning;
  /** The programs that it runs. */
  programs: ProgramStore;
  /** Its part of the results of computations. */
  results: ResultStore;
  /** The receipts that it redeemed. */
  spentReceipts: SpentNonces;
  /** What it remembers as the leader, if it is the one. */
  leader?: LeaderState;
}

/** What a node knows of the network it is part of. */
export interface Surroundings {
  /** Who the nodes are. */
  cluster: Cluster;
  /** The key that quotes and receipts are signed with. */
  leaderPublicKey: PublicKey;
  /** The chain that payments are made on; only the leader looks. */
  chain: Chain;
  /** Where the nodes compute together. */
  computations: Computations;
  /** The length of the prime. */
  primeBits: number;
  /** The time and randomness. */
  environment: Environment;
  /** The same time, for those who wait for it. */
  clock: DevnetClock;
  /** The time by the callers' clocks, which nobody advances. */
  callersNow: () => number;
}

/**
 * Brings a node to life: the handler of its endpoint, acting on its state.
 *
 * @param position its place among the sorted ids of all nodes
 */
export function createNode(
  identity: NodeIdentity,
  position: number,
  state: NodeState,
  surroundings: Surroundings,
): UniversalHandlerFn {
  const { cluster, leaderPublicKey, chain, computations, primeBits, environment } = surroundings;
  const receipts = createReceiptDesk(leaderPublicKey, state.spentReceipts, environment);
  const results = createResults(state.results, surroundings.clock);
  return createEndpoint(createAuthenticator(identity.id, surroundings.callersNow), (router) => {
    membershipService(router, cluster);
    valuesService(router, state, receipts, environment);
    permissionsService(router, state.values, receipts, environment);
    programsService(router, state.programs, receipts);
    computeService(router, {
      programs: state.programs,
      values: state.values,
      results,
      receipts,
      computations,
      position,
      primeBits,
      environment,
    });
    if (state.leader !== undefined) {
      paymentsService(router, identity, state.leader, state.programs, chain, environment);
      leaderQueriesService(router, state.leader.pools, receipts, environment);
    }
  });
}

import type { Network } from "@nilvm/client";
import type { Devnet } from "@nilvm/client/devnet";
import { type Cluster, ClusterSchema } from "../../src/gen/nillion/membership/v1/cluster_pb.ts";
import { changeAnswer } from "./grpc_web.ts";

/** A bootnode that lies about its cluster, and relays between clients and the real nodes. */
export interface Relays {
  readonly fetch: NonNullable<Network["fetch"]>;
  /** The tokens that relays received, each with the endpoint of the node that it is for. */
  readonly tokens: { token: string; endpoint: string }[];
  /** How many requests came to relays. */
  readonly requests: number;
  /** What the bootnode does to the description of its cluster. A test may replace it at any time. */
  lie: (cluster: Cluster) => void;
}

/** The endpoint of the relay that stands before a node. */
export function relayOf(endpoint: string): string {
  return endpoint.replace("http://", "http://relay-of-");
}

/** Puts a relay before every node, the leader too. */
export function relayAll({ members, leader }: Cluster): void {
  for (const node of [...members, leader!]) node.grpcEndpoint = relayOf(node.grpcEndpoint);
}

/** Puts a relay before the leader only. */
export function relayLeader({ members, leader }: Cluster): void {
  const relay = relayOf(leader!.grpcEndpoint);
  for (const node of members) {
    if (node.grpcEndpoint === leader!.grpcEndpoint) node.grpcEndpoint = relay;
  }
  leader!.grpcEndpoint = relay;
}

export function startRelays(devnet: Devnet): Relays {
  const real = new Map(devnet.nodes.map(({ endpoint }) => [relayOf(endpoint), endpoint]));
  const tokens: Relays["tokens"] = [];
  let requests = 0;
  const relays = {
    tokens,
    get requests() {
      return requests;
    },
    lie: relayAll as Relays["lie"],
    async fetch(input: string, init?: RequestInit) {
      const { origin, pathname } = new URL(input);
      const endpoint = real.get(origin);
      if (endpoint === undefined) {
        const passOn = () => devnet.fetch(input, init);
        if (!pathname.endsWith("/Cluster")) return await passOn();
        return await changeAnswer({ passOn }, ClusterSchema, (cluster) => relays.lie(cluster));
      }
      requests++;
      const token = new Headers(init?.headers).get("x-nillion-token");
      if (token !== null) tokens.push({ token, endpoint });
      return await devnet.fetch(endpoint + pathname, init);
    },
  };
  return relays;
}

import type { ConnectRouter } from "@connectrpc/connect";
import type { Cluster } from "../../gen/nillion/membership/v1/cluster_pb.ts";
import { Membership } from "../../gen/nillion/membership/v1/service_pb.ts";

/** Serves who the nodes are, to anyone. */
export function membershipService(router: ConnectRouter, cluster: Cluster): void {
  router.service(Membership, {
    cluster: () => cluster,
    nodeVersion: () => ({ gitHash: "devnet" }),
  });
}

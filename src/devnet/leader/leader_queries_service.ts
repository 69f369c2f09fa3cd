import type { ConnectRouter } from "@connectrpc/connect";
import { LeaderQueries } from "../../gen/nillion/leader_queries/v1/service_pb.ts";
import type { Environment } from "../base/environment.ts";
import { isBelowThreshold, makeMore, type Pools } from "./pools.ts";
import type { ReceiptDesk } from "../node/receipts.ts";
import { malformed } from "../base/refusal.ts";

/** Serves the state of the network's stock, to anyone who paid for it. */
export function leaderQueriesService(
  router: ConnectRouter,
  pools: Pools,
  receipts: ReceiptDesk,
  environment: Environment,
): void {
  router.service(LeaderQueries, {
    poolStatus({ signedReceipt }) {
      if (signedReceipt === undefined) throw malformed("'receipt' not set");
      receipts.redeem(signedReceipt, "poolStatus");
      makeMore(pools, environment.now());
      return {
        offsets: [...pools].map(([element, { start, end }]) => ({ element, start, end })),
        preprocessingActive: isBelowThreshold(pools),
        auxiliaryMaterialAvailable: true,
      };
    },
  });
}

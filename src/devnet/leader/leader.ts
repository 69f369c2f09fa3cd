import type { ConnectRouter } from "@connectrpc/connect";
import { createLedger, type Ledger } from "./ledger.ts";
import type { Receipts, SpentNonces } from "../node/receipts.ts";
import { createPools, isBelowThreshold, makeMore, type Pools } from "./pools.ts";
import { Table } from "../base/table.ts";
import { LeaderQueries } from "../../gen/nillion/leader_queries/v1/service_pb.ts";
import type { DevnetEnvironment } from "../base/environment.ts";
import { malformed } from "../base/refusal.ts";

/** The state that only the leader has. */
export interface LeaderState {
  /** The users' balances. */
  ledger: Ledger;
  /** The nonces of paid quotes. */
  spentQuotes: SpentNonces;
  /** The network's preprocessing elements. */
  pools: Pools;
}

/** The state of a new leader. */
export function createLeaderState(): LeaderState {
  return { ledger: createLedger(), spentQuotes: new Table(), pools: createPools() };
}

/** Serves the state of the pools of preprocessing elements. */
export function leaderQueriesService(
  router: ConnectRouter,
  pools: Pools,
  receipts: Receipts,
  environment: DevnetEnvironment,
): void {
  router.service(LeaderQueries, {
    poolStatus({ signedReceipt }, context) {
      if (signedReceipt === undefined) throw malformed("'receipt' not set");
      receipts.redeem(signedReceipt, "poolStatus", context);
      makeMore(pools, environment.now());
      return {
        offsets: [...pools].map(([element, { start, end }]) => ({ element, start, end })),
        preprocessingActive: isBelowThreshold(pools),
        auxiliaryMaterialAvailable: true,
      };
    },
  });
}

import { createLedger, type Ledger } from "./ledger.ts";
import type { SpentNonces } from "../node/nonces.ts";
import { createPools, type Pools } from "./pools.ts";
import { Table } from "../base/table.ts";

/** What the leader remembers beyond what every node does. */
export interface LeaderState {
  /** Who has how many credits. */
  ledger: Ledger;
  /** The quotes that receipts were given for. */
  spentQuotes: SpentNonces;
  /** The network's stock of preprocessing elements. */
  pools: Pools;
}

/** A leader that has seen nothing yet. */
export function createLeaderState(): LeaderState {
  return { ledger: createLedger(), spentQuotes: new Table(), pools: createPools() };
}

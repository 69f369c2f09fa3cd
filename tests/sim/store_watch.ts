/** What the nodes and the leader of a devnet did, seen from inside. */
import { encodeHex } from "../../src/base/hex.ts";
import type { StoredValues } from "../../src/devnet/node/value_store.ts";
import type { DevnetState } from "../../src/devnet/state/state.ts";
import type { SimClock } from "./clock.ts";
import { type Here, here } from "./here.ts";

/** A change of what a node stores under an id. */
export interface StoredChange {
  readonly atMs: number;
  /** Whose request made it. */
  readonly by: Here | undefined;
  /** What is stored from now on; nothing after a deletion. */
  readonly stored: StoredValues | undefined;
}

/** A debit from a balance. */
export interface Debit {
  readonly user: string;
  readonly by: Here | undefined;
  readonly atMs: number;
}

/** All that happened inside a devnet. */
export interface StoreWatch {
  /** By node and by id: its changes, in order. */
  readonly changes: readonly ReadonlyMap<string, readonly StoredChange[]>[];
  /** The debits, by the nonce of the quote that they paid. */
  readonly debits: ReadonlyMap<string, readonly Debit[]>;
  /** The quotes for which the leader gave a receipt, by nonce. */
  readonly spentQuotes: ReadonlySet<string>;
  /** The receipts that were used at some node. */
  readonly spentReceipts: ReadonlySet<string>;
  /** Those that a user used, and not only a liar. */
  readonly usedReceipts: ReadonlySet<string>;
  /** The credited deposits: the user of each transaction. */
  readonly deposits: ReadonlyMap<string, string>;
}

/** Watches the state of a devnet. */
export function watchStores(state: DevnetState, clock: SimClock): StoreWatch {
  const spentReceipts = new Set<string>();
  const usedReceipts = new Set<string>();
  const changes = state.nodes.map(({ values, spentReceipts: spentHere }) => {
    spentHere.onChange = (receipt) => {
      spentReceipts.add(receipt);
      if (here()?.by !== "liar") usedReceipts.add(receipt);
    };
    const byId = new Map<string, StoredChange[]>();
    values.onChange = (id, stored) => {
      const list = byId.get(id) ?? [];
      byId.set(id, list);
      list.push({ atMs: clock.elapsedMs, by: here(), stored });
    };
    return byId;
  });
  const { ledger, spentQuotes } = state.nodes.find(({ leader }) => leader !== undefined)!.leader!;
  const debits = new Map<string, Debit[]>();
  const spent = new Set<string>();
  const deposits = new Map<string, string>();
  const credits = new Map<string, bigint>();
  // The leader spends a quote and takes its price from a balance in one step.
  let lastSpent = "";
  spentQuotes.onChange = (nonce, expiresAtMs) => {
    if (expiresAtMs === undefined) return;
    lastSpent = nonce;
    spent.add(nonce);
  };
  ledger.deposits.onChange = (txHash, user) => void deposits.set(txHash, user!);
  ledger.accounts.onChange = (user, account) => {
    const before = credits.get(user) ?? 0n;
    const now = account?.credits ?? 0n;
    credits.set(user, now);
    if (now >= before) return;
    const list = debits.get(lastSpent) ?? [];
    debits.set(lastSpent, list);
    list.push({ user, by: here(), atMs: clock.elapsedMs });
  };
  return { changes, debits, spentQuotes: spent, spentReceipts, usedReceipts, deposits };
}

/** A payment on the chain. */
export interface ChainPayment {
  readonly txHash: string;
  readonly from: string;
  /** The resource, in hex. */
  readonly resource: string;
  readonly amountUnil: bigint;
}

/** All payments in blocks. */
export function paymentsOf({ chain }: DevnetState): ChainPayment[] {
  return [...chain.blocks.values()].flatMap(({ transactions }) =>
    transactions.flatMap(({ hash, payment }) =>
      payment === undefined
        ? []
        : [{ ...payment, txHash: hash, resource: encodeHex(payment.resource) }]
    )
  );
}

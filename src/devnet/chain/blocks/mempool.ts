import { Table } from "../../base/table.ts";
import { maxBlockBytes } from "./block.ts";
import type { ChainState } from "../transactions/state.ts";

const maxPending = 5000;
const maxRemembered = 10_000;

/** The transactions that wait for a block, and the hashes of those that are not taken twice. */
export interface Mempool {
  /** The waiting transactions by hash, in the order of their arrival. */
  readonly pending: ReadonlyMap<string, Uint8Array>;
  /** Bytes of the waiting transactions together. */
  readonly pendingBytes: number;
  /** Why a transaction cannot even be looked at, if so. */
  objection(hash: string, bytes: Uint8Array): string | undefined;
  /** Takes a transaction, which then waits. */
  add(hash: string, bytes: Uint8Array): void;
  /** Hands over all that wait. */
  takeAll(): [hash: string, bytes: Uint8Array][];
  /** Lets a transaction that failed be sent again. */
  forget(hash: string): void;
}

/** A mempool of what waits already, an empty one unless given. All that wait fit in one block. */
export function createMempool(
  { pending, remembered }: Pick<ChainState, "pending" | "remembered"> = {
    pending: new Table(),
    remembered: new Table(),
  },
): Mempool {
  let pendingBytes = 0;
  for (const { length } of pending.values()) pendingBytes += length;
  return {
    pending,
    get pendingBytes() {
      return pendingBytes;
    },
    objection(hash, { length }) {
      if (pending.size >= maxPending || pendingBytes + length > maxBlockBytes) {
        return `mempool is full: number of txs ${pending.size} (max: ${maxPending}), ` +
          `total txs bytes ${pendingBytes} (max: ${maxBlockBytes})`;
      }
      return remembered.has(hash) ? "tx already exists in cache" : undefined;
    },
    add(hash, bytes) {
      pending.set(hash, bytes);
      pendingBytes += bytes.length;
      remembered.set(hash, true);
      const [oldest] = remembered.keys();
      if (remembered.size > maxRemembered && oldest !== undefined) remembered.delete(oldest);
    },
    takeAll() {
      const taken = [...pending];
      pending.clear();
      pendingBytes = 0;
      return taken;
    },
    forget(hash) {
      remembered.delete(hash);
    },
  };
}

import { Table } from "../../base/table.ts";
import { blockBytesMax } from "./block.ts";
import type { ChainState } from "../transactions/state.ts";

const pendingMax = 5000;
const rememberedMax = 10_000;

/** The transactions that wait for a block, and the hashes of transactions that are not accepted again. */
export interface Mempool {
  /** The waiting transactions by hash, in the order of arrival. */
  readonly pending: ReadonlyMap<string, Uint8Array>;
  /** The bytes of all waiting transactions together. */
  readonly pendingBytes: number;
  /** Why a transaction is not checked at all; `undefined` when it can be checked. */
  objection(hash: string, bytes: Uint8Array): string | undefined;
  /** Adds a transaction, which then waits. */
  add(hash: string, bytes: Uint8Array): void;
  /** Removes and returns all waiting transactions. */
  takeAll(): [hash: string, bytes: Uint8Array][];
  /** Lets a failed transaction be sent again. */
  forget(hash: string): void;
}

/** A mempool with the waiting transactions of a state; empty by default. All waiting transactions fit in one block. */
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
      if (pending.size >= pendingMax || pendingBytes + length > blockBytesMax) {
        return `mempool is full: number of txs ${pending.size} (max: ${pendingMax}), ` +
          `total txs bytes ${pendingBytes} (max: ${blockBytesMax})`;
      }
      return remembered.has(hash) ? "tx already exists in cache" : undefined;
    },
    add(hash, bytes) {
      pending.set(hash, bytes);
      pendingBytes += bytes.length;
      remembered.set(hash, true);
      const [oldest] = remembered.keys();
      if (remembered.size > rememberedMax && oldest !== undefined) remembered.delete(oldest);
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

import { Code } from "@connectrpc/connect";
import type { DevnetClock } from "../base/clock.ts";
import { refusal } from "../base/refusal.ts";
import type { Table } from "../base/table.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** What a node keeps of a computation that has ended. */
export interface ComputeResult {
  /** From when on it is gone, in milliseconds since the Unix epoch. */
  readonly expiresAtMs: number;
  /** The node's shares of the outputs, for each user the serialized `NamedValue`s, or why there are none. */
  readonly outcome: { values: Map<string, Uint8Array[]> } | { error: string };
}

/** The results that a node keeps, by the computation's id. */
export type ResultStore = Table<string, ComputeResult>;

/** The results of one node, and those that are still to come. */
export interface Results {
  /** Announces a result. */
  expect(id: string): void;
  /** Keeps a result, and tells those who wait for it. */
  keep(id: string, outcome: ComputeResult["outcome"]): void;
  /** Waits until no result is still to come, that long at most; says whether that is so. */
  settled(id: string, timeoutMs: number, signal: AbortSignal): Promise<boolean>;
  /** What a user may see of a result, or a refusal. */
  read(id: string, user: string): { values: Uint8Array[] } | { error: string };
}

/** Opens the store of a node. */
export function createResults(
  store: ResultStore,
  clock: Pick<DevnetClock, "now" | "sleep">,
): Results {
  const expected = new Map<string, PromiseWithResolvers<void>>();
  return {
    expect(id) {
      expected.set(id, Promise.withResolvers());
    },

    keep(id, outcome) {
      const nowMs = clock.now();
      dropExpired(store, nowMs);
      store.set(id, { expiresAtMs: nowMs + DAY_MS, outcome });
      expected.get(id)?.resolve();
      expected.delete(id);
    },

    async settled(id, timeoutMs, signal) {
      const coming = expected.get(id)?.promise;
      if (coming === undefined) return true;
      const over = new AbortController();
      const late = clock.sleep(timeoutMs, AbortSignal.any([signal, over.signal]));
      try {
        return await Promise.race([coming.then(() => true), late.then(() => false)]);
      } finally {
        over.abort();
      }
    },

    read(id, user) {
      dropExpired(store, clock.now());
      const outcome = store.get(id)?.outcome;
      if (outcome === undefined) throw refusal(Code.NotFound, "not found");
      if ("error" in outcome) return outcome;
      const values = outcome.values.get(user);
      if (values === undefined) {
        throw refusal(Code.PermissionDenied, "user is not authorized to fetch result");
      }
      return { values };
    },
  };
}

/** Results live equally long, so those that expire first are those that came first. */
function dropExpired(store: ResultStore, nowMs: number): void {
  for (const [id, { expiresAtMs }] of store) {
    if (expiresAtMs > nowMs) return;
    store.delete(id);
  }
}

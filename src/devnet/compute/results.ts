import { Code } from "@connectrpc/connect";
import { abortWith } from "../../async/abort_with.ts";
import { dayMs, type DevnetClock } from "../base/clock.ts";
import { type Deferred, deferred } from "../base/deferred.ts";
import { refusal } from "../base/refusal.ts";
import type { Table } from "../base/table.ts";

/** A node's result of a computation. */
export interface ComputeResult {
  /** When it expires, in milliseconds since the Unix epoch. */
  readonly expiresAtMs: number;
  /** Each user's outputs, as serialized `NamedValue`s with the node's shares, or the error. */
  readonly outcome: { values: Map<string, Uint8Array[]> } | { error: string };
}

/** The results that a node keeps, by the id of the computation. */
export type ResultStore = Table<string, ComputeResult>;

/** The results of one node. */
export interface Results {
  /** Notes that a computation is running. */
  expect(id: string): void;
  /** Keeps a result and wakes the calls that wait for it. */
  keep(id: string, outcome: ComputeResult["outcome"]): void;
  /** Waits for a running computation, `timeoutMs` at most. Returns whether the computation is not running any more. */
  settled(id: string, timeoutMs: number, signal: AbortSignal): Promise<boolean>;
  /** A user's outputs, or the error of the computation. Refuses a user who gets no outputs. */
  read(id: string, user: string): { values: Uint8Array[] } | { error: string };
}

/** Makes the results of a node from the table in which it keeps them. */
export function createResults(
  store: ResultStore,
  clock: Pick<DevnetClock, "now" | "sleep">,
): Results {
  const expected = new Map<string, Deferred<void>>();
  return {
    expect(id) {
      expected.set(id, deferred());
    },

    keep(id, outcome) {
      const nowMs = clock.now();
      dropExpired(store, nowMs);
      store.set(id, { expiresAtMs: nowMs + dayMs, outcome });
      expected.get(id)?.resolve();
      expected.delete(id);
    },

    async settled(id, timeoutMs, signal) {
      const coming = expected.get(id)?.promise;
      if (coming === undefined) return true;
      const over = new AbortController();
      const stop = new AbortController();
      abortWith(stop, signal, over.signal);
      const late = clock.sleep(timeoutMs, stop.signal);
      try {
        return await Promise.race([coming.then(() => true), late.then(() => false)]);
      } finally {
        over.abort();
        stop.abort();
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

/** All results live equally long, so the first ones expire first. */
function dropExpired(store: ResultStore, nowMs: number): void {
  for (const [id, { expiresAtMs }] of store) {
    if (expiresAtMs > nowMs) return;
    store.delete(id);
  }
}

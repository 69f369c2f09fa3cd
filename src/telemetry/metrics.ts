import type { VmErrorCode } from "../errors/mod.ts";
import type { RequestEnd, VmEvent } from "../events/vm_event.ts";

/** How many failed, by the code of the error. */
export type FailureCounts = { readonly [Code in VmErrorCode]?: number };

/** What became of the calls of one operation. */
export interface OperationMetrics {
  /** How many began. */
  readonly startedCount: number;
  /** How many are under way. */
  readonly runningCount: number;
  /** How many failed. */
  readonly failedCounts: FailureCounts;
  /** How long those that have ended took together, in milliseconds. */
  readonly durationMs: number;
}

/** How many waits were at most so long. */
export interface WaitBucket {
  /** The upper end, in milliseconds. */
  readonly atMostMs: number;
  /** How many waits were no longer, those of the buckets before included. */
  readonly count: number;
}

/** The requests to one node. */
export interface NodeMetrics {
  /** How many requests have ended, repeated ones included. */
  readonly requestCount: number;
  /** How many of them were repeated ones. */
  readonly retryCount: number;
  /**
   * How many of them failed. `ABORTED` also has those that the client stopped, as it had answers enough of other nodes,
   * and `INSUFFICIENT_FUNDS` those after which the chain paid, as the balance was too low.
   */
  readonly failedCounts: FailureCounts;
  /** The bytes that were sent to the node. */
  readonly sentBytes: number;
  /** The bytes that have arrived from it. */
  readonly receivedBytes: number;
  /**
   * How long requests waited for their turn and for the user's signer together, in milliseconds. The client limits how
   * many it sends at once.
   */
  readonly queueMs: number;
  /** How long they then waited for the node's whole answer together, in milliseconds. */
  readonly waitMs: number;
  /** The longest such wait, in milliseconds. */
  readonly longestWaitMs: number;
  /** These waits by their length. Waits that are longer than the last bucket's end are in none. */
  readonly waits: readonly WaitBucket[];
}

/**
 * The numbers of a collector at one time: a plain object of its own. Counts only grow, but for those of what is running
 * or open.
 */
export interface MetricsSnapshot {
  /** By operation, such as `storeValues`. */
  readonly operations: { readonly [operation: string]: OperationMetrics };
  /** By the node's id, in hex. `bootnode` has the requests that were sent before ids were known. */
  readonly nodes: { readonly [node: string]: NodeMetrics };
  /** How many purchases and deposits are not ended: something is left to pay, to get or to use. */
  readonly openPaymentCount: number;
  /** What they cost together, in unil. */
  readonly openPaymentUnil: bigint;
}

const bucketEndsMs = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000];

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
type Counting<T> = Mutable<Omit<T, "failedCounts">> & { failedCounts: Mutable<FailureCounts> };

/**
 * Collects numbers from the events of any number of clients.
 *
 * It is no part of a client, since a process may make a client for each user, and counts must not end with it.
 *
 * @example Count what two clients do
 * ```ts
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { Metrics } from "@nilvm/client/telemetry";
 * import { assertEquals } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * const metrics = new Metrics();
 * const { onEvent } = metrics;
 * await using ann = await devnet.client({ onEvent });
 * await using bob = await devnet.client({ onEvent });
 *
 * await Promise.all([ann.balance(), bob.balance()]);
 *
 * const { operations, openPaymentCount } = metrics.read();
 * assertEquals(operations.balance?.startedCount, 2);
 * assertEquals(openPaymentCount, 0);
 * ```
 */
export class Metrics {
  readonly #operations = new Map<string, Counting<OperationMetrics>>();
  readonly #nodes = new Map<string, Omit<Counting<NodeMetrics>, "waits"> & { counts: number[] }>();
  /** The amounts of those that are open, by their ids. */
  readonly #openUnil = new Map<string, bigint>();

  /** Takes an event: pass it to `VmClient.create` as `onEvent`. It needs no `this`. */
  readonly onEvent = (event: VmEvent): void => {
    switch (event.type) {
      case "operationStart": {
        const operation = this.#operation(event.operation);
        operation.startedCount++;
        operation.runningCount++;
        break;
      }
      case "operationEnd": {
        const operation = this.#operation(event.operation);
        operation.runningCount--;
        operation.durationMs += event.durationMs;
        count(operation.failedCounts, event.error);
        break;
      }
      case "requestEnd":
        this.#addRequest(event);
        break;
      case "payment":
        if (event.isOpen) this.#openUnil.set(event.payment, event.amountUnil);
        else this.#openUnil.delete(event.payment);
    }
  };

  /** The numbers now. */
  read(): MetricsSnapshot {
    const operations = [...this.#operations].map(([name, { failedCounts, ...operation }]) =>
      [name, { ...operation, failedCounts: { ...failedCounts } }] as const
    );
    const nodes = [...this.#nodes].map(([id, { counts, failedCounts, ...node }]) => {
      const waits = bucketEndsMs.map((atMostMs, index) => ({ atMostMs, count: counts[index]! }));
      return [id, { ...node, failedCounts: { ...failedCounts }, waits }] as const;
    });
    return {
      operations: Object.fromEntries(operations),
      nodes: Object.fromEntries(nodes),
      openPaymentCount: this.#openUnil.size,
      openPaymentUnil: [...this.#openUnil.values()].reduce((sum, unil) => sum + unil, 0n),
    };
  }

  #operation(name: string): Counting<OperationMetrics> {
    const operation = this.#operations.get(name) ??
      { startedCount: 0, runningCount: 0, failedCounts: {}, durationMs: 0 };
    this.#operations.set(name, operation);
    return operation;
  }

  #addRequest(event: RequestEnd): void {
    const id = event.node ?? "bootnode";
    const node = this.#nodes.get(id) ?? {
      requestCount: 0,
      retryCount: 0,
      failedCounts: {},
      sentBytes: 0,
      receivedBytes: 0,
      queueMs: 0,
      waitMs: 0,
      longestWaitMs: 0,
      counts: bucketEndsMs.map(() => 0),
    };
    this.#nodes.set(id, node);
    const waitMs = event.durationMs - event.queueMs;
    node.requestCount++;
    if (event.attempt > 1) node.retryCount++;
    count(node.failedCounts, event.error);
    node.sentBytes += event.sentBytes;
    node.receivedBytes += event.receivedBytes;
    node.queueMs += event.queueMs;
    node.waitMs += waitMs;
    node.longestWaitMs = Math.max(node.longestWaitMs, waitMs);
    bucketEndsMs.forEach((endMs, index) => {
      if (waitMs <= endMs) node.counts[index]!++;
    });
  }
}

function count(counts: Mutable<FailureCounts>, code: VmErrorCode | undefined): void {
  if (code !== undefined) counts[code] = (counts[code] ?? 0) + 1;
}

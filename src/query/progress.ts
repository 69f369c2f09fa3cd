import type { VmErrorPhase } from "../errors/mod.ts";
import type { VmEvent } from "../events/vm_event.ts";

/** How far a call is. */
export interface Progress {
  /** What is under way. None before the first phase, and after the last one. */
  readonly phase?: VmErrorPhase | undefined;
  /** The price on the chain, in unil, once it is known. */
  readonly feesUnil?: bigint | undefined;
  /** The price from the balance, in credits, once it is known. */
  readonly feesCredits?: bigint | undefined;
  /** The hash of the chain transaction that pays, in upper-case hex, once it is known. */
  readonly txHash?: string | undefined;
  /** How many nodes are asked, in the phase `nodes` and after it. */
  readonly nodeCount?: number | undefined;
  /** How many of them have done it. A read is over before all have. */
  readonly nodesDone: number;
}

/**
 * How far a call is after one more event. It begins anew with each call.
 *
 * @param before What it was before the event.
 *
 * @example Show how far a mutation is
 * ```ts
 * import { SecretInteger } from "@nilvm/client";
 * import { nextProgress, type Progress, storeValuesMutation } from "@nilvm/client/query";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assertEquals } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await devnet.client();
 * let progress: Progress | undefined;
 * const lines = new Set<string>();
 *
 * const store = storeValuesMutation(client, {
 *   onEvent(event) {
 *     progress = nextProgress(progress, event);
 *     lines.add(`${progress.phase ?? "-"} ${progress.nodesDone}/${progress.nodeCount ?? "?"}`);
 *   },
 * });
 * await store.mutationFn({ values: { a: new SecretInteger(7) }, ttlDays: 1 });
 * assertEquals([...lines], [
 *   ...["- 0/?", "quote 0/?", "receipt 0/?", "payment 0/?"],
 *   ...["nodes 0/3", "nodes 1/3", "nodes 2/3", "nodes 3/3", "- 3/3"],
 * ]);
 * ```
 */
export function nextProgress(before: Progress | undefined, event: VmEvent): Progress {
  const progress = before ?? { nodesDone: 0 };
  switch (event.type) {
    case "operationStart":
      return { nodesDone: 0 };
    case "phaseStart":
      return {
        ...progress,
        phase: event.phase,
        ...event.nodeCount === undefined ? {} : { nodeCount: event.nodeCount, nodesDone: 0 },
      };
    case "phaseEnd":
      return {
        ...progress,
        phase: undefined,
        feesUnil: event.feesUnil ?? progress.feesUnil,
        feesCredits: event.feesCredits ?? progress.feesCredits,
        txHash: event.txHash ?? progress.txHash,
      };
    case "requestEnd":
      return event.phase === "nodes" && event.error === undefined
        ? { ...progress, nodesDone: progress.nodesDone + 1 }
        : progress;
    case "payment":
      return { ...progress, txHash: event.txHash ?? progress.txHash };
    default:
      return progress;
  }
}

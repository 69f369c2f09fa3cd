/** The numbers of a command: what it has asked the nodes, and what its user has open. */
import type { MetricsSnapshot, NodeMetrics } from "../../telemetry/metrics.ts";
import { table } from "./output.ts";
import type { NotedPayment } from "./run_journal.ts";

/** Numbers as the client has them, but for payments. `null` when it is not known what is open. */
export interface Numbers {
  readonly nodes: MetricsSnapshot["nodes"];
  readonly openPaymentCount: number | null;
  readonly openPaymentUnil: bigint | null;
}

/**
 * Puts together what a command has counted and what journals have.
 *
 * @param noted What the journals of the user have, if they can be read and there is a user.
 */
export function numbersOf(
  { nodes }: MetricsSnapshot,
  noted: readonly NotedPayment[] | undefined,
): Numbers {
  // The command pays nothing itself: what is open is in the journals of earlier ones.
  return {
    nodes,
    openPaymentCount: noted?.length ?? null,
    openPaymentUnil: noted?.reduce((sum, { amountUnil }) => sum + BigInt(amountUnil), 0n) ?? null,
  };
}

/** The numbers for people. */
export function numbersText({ nodes, openPaymentCount, openPaymentUnil }: Numbers): string {
  const rows = Object.entries(nodes).map(([node, of]) => ({
    node: node.slice(0, 12),
    requests: of.requestCount,
    retries: of.retryCount,
    failed: failedCount(of),
    "sent bytes": of.sentBytes,
    "received bytes": of.receivedBytes,
    "wait ms": Math.round(of.waitMs),
    "longest ms": Math.round(of.longestWaitMs),
  }));
  const open = openPaymentCount === null
    ? "not known"
    : `${openPaymentCount}, of ${openPaymentUnil} unil`;
  return `${table(rows, "No node was asked")}\n\nOpen payments: ${open}`;
}

function failedCount({ failedCounts }: NodeMetrics): number {
  return Object.values(failedCounts).reduce((sum, count) => sum + count, 0);
}

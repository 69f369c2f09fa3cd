/**
 * Collects numbers about clients, for dashboards and alarms: requests, retries, bytes, waits and open payments.
 *
 * @example
 * ```ts
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { Metrics } from "@nilvm/client/telemetry";
 * import { assertEquals } from "@std/assert";
 *
 * const metrics = new Metrics();
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await devnet.client({ onEvent: metrics.onEvent });
 * await client.balance();
 *
 * const { nodes } = metrics.read();
 * assertEquals(nodes[client.cluster.leader.id]?.requestCount, 1);
 * ```
 *
 * @module
 */
export {
  type FailureCounts,
  Metrics,
  type MetricsSnapshot,
  type NodeMetrics,
  type OperationMetrics,
  type WaitBucket,
} from "./metrics.ts";

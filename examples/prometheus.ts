/**
 * Shows the numbers of all clients of a process to Prometheus, at `/metrics`.
 *
 * Prometheus wants seconds and names with their unit; `Metrics` counts milliseconds and bytes.
 *
 * `deno run --allow-net=127.0.0.1 examples/prometheus.ts`
 *
 * @module
 */
import { SecretInteger } from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { Metrics, type MetricsSnapshot } from "@nilvm/client/telemetry";

type Sample = readonly [labels: Record<string, string>, value: number];

/** One metric in the text format of Prometheus. */
function metric(name: string, type: string, samples: readonly Sample[]): string {
  const lines = samples.map(([labels, value]) => {
    const shown = Object.entries(labels).map(([label, of]) => `${label}=${JSON.stringify(of)}`);
    return `${name}${shown.length > 0 ? `{${shown}}` : ""} ${value}\n`;
  });
  return `# TYPE ${name} ${type}\n${lines.join("")}`;
}

function prometheusText({ operations, nodes, openPaymentCount }: MetricsSnapshot): string {
  const calls = Object.entries(operations);
  const ofNodes = (read: (node: MetricsSnapshot["nodes"][string]) => number): Sample[] =>
    Object.entries(nodes).map(([node, numbers]) => [{ node }, read(numbers)]);
  const waits = Object.entries(nodes).flatMap(([node, { waits, waitMs, requestCount }]) => [
    ...waits.map(({ atMostMs, count }) =>
      `nilvm_node_wait_seconds_bucket{node="${node}",le="${atMostMs / 1000}"} ${count}\n`
    ),
    `nilvm_node_wait_seconds_bucket{node="${node}",le="+Inf"} ${requestCount}\n`,
    `nilvm_node_wait_seconds_sum{node="${node}"} ${waitMs / 1000}\n`,
    `nilvm_node_wait_seconds_count{node="${node}"} ${requestCount}\n`,
  ]);
  return [
    metric(
      "nilvm_operations_total",
      "counter",
      calls.map(([operation, { startedCount }]) => [{ operation }, startedCount]),
    ),
    metric(
      "nilvm_operations_failed_total",
      "counter",
      calls.flatMap(([operation, { failedCounts }]) =>
        Object.entries(failedCounts).map(([code, count]) => [{ operation, code }, count] as const)
      ),
    ),
    metric("nilvm_node_requests_total", "counter", ofNodes(({ requestCount }) => requestCount)),
    metric("nilvm_node_retries_total", "counter", ofNodes(({ retryCount }) => retryCount)),
    metric("nilvm_node_sent_bytes_total", "counter", ofNodes(({ sentBytes }) => sentBytes)),
    metric(
      "nilvm_node_received_bytes_total",
      "counter",
      ofNodes(({ receivedBytes }) => receivedBytes),
    ),
    `# TYPE nilvm_node_wait_seconds histogram\n${waits.join("")}`,
    metric("nilvm_open_payments", "gauge", [[{}, openPaymentCount]]),
  ].join("");
}

const metrics = new Metrics();
await using server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen() {} }, () => {
  const headers = { "content-type": "text/plain; version=0.0.4" };
  return new Response(prometheusText(metrics.read()), { headers });
});

await using devnet = await startDevnet({ listen: false });
await using client = await devnet.client({
  onEvent: metrics.onEvent,
  paymentMode: "perOperation",
});
const id = await client.storeValues({ answer: new SecretInteger(42) }, { ttlDays: 1 }).invoke();
await client.retrieveValues(id).invoke();

const scraped = await (await fetch(`http://127.0.0.1:${server.addr.port}/metrics`)).text();
for (const line of scraped.split("\n")) {
  if (/^nilvm_(operations_total|open_payments)/.test(line)) console.log(line);
}

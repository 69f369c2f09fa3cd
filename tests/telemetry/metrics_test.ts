/** Numbers that a collector makes of events. */
import { PrivateKey, SecretInteger } from "@nilvm/client";
import { memoryJournal } from "@nilvm/client/journal";
import { Metrics } from "@nilvm/client/telemetry";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { loseFirst, refuse, startNet } from "../support/net_fixture.ts";

const values = { a: new SecretInteger(42) };
const options = { ttlDays: 1 };

Deno.test("a collector counts the calls, requests, retries and bytes of all its clients", async () => {
  await using net = await startNet();
  const metrics = new Metrics();
  const { onEvent } = metrics;
  await using ann = await net.client({ onEvent, paymentMode: "perOperation" });
  await using bob = await net.client({ onEvent });
  await ann.storeValues(values, options).invoke();
  net.intercept = loseFirst("AccountBalance");
  await bob.balance();
  await bob.balance();

  const { operations, nodes, openPaymentCount, openPaymentUnil } = metrics.read();
  assertEquals(operations["connect"]?.startedCount, 2);
  assertEquals(operations["storeValues"]?.startedCount, 1);
  assertEquals(operations["balance"]?.startedCount, 2);
  assertEquals(operations["balance"]?.runningCount, 0);
  const leader = nodes[ann.cluster.leader.id]!;
  // A quote, a receipt, the shares, and three requests for balances.
  assertEquals([leader.requestCount, leader.retryCount], [6, 1]);
  assertEquals(leader.failedCounts, { UNAVAILABLE: 1 });
  assertEquals(
    [leader.sentBytes > 300, leader.receivedBytes > 100],
    [true, true],
    JSON.stringify(leader),
  );
  assertEquals(nodes["bootnode"]?.requestCount, 2);
  for (const { id } of ann.cluster.members) {
    const { waits, requestCount, waitMs, longestWaitMs } = nodes[id]!;
    const counts = waits.map(({ count }) => count);
    assertEquals(counts, [...counts].sort((a, b) => a - b), "each bucket has those before it");
    assertEquals(counts.at(-1), requestCount);
    assert(longestWaitMs <= waitMs);
  }
  assertEquals([openPaymentCount, openPaymentUnil], [0, 0n]);
});

Deno.test("a collector knows what is paid and not used, until it is", async () => {
  await using net = await startNet();
  const metrics = new Metrics();
  const { onEvent } = metrics;
  const [key, journal] = [PrivateKey.random(), memoryJournal()];
  {
    await using client = await net.client({ key, journal, onEvent, paymentMode: "perOperation" });
    const operation = client.storeValues(values, options);
    const { intercept } = net;
    net.intercept = (passing) => passing.method === "StoreValues" ? refuse() : intercept(passing);
    await assertRejects(() => operation.invoke());
    assertEquals(metrics.read().openPaymentCount, 1);
    assertEquals(metrics.read().openPaymentUnil, 1_000_000n);
    net.intercept = intercept;
    await operation.invoke();
    assertEquals(metrics.read().openPaymentCount, 0);

    net.intercept = (passing) => passing.method === "StoreValues" ? refuse() : intercept(passing);
    await assertRejects(() => client.storeValues(values, options).invoke());
    net.intercept = intercept;
  }
  // Another process finds it in the journal.
  const next = new Metrics();
  await using client = await net.client({ key, journal, onEvent: next.onEvent });
  assertEquals(next.read().openPaymentCount, 0);
  const { open: [purchase] } = await client.resumePayments();
  assertEquals(next.read().openPaymentCount, 1);
  await purchase!.discard();
  await Promise.resolve();
  assertEquals(next.read().openPaymentCount, 0);
});

Deno.test("a snapshot is a plain object, which later events do not change", async () => {
  await using net = await startNet();
  const metrics = new Metrics();
  await using client = await net.client({ onEvent: metrics.onEvent });
  const before = metrics.read();
  const copy = structuredClone(before);
  net.intercept = refuse;
  await assertRejects(() => client.balance({ timeoutMs: 200 }));
  assertEquals(before, copy);
  assertEquals(metrics.read().operations["balance"]?.startedCount, 1);
  const { failedCounts } = metrics.read().operations["balance"]!;
  assertEquals(Object.values(failedCounts), [1]);
});

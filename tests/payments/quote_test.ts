import { create } from "@bufbuild/protobuf";
import { type Timestamp, TimestampSchema } from "@bufbuild/protobuf/wkt";
import {
  FailedPreconditionError,
  InternalError,
  InvalidArgumentError,
  QuoteExpiredError,
  SecretInteger,
  type VmClient,
} from "@nilvm/client";
import { seededEnvironment } from "@nilvm/client/devnet";
import { assertEquals, assertMatch, assertRejects, assertThrows } from "@std/assert";
import { ServerClock } from "../../src/network/server_clock.ts";
import { readTimestamp } from "../../src/payments/checks.ts";
import { fundedClient, startNet, type TestNet } from "../support/net_fixture.ts";
import { mir } from "../support/programs.ts";

const values = { a: new SecretInteger(1) };

Deno.test("PaidOperation.quote() refuses a new quote that has expired", async () => {
  await using net = await startNet();
  const clock = { aheadMs: 0, now: () => Date.now() + clock.aheadMs };
  await using client = await net.client({ environment: { now: clock.now } });
  net.intercept = async ({ method, passOn }) => {
    const response = await passOn();
    if (method === "PriceQuote") clock.aheadMs = 25 * 3_600_000;
    return response;
  };
  const error = await assertRejects(() => client.poolStatus().quote(), QuoteExpiredError);
  assertEquals(error.phase, "quote");
});

/** A client whose clock differs from that of the leader, which shows its own with every answer, or not. */
async function clientWithClock(net: TestNet, aheadMs: number, showsDate = true): Promise<VmClient> {
  net.intercept = async ({ passOn }) => {
    const response = await passOn();
    if (!showsDate) response.headers.delete("date");
    return response;
  };
  return await net.client({ environment: { now: () => Date.now() + aheadMs } });
}

const hourMs = 3_600_000;

Deno.test("a quote that has expired by the leader's clock is not paid", async () => {
  for (const showsDate of [true, false]) {
    await using net = await startNet();
    await using client = await clientWithClock(net, 0, showsDate);
    const operation = client.poolStatus();
    await operation.quote();
    const broadcasts = net.count("broadcast_tx_sync");
    // The leader's clock goes on, and the client's was set back.
    await net.devnet.clock.advance(25 * hourMs);
    if (showsDate) {
      await client.balance(); // Shows the leader's time.
      await assertRejects(() => operation.invoke(), QuoteExpiredError, "ask for a new one");
      assertEquals(net.count("broadcast_tx_sync"), broadcasts);
    } else {
      // The margin alone does not help: the payment is lost.
      await assertRejects(() => operation.invoke(), FailedPreconditionError, "is lost");
    }
  }
});

Deno.test("a clock that is ahead of the leader's is named, and nothing is paid", async () => {
  await using net = await startNet();
  await using client = await clientWithClock(net, 25 * hourMs);
  const error = await assertRejects(() => client.poolStatus().invoke(), QuoteExpiredError);
  assertMatch(
    error.message,
    /by this machine's clock, which is (90000|89999) s ahead of the leader's/,
  );
  assertEquals(net.count("PaymentReceipt"), 0);
});

Deno.test("a proxy that sets the leader's clock back makes no expired quote valid", async () => {
  await using net = await startNet();
  let aheadMs = 0;
  await using client = await net.client({ environment: { now: () => Date.now() + aheadMs } });
  const operation = client.poolStatus();
  net.intercept = async ({ passOn }) => {
    const response = await passOn();
    response.headers.set("date", new Date(Date.now() - 25 * hourMs).toUTCString());
    return response;
  };
  await operation.quote();
  aheadMs = 25 * hourMs;
  await assertRejects(() => operation.invoke(), QuoteExpiredError);
  assertEquals(net.count("PaymentReceipt"), 0);
});

Deno.test("ServerClock takes the least difference that a Date allows", async () => {
  let now = 10_000;
  const clock = new ServerClock({ now: () => now });
  const answer = (date: number | undefined, tookMs: number) =>
    clock.timed(() => {
      now += tookMs;
      const headers = new Headers();
      if (date !== undefined) headers.set("date", new Date(date).toUTCString());
      return Promise.resolve(new Response("", { headers }));
    });
  assertEquals(clock.aheadMs, 0);
  await answer(10_000, 400); // It was sent at 10.0 s and arrived at 10.4 s.
  assertEquals(clock.aheadMs, 0);
  await answer(60_000, 600);
  assertEquals(clock.aheadMs, 49_000);
  await answer(undefined, 0); // An answer without a date leaves it as it is.
  assertEquals(clock.aheadMs, 49_000);
  await answer(5_000, 9_000);
  assertEquals(clock.aheadMs, 5_999 - 11_000);
});

Deno.test("PaidOperation.quote() refuses a quote whose nonce has a wrong length", async () => {
  for (const nonceBytes of [0, 31, 33]) {
    const { now, randomBytes } = seededEnvironment("nonces");
    let length = (count: number) => count;
    const environment = { now, randomBytes: (count: number) => randomBytes(length(count)) };
    await using net = await startNet({ environment });
    await using client = await net.client();
    net.passed.length = 0;
    length = (count) => count === 32 ? nonceBytes : count;
    const error = await assertRejects(
      () => client.storeValues(values, { ttlDays: 1 }).invoke(),
      InternalError,
      "without a valid nonce",
    );
    assertEquals(error.phase, "quote");
    assertEquals(net.passed.map(({ method }) => method), ["PriceQuote"]);
  }
});

Deno.test("invokeWithReceipt() refuses the receipt for another computation", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const programId = await client.storeProgram("two_parties", await mir("two_parties")).invoke();
  const other = await client.storeProgram("other", await mir("two_parties")).invoke();
  const run = { inputBindings: [], outputBindings: [] };
  const { a } = values;
  const operation = client.compute({ ...run, programId, values });
  const others = [
    client.compute({ ...run, programId: other, values }),
    client.compute({ ...run, programId, values: { a, b: a } }),
  ];
  for (const another of others) {
    const receipt = await client.getPaymentReceipt(await another.quote());
    net.passed.length = 0;
    await assertRejects(
      () => operation.invokeWithReceipt(receipt),
      InvalidArgumentError,
      "for another operation",
    );
    assertEquals(net.passed, []);
  }
});

Deno.test("readTimestamp() refuses a missing timestamp, and one out of range", () => {
  const at = (seconds: bigint): Timestamp => create(TimestampSchema, { seconds });
  assertEquals(readTimestamp(at(1_700_000_000n), "The quote"), new Date(1_700_000_000_000));
  assertEquals(readTimestamp(at(0n), "The balance"), new Date(0));
  for (const wire of [undefined, at(2n ** 60n), at(-(2n ** 60n)), at(8_640_000_000_001n)]) {
    assertThrows(
      () => readTimestamp(wire, "The quote"),
      InternalError,
      "The quote has no valid timestamp",
    );
  }
});

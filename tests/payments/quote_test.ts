import { create } from "@bufbuild/protobuf";
import { type Timestamp, TimestampSchema } from "@bufbuild/protobuf/wkt";
import {
  InternalError,
  InvalidArgumentError,
  QuoteExpiredError,
  SecretInteger,
} from "@nilvm/client";
import { seededEnvironment } from "@nilvm/client/devnet";
import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { readTimestamp } from "../../src/payments/checks.ts";
import { fundedClient, startNet } from "../support/net_fixture.ts";
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

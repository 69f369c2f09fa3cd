import {
  ComputationFailedError,
  FailedPreconditionError,
  InvalidArgumentError,
  NodesDisagreeError,
  NotFoundError,
  QuoteExpiredError,
  SecretInteger,
  TimeoutError,
  VmClient,
} from "@nilvm/client";
import { type Devnet, startDevnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";
import { assert, assertEquals, assertInstanceOf, assertRejects, assertThrows } from "@std/assert";
import { createClock } from "../../../src/devnet/base/clock.ts";

const secondMs = 1000;
const dayMs = 24 * 60 * 60 * secondMs;

function connect(devnet: Devnet, options = {}): Promise<VmClient> {
  return VmClient.create({
    key: PrivateKey.random(),
    network: devnet.network,
    payer: devnet.payer(0),
    ...options,
  });
}

Deno.test("DevnetClock.advance() makes values expire, and nodes delete them", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await connect(devnet);
  const a = new SecretInteger(42);
  const short = await client.storeValues({ a }, { ttlDays: 1 }).invoke();
  const long = await client.storeValues({ a }, { ttlDays: 10 }).invoke();
  devnet.clock.advance(dayMs);
  await assertRejects(() => client.retrieveValues(short).invoke(), NotFoundError, "expired");
  devnet.clock.advance(2 * dayMs);
  assert(a.equals((await client.retrieveValues(long).invoke())["a"]));
  // The next request that stores values starts the daily cleaning.
  const next = await client.storeValues({ a }, { ttlDays: 1 }).invoke();
  for (const node of devnet.nodes) {
    assertEquals(node.heldShares().map(({ valuesId }) => valuesId), [long, next]);
  }
});

Deno.test("DevnetClock.advance() makes balances expire", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await connect(devnet);
  await client.addFunds(5_000_000n);
  devnet.clock.advance(364 * dayMs);
  assertEquals((await client.balance()).balance, 500n);
  devnet.clock.advance(2 * dayMs);
  assertEquals((await client.balance()).balance, 0n);
});

Deno.test("DevnetClock.advance() does not lock out clients, which have their own clocks", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using ordinary = await connect(devnet);
  await using inDevnetTime = await connect(devnet, { environment: devnet.clock });
  for (const days of [1, 30, 365]) {
    devnet.clock.advance(days * dayMs);
    for (const client of [ordinary, inDevnetTime]) {
      const id = await client.storeValues({ a: new SecretInteger(days) }, { ttlDays: 1 }).invoke();
      assert(new SecretInteger(days).equals((await client.retrieveValues(id).invoke())["a"]));
    }
  }
});

Deno.test("DevnetClock as a client's environment makes quotes and time limits follow it", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await connect(devnet, { environment: devnet.clock });
  const operation = client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 });
  await operation.quote();
  devnet.clock.advance(dayMs + secondMs);
  await assertRejects(() => operation.invoke(), QuoteExpiredError);

  using slow = devnet.nodes[0]!.inject({
    kind: "slow",
    delayMs: 3_600 * secondMs,
    methods: ["StoreValues"],
  });
  const late = client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 }).invoke();
  while (slow.hits === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  devnet.clock.advance(120 * secondMs);
  await assertRejects(() => late, TimeoutError);
});

Deno.test("DevnetClock.advance() changes the time of the next block, but not the pace of blocks", async () => {
  await using devnet = await startDevnet({ listen: false });
  const blockTimeMs = async () => {
    const response = await devnet.fetch(`${devnet.network.chainRpcEndpoint}/block`);
    return Date.parse((await response.json()).result.block.header.time);
  };
  const before = await blockTimeMs();
  devnet.clock.advance(7 * dayMs);
  const after = await blockTimeMs();
  assert(after - before >= 7 * dayMs && after - before < 7 * dayMs + 60 * secondMs);
  await using client = await connect(devnet);
  await client.addFunds(1_000_000n);
  assert(Math.abs(await blockTimeMs() - devnet.clock.now()) < 60 * secondMs);
});

Deno.test("DevnetClock.advance() ends the wait of nodes for each other", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await connect(devnet);
  const user = client.userId;
  const operation = client.compute({
    programId: "builtin/tecdsa_dkg",
    inputBindings: [],
    outputBindings: [{ partyName: "tecdsa_private_key_store_id_party", users: [user] }, {
      partyName: "tecdsa_public_key_party",
      users: [user],
    }],
    values: {},
  });
  using fault = devnet.nodes[2]!.inject({
    kind: "refuse",
    code: "INTERNAL",
    methods: ["InvokeCompute"],
  });
  const error = await operation.invoke().catch((error) => error);
  assertInstanceOf(error, NodesDisagreeError);
  fault[Symbol.dispose]();
  devnet.clock.advance(30 * secondMs);
  await new Promise((resolve) => setTimeout(resolve));
  // The third node joins a computation that the others have left, and its wait ends without them.
  const computeId = await operation.invoke();
  const results = client.retrieveComputeResults(computeId).invoke();
  setTimeout(() => devnet.clock.advance(30 * secondMs), 100);
  const failed = await assertRejects(() => results, ComputationFailedError);
  assertEquals(failed.reason, "timed out waiting for incoming messages");
});

Deno.test("DevnetClock.advance() refuses to go back, and past the year 9999", async () => {
  await using devnet = await startDevnet({ listen: false });
  for (const ms of [0, -1, NaN, Infinity, 1e15, "1000", undefined]) {
    assertThrows(
      () => devnet.clock.advance(ms as number),
      InvalidArgumentError,
      "advances by a positive number",
    );
  }
  assert(Math.abs(devnet.clock.now() - Date.now()) < 60 * secondMs);
});

Deno.test("DevnetClock.sleep() can last longer than a timer", async () => {
  const { setTimeout } = globalThis;
  const delaysMs: number[] = [];
  globalThis.setTimeout = ((act: () => void, ms: number) => {
    delaysMs.push(ms);
    return setTimeout(act, ms);
  }) as typeof setTimeout;
  try {
    const clock = createClock(() => 0);
    const asleep = clock.sleep(30 * dayMs, new AbortController().signal);
    await new Promise((resolve) => setTimeout(resolve, 10));
    assertEquals(delaysMs, [2 ** 31 - 1]);
    clock.advance(29 * dayMs);
    assertEquals(delaysMs.length, 2);
    assert(delaysMs[1]! <= dayMs);
    clock.advance(dayMs);
    await asleep;
  } finally {
    globalThis.setTimeout = setTimeout;
  }
});

Deno.test("DevnetClock.sleep() ends on time, when it is aborted, and with the devnet", async () => {
  const clock = createClock(() => 0);
  const { signal } = new AbortController();
  const woken: string[] = [];
  const sleeps = [10, 40 * dayMs].map((ms) =>
    clock.sleep(ms, signal).then(() => woken.push(`${ms}`), ({ code }) => woken.push(code))
  );
  await sleeps[0];
  assertEquals(woken, ["10"]);
  const stop = new AbortController();
  const stopped = clock.sleep(dayMs, stop.signal);
  stop.abort(new Error("enough"));
  await assertRejects(() => stopped, Error, "enough");
  await assertRejects(() => clock.sleep(1, stop.signal), Error, "enough");
  clock.advance(39 * dayMs);
  await new Promise((resolve) => setTimeout(resolve));
  assertEquals(woken, ["10"]);
  clock[Symbol.dispose]();
  await sleeps[1];
  assertEquals(woken, ["10", "FAILED_PRECONDITION"]);
  await assertRejects(() => clock.sleep(1, signal), FailedPreconditionError, "has ended");
  assertThrows(() => clock.advance(1), FailedPreconditionError, "has ended");
});

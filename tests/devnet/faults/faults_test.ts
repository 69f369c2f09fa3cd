import type { UniversalServerRequest } from "@connectrpc/connect/protocol";
import { connect as connectHttp2 } from "node:http2";
import {
  AbortedError,
  CorruptShareError,
  InsufficientFundsError,
  InvalidArgumentError,
  NodesDisagreeError,
  NotFoundError,
  PaymentUnknownError,
  SecretBlob,
  SecretInteger,
  TimeoutError,
  UnavailableError,
  VmClient,
  type VmClientOptions,
} from "@nilvm/client";
import {
  type ChainFault,
  type Devnet,
  type DevnetOptions,
  type NodeFault,
  startDevnet,
} from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { assert, assertEquals, assertNotEquals, assertRejects, assertThrows } from "@std/assert";
import { createClock } from "../../../src/devnet/base/clock.ts";
import { createFaultRegistry } from "../../../src/devnet/faults/fault_registry.ts";
import { withFaults } from "../../../src/devnet/faults/with_faults.ts";
import { statuses } from "../../support/net_fixture.ts";
import { mir } from "../../support/programs.ts";

const options = { ttlDays: 1 };
const a = new SecretInteger(42);
const note = new SecretBlob(new TextEncoder().encode("gm, builder"));

async function connect(
  devnet: Devnet,
  options: Partial<VmClientOptions> = {},
): Promise<VmClient> {
  return await VmClient.create({
    key: PrivateKey.random(),
    network: devnet.network,
    payer: devnet.payer(0),
    ...options,
  });
}

/** A devnet and a user with a balance and a stored value. */
async function startWithValue(options: DevnetOptions = {}) {
  const devnet = await startDevnet({ listen: false, ...options });
  const client = await connect(devnet);
  await client.addFunds(20_000_000n);
  const id = await client.storeValues({ a, note }, { ttlDays: 1 }).invoke();
  return {
    devnet,
    client,
    id,
    async [Symbol.asyncDispose]() {
      await client[Symbol.asyncDispose]();
      await devnet[Symbol.asyncDispose]();
    },
  };
}

const follower = (devnet: Devnet) => devnet.nodes.find(({ isLeader }) => !isLeader)!;

/** A run of a program that returns 40 + 2 and 40 - 2. */
async function addition(client: VmClient) {
  const user = client.userId;
  return {
    programId: await client.storeProgram("two_parties", await mir("two_parties")).invoke(),
    inputBindings: ["p", "q"].map((partyName) => ({ partyName, user })),
    outputBindings: ["p", "q"].map((partyName) => ({ partyName, users: [user] })),
    values: { a: new SecretInteger(40), b: new SecretInteger(2) },
  };
}

// Nodes

for (const listen of [false, true]) {
  const how = listen ? "over sockets" : "in one process";
  Deno.test(`a node that is down, ${how}: reads succeed without it, writes resume when it is back`, async () => {
    await using net = await startWithValue({ listen });
    const { devnet, client, id } = net;
    const node = follower(devnet);
    const down = node.inject({ kind: "down" });
    const read = client.retrieveValues(id);
    assert(a.equals((await read.invoke())["a"]));
    assertEquals(statuses(read.outcomes)[node.index], "unknown UNAVAILABLE");

    const write = client.storeValues({ a }, options);
    const error = await assertRejects(() => write.invoke(), UnavailableError, "2 of 3 nodes");
    assertEquals(statuses(error.outcomes)[node.index], "unknown UNAVAILABLE");
    down[Symbol.dispose]();
    const { balance } = await client.balance();
    await write.invoke();
    assertEquals((await client.balance()).balance, balance, "with the receipt it had");
  });
}

Deno.test("a client asks again until a node that was down answers", async () => {
  await using net = await startWithValue();
  using down = net.devnet.nodes[1]!.inject({ kind: "down", times: 3, methods: ["StoreValues"] });
  const write = net.client.storeValues({ a }, options);
  await write.invoke();
  assertEquals(statuses(write.outcomes), ["done", "done", "done"]);
  assertEquals(down.hits, 3);
  assertEquals(net.devnet.faults, [], "it is over");
});

Deno.test("a client cannot connect when the bootnode is down", async () => {
  await using devnet = await startDevnet({ listen: false });
  using _ = devnet.nodes[0]!.inject({ kind: "down" });
  await assertRejects(() => connect(devnet), UnavailableError, "dropped");
});

Deno.test("a slow node delays a write to its time limit, and an advance of the devnet's clock ends the delay", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await connect(devnet, { environment: devnet.clock });
  using slow = devnet.nodes[2]!.inject({
    kind: "slow",
    // Less than the limit on one attempt, which would end it earlier.
    delayMs: 15_000,
    methods: ["StoreValues", "RetrieveValues"],
  });
  const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
  const write = client.storeValues({ a }, options);
  const late = write.invoke({ timeoutMs: 10_000 });
  while (slow.hits < 1 || devnet.nodes.some((node, i) => i < 2 && node.heldShares().length < 1)) {
    await pause();
  }
  await pause();
  devnet.clock.advance(10_000);
  const error = await assertRejects(() => late, TimeoutError);
  assertEquals(statuses(error.outcomes), ["done", "done", "unknown TIMEOUT"]);

  const again = write.invoke({ timeoutMs: 7_200_000 });
  while (slow.hits < 2) await pause();
  devnet.clock.advance(15_000);
  const id = await again;

  // A read has enough answers without the slow node, so it waits only briefly.
  const read = client.retrieveValues(id);
  await read.invoke();
  assertEquals(statuses(read.outcomes), ["done", "done", "unknown UNAVAILABLE"]);
});

Deno.test("an aborted request stops waiting for a slow node", async () => {
  const clock = createClock(() => 0);
  const book = createFaultRegistry("seed");
  book.inject(0, { kind: "slow", delayMs: 3_600_000 });
  const serve = withFaults(() => Promise.resolve({ status: 200 }), () => book.active, clock);
  const client = new AbortController();
  const { signal } = client;
  const request = { method: "POST", url: "http://node/Service/Method", signal };
  const waiting = assertRejects(
    () => serve(request as UniversalServerRequest),
    Error,
    "the client left",
  );
  await new Promise((resolve) => setTimeout(resolve));
  assertEquals(book.active[0]!.hits, 1);
  client.abort(new Error("the client left"));
  // A request that still waited would fail because the devnet has ended.
  clock[Symbol.dispose]();
  await waiting;
});

Deno.test("requests that wait for a slow node end with the devnet", async () => {
  const devnet = await startDevnet({ listen: false });
  const client = await connect(devnet);
  devnet.nodes[0]!.inject({ kind: "slow", delayMs: 3_600_000 });
  devnet.nodes[1]!.inject({ kind: "slow", delayMs: 3_600_000 });
  const balance = client.balance({ timeoutMs: 5_000 }).catch((error) => error);
  await new Promise((resolve) => setTimeout(resolve, 10));
  await devnet[Symbol.asyncDispose]();
  await client[Symbol.asyncDispose]();
  await balance;
});

Deno.test("a refusal counts when a quorum of nodes refuses, and the error names a node that refuses alone", async () => {
  await using net = await startWithValue();
  const { devnet, client, id } = net;
  {
    using _ = devnet.nodes[1]!.inject({
      kind: "refuse",
      code: "NOT_FOUND",
      message: "not here",
      methods: ["RetrieveValues", "StoreValues"],
    });
    const read = client.retrieveValues(id);
    assert(a.equals((await read.invoke())["a"]));
    assertEquals(statuses(read.outcomes), ["done", "failed NOT_FOUND", "done"]);
    assertEquals(read.outcomes[1]!.node, devnet.nodes[1]!.id);
    const error = await assertRejects(
      () => client.storeValues({ a }, options).invoke(),
      NodesDisagreeError,
    );
    assertEquals(statuses(error.outcomes), ["done", "failed NOT_FOUND", "done"]);
  }
  for (const node of devnet.nodes) {
    node.inject({ kind: "refuse", code: "NOT_FOUND", methods: ["RetrieveValues"] });
  }
  await assertRejects(() => client.retrieveValues(id).invoke(), NotFoundError);
  for (const fault of devnet.faults) fault[Symbol.dispose]();
  await client.retrieveValues(id).invoke();
});

Deno.test("flaky nodes cost attempts but no money, and the same seed repeats them", async () => {
  const run = async () => {
    await using net = await startWithValue({ seed: "flaky" });
    const methods = ["StoreValues"] as const;
    const [one, other] = net.devnet.nodes;
    using refuse = one!.inject({ kind: "refuse", code: "UNAVAILABLE", probability: 0.4, methods });
    using down = other!.inject({ kind: "down", probability: 0.4, methods });
    const { balance } = await net.client.balance();
    for (let round = 0; round < 6; round++) {
      const write = net.client.storeValues({ a }, options);
      await write.invoke().catch(() => write.invoke());
    }
    assertEquals((await net.client.balance()).balance, balance - 600n);
    return [refuse.hits, down.hits];
  };
  const hits = await run();
  assert(hits.every((count) => count > 0), `${hits}`);
  assertEquals(await run(), hits);
});

Deno.test("equal faults affect different requests", () => {
  const book = createFaultRegistry("seed");
  const met = [1, 2].map(() => {
    book.inject(0, { kind: "down", probability: 0.5 });
    const { takesEffect } = book.active.at(-1)!;
    return Array.from({ length: 64 }, () => takesEffect()).join();
  });
  assertNotEquals(met[0], met[1]);
});

Deno.test("a fault does not change the ids that a devnet gives", async () => {
  const first = async (fault?: NodeFault) => {
    await using devnet = await startDevnet({ listen: false, seed: "ids" });
    if (fault !== undefined) devnet.nodes[1]!.inject(fault);
    await using client = await connect(devnet);
    return await client.storeValues({ a }, options).invoke();
  };
  assertEquals(
    await first({ kind: "down", probability: 0.3, methods: ["StoreValues"] }),
    await first(),
  );
});

Deno.test("a lying node does not change a value that is read, and the outcome names it", async () => {
  await using net = await startWithValue({ nodes: 5 });
  const { devnet, client, id } = net;
  const liar = devnet.nodes[3]!;
  using _ = liar.inject({ kind: "lie" });
  const read = client.retrieveValues(id);
  const values = await read.invoke();
  assert(a.equals(values["a"]) && note.equals(values["note"]));
  const done = Array(3).fill("done");
  assertEquals(statuses(read.outcomes), [...done, "failed CORRUPT_SHARE", "done"]);
  assertEquals(read.outcomes[3]!.node, liar.id);

  const permissions = client.retrievePermissions(id);
  assert((await permissions.invoke()).owner.equals(client.userId));
  assertEquals(statuses(permissions.outcomes)[3], "failed NODES_DISAGREE");
});

Deno.test("one lying node of three is detected but not identified", async () => {
  await using net = await startWithValue();
  using _ = net.devnet.nodes[1]!.inject({ kind: "lie", methods: ["RetrieveValues"] });
  const error = await assertRejects(
    () => net.client.retrieveValues(net.id).invoke(),
    CorruptShareError,
  );
  assertEquals(error.outcomes?.length, 3);
});

Deno.test("a lying node that returns another id is detected at every write", async () => {
  await using net = await startWithValue();
  const { devnet, client } = net;
  const run = await addition(client);
  using _ = devnet.nodes[1]!.inject({ kind: "lie" });
  const code = await mir("two_parties");
  for (
    const write of [
      client.storeValues({ a }, options),
      client.storeProgram("another", code),
      client.compute(run),
    ]
  ) {
    const invoke = () => write.invoke();
    const error = await assertRejects(invoke, NodesDisagreeError, "A node gave the id ");
    assertEquals(statuses(error.outcomes), ["done", "done", "done"]);
  }
});

Deno.test("a lying node does not change a result, and the outcome names it", async () => {
  await using net = await startWithValue({ nodes: 4 });
  const { devnet, client } = net;
  const computeId = await client.compute(await addition(client)).invoke();
  using lie = devnet.nodes[2]!.inject({ kind: "lie", times: 1 });
  const results = client.retrieveComputeResults(computeId);
  const { sum, difference } = await results.invoke();
  assert(new SecretInteger(42).equals(sum) && new SecretInteger(38).equals(difference));
  assertEquals(statuses(results.outcomes), ["done", "done", "failed CORRUPT_SHARE", "done"]);
  assertEquals(lie.hits, 1);
});

Deno.test("more lying nodes than can be corrected make a read fail", async () => {
  await using net = await startWithValue({ nodes: 5 });
  for (const index of [0, 1, 2]) net.devnet.nodes[index]!.inject({ kind: "lie" });
  const error = await assertRejects(
    () => net.client.retrieveValues(net.id).invoke(),
    CorruptShareError,
  );
  assertEquals(error.outcomes?.length, 5);
});

for (const listen of [false, true]) {
  const how = listen ? "over sockets" : "in one process";
  for (const afterBytes of [0, 7, 60]) {
    Deno.test(`a connection dropped after ${afterBytes} bytes of an answer, ${how}, does not count as an answer`, async () => {
      await using net = await startWithValue({ listen });
      const { devnet, client, id } = net;
      const node = follower(devnet);
      const before = node.heldShares().length;
      using cut = node.inject({
        kind: "disconnect",
        afterBytes,
        times: 1,
        methods: ["StoreValues"],
      });
      // Deno's fetch repeats a request over a socket that breaks, so that nobody sees the lost answer.
      const write = client.storeValues({ a }, { ...options, confirm: listen });
      const written = await write.invoke();
      assertEquals(cut.hits, 1);
      assertEquals(statuses(write.outcomes), ["done", "done", "done"], "it was served before");
      assertEquals(node.heldShares().length, before + 1);
      assert(a.equals((await client.retrieveValues(written).invoke())["a"]));

      using _ = node.inject({ kind: "disconnect", afterBytes, methods: ["RetrieveValues"] });
      const read = client.retrieveValues(id);
      assert(a.equals((await read.invoke())["a"]));
      assertEquals(statuses(read.outcomes)[node.index], "unknown UNAVAILABLE");
    });
  }
}

Deno.test("a connection is dropped after exactly afterBytes of an answer", async () => {
  await using devnet = await startDevnet({ listen: false });
  const node = devnet.nodes[0]!;
  const ask = async () => {
    const { body } = await devnet.fetch(
      `${node.endpoint}/nillion.membership.v1.Membership/Cluster`,
      {
        method: "POST",
        headers: { "content-type": "application/grpc-web+proto" },
        body: new Uint8Array(5),
      },
    );
    const bytes: number[] = [];
    try {
      for await (const chunk of body!) bytes.push(...chunk);
      return { bytes, isWhole: true };
    } catch {
      return { bytes, isWhole: false };
    }
  };
  const { bytes: whole } = await ask();
  assert(whole.length > 300);
  for (const afterBytes of [0, 1, 5, 6, 60, 299]) {
    using _ = node.inject({ kind: "disconnect", afterBytes });
    assertEquals(await ask(), { bytes: whole.slice(0, afterBytes), isWhole: false });
  }
});

Deno.test("a read fails with a clear error when the answers of all nodes break off", async () => {
  await using net = await startWithValue();
  for (const node of net.devnet.nodes) {
    node.inject({ kind: "disconnect", afterBytes: 20, methods: ["RetrieveValues"], times: 1 });
  }
  await assertRejects(
    () => net.client.retrieveValues(net.id).invoke(),
    UnavailableError,
    "their answers were lost: invoke the operation again, which pays again",
  );
});

Deno.test("a result is read from other nodes when one breaks off while it waits", async () => {
  await using net = await startWithValue({ nodes: 4 });
  const { devnet, client } = net;
  const computeId = await client.compute(await addition(client)).invoke();
  using _ = devnet.nodes[2]!.inject({ kind: "disconnect", afterBytes: 7 });
  const results = client.retrieveComputeResults(computeId);
  const { sum } = await results.invoke();
  assert(new SecretInteger(42).equals(sum));
  assertEquals(statuses(results.outcomes)[2], "unknown UNAVAILABLE");
});

Deno.test("faults of one node combine, the oldest first", async () => {
  await using net = await startWithValue();
  const node = net.devnet.nodes[1]!;
  using slow = node.inject({ kind: "slow", delayMs: 1, methods: ["RetrieveValues"] });
  using refuse = node.inject({ kind: "refuse", code: "INTERNAL", methods: ["RetrieveValues"] });
  using behind = node.inject({ kind: "lie", methods: ["RetrieveValues"] });
  assertEquals(net.devnet.faults.map(({ id, at }) => [id, at]), [[1, 1], [2, 1], [3, 1]]);
  const read = net.client.retrieveValues(net.id);
  await read.invoke();
  assertEquals(statuses(read.outcomes)[1], "failed INTERNAL");
  assert(slow.hits > 0 && slow.hits === refuse.hits);
  assertEquals(behind.hits, 0);
});

/** Asks a node for its cluster over HTTP/2. Resolves to the part of the answer that arrived before the connection closed. */
async function askOverHttp2(endpoint: string) {
  const session = connectHttp2(endpoint);
  const stream = session.request({
    ":method": "POST",
    ":path": "/nillion.membership.v1.Membership/Cluster",
    "content-type": "application/grpc",
    te: "trailers",
  });
  const answer = { status: "none", bytes: 0, isDropped: false };
  let isOver = false;
  stream.on("response", (headers) => answer.status = `${headers[":status"]}`);
  stream.on("data", (chunk: Uint8Array) => answer.bytes += chunk.length);
  stream.on("trailers", (trailers) => {
    isOver = true;
    answer.status = `grpc ${trailers["grpc-status"]}`;
    session.close();
  });
  // A broken connection can appear as an error or as the end.
  for (const emitter of [stream, session]) emitter.on("error", () => {});
  const closed = new Promise((resolve) => session.on("close", resolve));
  stream.end(new Uint8Array(5));
  await closed;
  return { ...answer, isDropped: !isOver };
}

Deno.test("faults affect gRPC over HTTP/2 too", async () => {
  await using devnet = await startDevnet();
  const node = devnet.nodes[0]!;
  const whole = await askOverHttp2(node.endpoint);
  assertEquals([whole.status, whole.isDropped], ["grpc 0", false]);
  const none = { status: "none", bytes: 0 };
  const expected: [NodeFault, Partial<typeof whole>][] = [
    [{ kind: "slow", delayMs: 1 }, whole],
    [{ kind: "refuse", code: "UNAVAILABLE" }, { status: "grpc 14", bytes: 0, isDropped: false }],
    [{ kind: "down" }, { ...none, isDropped: true }],
    // How much arrives before the end depends on the sockets.
    [{ kind: "disconnect", afterBytes: 30 }, { isDropped: true }],
  ];
  for (const [fault, answer] of expected) {
    using injected = node.inject({ ...fault, methods: ["Cluster"] } as NodeFault);
    const got = await askOverHttp2(node.endpoint);
    assertEquals({ ...got, ...answer }, got, fault.kind);
    assertEquals(injected.hits, 1);
  }
});

Deno.test("a browser can read the refusal of a fault", async () => {
  await using devnet = await startDevnet({ listen: false });
  const node = devnet.nodes[0]!;
  using fault = node.inject({ kind: "refuse", code: "UNAVAILABLE" });
  const url = `${node.endpoint}/nillion.membership.v1.Membership/Cluster`;
  const preflight = await devnet.fetch(url, { method: "OPTIONS" });
  assertEquals([preflight.status, fault.hits], [200, 0]);
  const headers = { "content-type": "application/grpc-web+proto" };
  const refused = await devnet.fetch(url, { method: "POST", headers, body: new Uint8Array(5) });
  assertEquals(refused.headers.get("grpc-status"), "14");
  assertEquals(refused.headers.get("access-control-allow-origin"), "*");
});

// The chain

const patienceMs = 60_000;

/** A signal that aborts by the devnet's clock. */
function payerOf(devnet: Devnet): NilChainPayer {
  return new NilChainPayer({
    network: devnet.network,
    privateKey: devnet.wallets[0]!.privateKey,
    pollMs: 5,
    queryTimeoutMs: patienceMs,
    environment: devnet.clock,
  });
}

/** Lets a payer's time limit pass once something has happened. */
async function loseTrack(
  devnet: Devnet,
  paying: Promise<unknown>,
  hasHappened: () => boolean | Promise<boolean>,
): Promise<PaymentUnknownError> {
  while (!await hasHappened()) await new Promise((resolve) => setTimeout(resolve, 5));
  devnet.clock.advance(patienceMs);
  return await assertRejects(() => paying, PaymentUnknownError);
}

const wallet = (devnet: Devnet) => devnet.wallets[0]!.address;

Deno.test("a stalled chain leaves a payment unknown, and the operation resumes when there are blocks", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await connect(devnet, { payer: payerOf(devnet) });
  const { height } = devnet.chain;
  const stall = devnet.chain.inject({ kind: "stall" });
  const store = client.storeValues({ a }, options);
  const isSent = async () => await pending(devnet) > 0;
  const error = await loseTrack(devnet, store.invoke(), isSent);
  assertEquals(error.txHash?.length, 64);
  devnet.clock.advance(60_000);
  await devnet.fetch(`${devnet.network.chainRpcEndpoint}/status`);
  assertEquals(devnet.chain.height, height);

  stall[Symbol.dispose]();
  assertEquals(devnet.chain.height, height + 1);
  const id = await store.invoke();
  assert(a.equals((await client.retrieveValues(id).invoke())["a"]));
  assertEquals(devnet.chain.account(wallet(devnet)).sequence, 2, "one payment for each operation");
});

Deno.test("a chain with two stalls makes blocks when both are cleared", async () => {
  await using devnet = await startDevnet({ listen: false });
  const { height } = devnet.chain;
  const [one, two] = [
    devnet.chain.inject({ kind: "stall" }),
    devnet.chain.inject({ kind: "stall" }),
  ];
  one[Symbol.dispose]();
  one[Symbol.dispose]();
  assertEquals(devnet.chain.height, height);
  two[Symbol.dispose]();
  assertEquals(devnet.chain.height, height + 1);
});

Deno.test("a dropped transaction is sent again and paid once", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await connect(devnet, { payer: payerOf(devnet) });
  using drop = devnet.chain.inject({ kind: "drop", times: 1 });
  const store = client.storeValues({ a }, options);
  const error = await loseTrack(devnet, store.invoke(), () => drop.hits > 0);
  assertEquals(devnet.chain.account(wallet(devnet)), {
    balanceUnil: 1_000_000_000_000n,
    sequence: 0,
  });
  await store.invoke();
  assertEquals(devnet.chain.account(wallet(devnet)).sequence, 1);
  const paid = await devnet.fetch(
    `${devnet.network.chainRpcEndpoint}/tx?hash=0x${error.txHash}`,
  );
  assertEquals(paid.status, 200, "the very transaction that was dropped");
});

Deno.test("a payment is made anew when another transaction takes the sequence of its dropped one", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await connect(devnet, { payer: payerOf(devnet) });
  using drop = devnet.chain.inject({ kind: "drop", times: 1 });
  const store = client.storeValues({ a }, options);
  await loseTrack(devnet, store.invoke(), () => drop.hits > 0);
  // Another payer with the same key pays first, with the sequence of the dropped transaction.
  await payerOf(devnet).submitPayment(1n, new Uint8Array(32).fill(1));
  await store.invoke();
  assertEquals(devnet.chain.account(wallet(devnet)), {
    balanceUnil: 1_000_000_000_000n - 1_000_001n,
    sequence: 2,
  });
});

Deno.test("a payer finds out that the sequence has changed and signs for the new one", async () => {
  await using devnet = await startDevnet({ listen: false });
  const payer = payerOf(devnet);
  await payer.submitPayment(1n, new Uint8Array(32).fill(1));
  const address = wallet(devnet);
  devnet.chain.setAccount(address, { sequence: devnet.chain.account(address).sequence + 5 });
  await payer.submitPayment(2n, new Uint8Array(32).fill(2));
  assertEquals(devnet.chain.account(address), {
    balanceUnil: 1_000_000_000_000n - 3n,
    sequence: 7,
  });
});

Deno.test("the chain refuses a waiting payment whose sequence has passed", async () => {
  await using devnet = await startDevnet({ listen: false });
  const payer = payerOf(devnet);
  const stall = devnet.chain.inject({ kind: "stall" });
  const paid = payer.submitPayment(1n, new Uint8Array(32).fill(1));
  while (await pending(devnet) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  devnet.chain.setAccount(wallet(devnet), { sequence: 9 });
  stall[Symbol.dispose]();
  const error = await paid.catch((error) => error);
  assertEquals(error.code, "FAILED_PRECONDITION");
  assert(/sequence mismatch, expected 9, got 0/.test(error.message), error.message);
});

async function pending(devnet: Devnet): Promise<number> {
  const url = `${devnet.network.chainRpcEndpoint}/num_unconfirmed_txs`;
  return Number((await (await devnet.fetch(url)).json()).result.total);
}

Deno.test("an empty wallet cannot pay, and pays when it is funded", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await connect(devnet);
  devnet.chain.setAccount(wallet(devnet), { balanceUnil: 0n });
  const store = client.storeValues({ a }, options);
  const { address } = devnet.wallets[0]!;
  const words = `Wallet ${address} does not hold the amount, so nothing was paid: `;
  await assertRejects(() => store.invoke(), InsufficientFundsError, words);
  devnet.chain.setAccount(wallet(devnet), { balanceUnil: 1_000_000n });
  await store.invoke();
  assertEquals(devnet.chain.account(wallet(devnet)).balanceUnil, 0n);
});

Deno.test("DevnetChain.setAccount() keeps the supply and the hashes of blocks consistent", async () => {
  await using devnet = await startDevnet({ listen: false });
  const supply = async () => {
    const rpc = devnet.network.chainRpcEndpoint;
    // The field `denom`, with the only coin of the chain.
    const url = `${rpc}/abci_query?path="/cosmos.bank.v1beta1.Query/SupplyOf"&data=0x0a04756e696c`;
    const { result } = await (await devnet.fetch(url)).json();
    return BigInt(/\d{6,}/.exec(atob(result.response.value))![0]);
  };
  const before = await supply();
  devnet.chain.setAccount(wallet(devnet), { balanceUnil: 999_999_000_000n });
  assertEquals(await supply(), before - 1_000_000n);
  const client = devnet.payer(0);
  await client.submitPayment(1n, new Uint8Array(32).fill(1));
  assertEquals(devnet.chain.account(wallet(devnet)), {
    balanceUnil: 999_998_999_999n,
    sequence: 1,
  });
});

Deno.test("a payment whose answer is lost is made once", async () => {
  await using devnet = await startDevnet({ listen: false });
  using lost = devnet.chain.inject({
    kind: "disconnect",
    methods: ["broadcast_tx_sync"],
    times: 2,
  });
  await payerOf(devnet).submitPayment(5n, new Uint8Array(32).fill(1));
  assertEquals(devnet.chain.account(wallet(devnet)), {
    balanceUnil: 1_000_000_000_000n - 5n,
    sequence: 1,
  });
  assert(lost.hits > 0);
});

Deno.test("an error names a chain that is down, and nothing is paid", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await connect(devnet, { payer: payerOf(devnet) });
  const down = devnet.chain.inject({ kind: "down" });
  const store = client.storeValues({ a }, options);
  await assertRejects(() => store.invoke(), UnavailableError, "nothing was paid");
  down[Symbol.dispose]();
  await store.invoke();
  assertEquals(devnet.chain.account(wallet(devnet)).sequence, 1);
});

Deno.test("a lag hides a payment from the leader until it has passed, and the payer finds it in its block", async () => {
  await using devnet = await startDevnet({ listen: false });
  await using client = await connect(devnet, { payer: payerOf(devnet) });
  using lag = devnet.chain.inject({ kind: "lag", delayMs: 3_600_000, times: 1 });
  const store = client.storeValues({ a }, options);
  // The leader is asked for a receipt from the balance, and then again and again for one of the payment.
  const leader = devnet.nodes.find(({ isLeader }) => isLeader)!;
  using asked = leader.inject({ kind: "slow", delayMs: 1, methods: ["PaymentReceipt"] });
  const stop = new AbortController();
  const storing = store.invoke({ signal: stop.signal });
  while (asked.hits < 3) await new Promise((resolve) => setTimeout(resolve, 5));
  stop.abort();
  const error = await assertRejects(() => storing, AbortedError);
  assertEquals(error.phase, "receipt");
  assertEquals(devnet.chain.account(wallet(devnet)).sequence, 1, "it is in a block");
  const found = async () =>
    (await devnet.fetch(`${devnet.network.chainRpcEndpoint}/tx?hash=0x${error.txHash}`)).status;
  assertEquals([await found(), lag.hits], [500, 1]);
  devnet.clock.advance(3_600_000);
  await store.invoke();
  assertEquals(await found(), 200);
  assertEquals(devnet.chain.account(wallet(devnet)).sequence, 1, "and was not paid again");
});

Deno.test("a slow chain delays a payment", async () => {
  await using devnet = await startDevnet({ listen: false });
  using slow = devnet.chain.inject({ kind: "slow", delayMs: 30, methods: ["broadcast_tx_sync"] });
  const startedAt = performance.now();
  await payerOf(devnet).submitPayment(5n, new Uint8Array(32).fill(1));
  assert(performance.now() - startedAt >= 30);
  assertEquals(slow.hits, 1);
});

Deno.test("faults of the chain affect requests over sockets, batches and GET requests", async () => {
  await using devnet = await startDevnet();
  const url = devnet.network.chainRpcEndpoint!;
  using down = devnet.chain.inject({ kind: "down", methods: ["status"] });
  const dropped = async (request: Promise<Response>) => {
    try {
      await (await request).body?.cancel();
      return false;
    } catch {
      return true;
    }
  };
  const post = (body: unknown) => fetch(url, { method: "POST", body: JSON.stringify(body) });
  const call = (method: string, id = 1) => ({ jsonrpc: "2.0", id, method });
  assert(await dropped(post(call("status"))));
  assert(await dropped(post([call("health"), call("status", 2)])));
  assert(await dropped(fetch(`${url}/status`)));
  assert(!await dropped(post(call("health"))));
  assert(!await dropped(fetch(url, { method: "POST", body: "no JSON" })));
  assertEquals(down.hits, 3);
});

// Invalid faults

Deno.test("DevnetNode.inject() and DevnetChain.inject() refuse invalid faults", async () => {
  await using devnet = await startDevnet({ listen: false });
  const bad: [unknown, string][] = [
    [undefined, "must be one of down, slow"],
    [{}, "must be one of down, slow"],
    [{ kind: "explode" }, 'not "explode"'],
    [{ kind: "stall" }, "must be one of down, slow"],
    [{ kind: "toString" }, "must be one of down, slow"],
    [{ kind: "down", delayMs: 1 }, "has no field delayMs"],
    [{ kind: "down", times: 0 }, "times"],
    [{ kind: "down", times: 1.5 }, "times"],
    [{ kind: "down", probability: 0 }, "probability"],
    [{ kind: "down", probability: 1.1 }, "probability"],
    [{ kind: "down", methods: [] }, "methods"],
    [{ kind: "down", methods: ["StoreVales"] }, "methods"],
    [{ kind: "down", methods: "StoreValues" }, "methods"],
    [{ kind: "lie", methods: ["PriceQuote"] }, "methods"],
    [{ kind: "slow" }, "delayMs"],
    [{ kind: "slow", delayMs: -1 }, "delayMs"],
    [{ kind: "slow", delayMs: Infinity }, "delayMs"],
    [{ kind: "refuse" }, "code"],
    [{ kind: "refuse", code: "OK" }, "code"],
    [{ kind: "refuse", code: "INTERNAL", message: 1 }, "message"],
    [{ kind: "disconnect", afterBytes: -1 }, "afterBytes"],
  ];
  for (const [fault, words] of bad) {
    const inject = () => devnet.nodes[0]!.inject(fault as NodeFault);
    assertThrows(inject, InvalidArgumentError, words);
  }
  const badForChain: [unknown, string][] = [
    [{ kind: "lie" }, "must be one of down, slow, disconnect, stall, drop, lag"],
    [{ kind: "stall", times: 1 }, "has no field times"],
    [{ kind: "drop", methods: ["status"] }, "has no field methods"],
    [{ kind: "lag" }, "delayMs"],
    [{ kind: "slow", delayMs: 1, methods: [1] }, "methods"],
    [{ kind: "down", methods: ["broadcast_tx_sink"] }, "broadcast_tx_sync, "],
    [{ kind: "down", methods: ["broadcast_tx_sink"] }, "GetTxsEvent, "],
    [{ kind: "down", methods: ["status", "StoreValues"] }, 'not "status", "StoreValues"'],
    [{ kind: "down", methods: [{ toString: 1 }] }, "not an object"],
    [{ kind: "down", methods: [] }, "not an empty list"],
  ];
  for (const [fault, words] of badForChain) {
    assertThrows(() => devnet.chain.inject(fault as ChainFault), InvalidArgumentError, words);
  }
  assertEquals(devnet.faults, []);
  devnet.chain.inject({ kind: "down", methods: ["broadcast_tx_sync", "GetTx"] });

  const address = wallet(devnet);
  for (
    const account of [{ balanceUnil: -1n }, { balanceUnil: 5 }, { sequence: -1 }, { sequence: 0.5 }]
  ) {
    const set = () => devnet.chain.setAccount(address, account as { sequence: number });
    assertThrows(set, InvalidArgumentError);
  }
  assertThrows(() => devnet.chain.account("nillion1"), InvalidArgumentError, "no account");
  assertThrows(() => devnet.chain.setAccount("nillion1", {}), InvalidArgumentError, "no account");
  assertEquals(devnet.chain.account(address).sequence, 0);
});

Deno.test("DevnetChain.setAccount() opens accounts at any address, which then pay", async () => {
  await using devnet = await startDevnet({ listen: false });
  const { network } = devnet;
  const payers = [1, 2].map(() =>
    new NilChainPayer({ network, privateKey: PrivateKey.random(), pollMs: 25 })
  );
  for (const payer of payers) {
    const address = await payer.walletAddress();
    assertThrows(() => devnet.chain.account(address), InvalidArgumentError, "no account");
    devnet.chain.setAccount(address, { balanceUnil: 5_000n });
    await payer.submitPayment(1_000n, new Uint8Array(32));
    assertEquals(devnet.chain.account(address), { balanceUnil: 4_000n, sequence: 1 });
    // Its last character belongs to the checksum.
    const typo = address.slice(0, -1) + (address.endsWith("q") ? "p" : "q");
    const set = () => devnet.chain.setAccount(typo, { balanceUnil: 1n });
    assertThrows(set, InvalidArgumentError, "the address is malformed");
  }
});

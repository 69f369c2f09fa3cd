import {
  InvalidArgumentError,
  NotFoundError,
  SecretInteger,
  UnavailableError,
} from "@nilvm/client";
import { connectDevnet, type Devnet, startDevnet } from "@nilvm/client/devnet";
import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";

const dayMs = 24 * 60 * 60 * 1000;
const options = { ttlDays: 2 };
const values = { answer: new SecretInteger(42) };

/** A devnet, and what another process has of it. */
async function both() {
  const devnet = await startDevnet({ admin: true });
  return {
    devnet,
    remote: await connectDevnet(devnet.adminUrl),
    [Symbol.asyncDispose]: () => devnet[Symbol.asyncDispose](),
  };
}

Deno.test("connectDevnet() gives what startDevnet() gives: network, nodes, wallets and clients", async () => {
  await using both_ = await both();
  const { devnet, remote } = both_;
  assertEquals(remote.clusterId, devnet.clusterId);
  assertEquals(remote.wallets, devnet.wallets);
  const facts = ({ nodes }: Pick<Devnet, "nodes">) =>
    nodes.map(({ index, id, publicKey, endpoint, isLeader }) => [
      ...[index, id, publicKey],
      ...[endpoint, isLeader],
    ]);
  assertEquals(facts(remote as unknown as Devnet), facts(devnet));
  for (const name of ["bootnode", "chainId", "chainRpcEndpoint", "chainGrpcEndpoint"] as const) {
    assertEquals(remote.network[name], devnet.network[name]);
  }
  await using client = await remote.client({ wallet: 1 });
  const id = await client.storeValues(values, options).invoke();
  assertEquals((await client.retrieveValues(id).invoke()).answer?.value, 42n);
  assert(devnet.chain.account(devnet.wallets[1]!.address).sequence > 0);
});

Deno.test("connectDevnet() moves the clock, and reads it", async () => {
  await using both_ = await both();
  const { devnet, remote } = both_;
  await using client = await remote.client();
  const id = await client.storeValues(values, options).invoke();
  await remote.clock.advance(2 * dayMs);
  assert(Math.abs(await remote.clock.now() - devnet.clock.now()) < 5_000);
  assert(devnet.clock.now() - Date.now() > 2 * dayMs - 5_000);
  await assertRejects(() => client.retrieveValues(id).invoke(), NotFoundError);
  const error = await assertRejects(() => remote.clock.advance(-1), InvalidArgumentError);
  assertStringIncludes((error as Error).message, "positive number");
});

Deno.test("connectDevnet() gives faults to nodes and the chain, tells of them and clears them", async () => {
  await using both_ = await both();
  const { devnet, remote } = both_;
  const leader = devnet.nodes.findIndex(({ isLeader }) => isLeader);
  {
    await using fault = await remote.nodes[leader]!.inject({ kind: "refuse", code: "INTERNAL" });
    assertEquals([fault.id, fault.at, fault.hits], [1, leader, 0]);
    assertEquals(fault.fault, { kind: "refuse", code: "INTERNAL" });
    assertEquals(devnet.faults.length, 1);
  }
  assertEquals(devnet.faults, []);
  const stall = await remote.chain.inject({ kind: "stall" });
  const [told] = await remote.faults();
  assertEquals([told?.id, told?.at], [stall.id, "chain"]);
  await told![Symbol.asyncDispose]();
  // It has ended: nothing is left to clear.
  await stall[Symbol.asyncDispose]();
  assertEquals(await remote.faults(), []);
  const wrong = { kind: "explode" } as never;
  await assertRejects(() => remote.nodes[0]!.inject(wrong), InvalidArgumentError, "explode");
});

Deno.test("connectDevnet() reads and changes accounts of the chain", async () => {
  await using both_ = await both();
  const { devnet, remote } = both_;
  const { address } = devnet.wallets[2]!;
  await remote.chain.setAccount(address, { balanceUnil: 9_007_199_254_740_993n });
  assertEquals(await remote.chain.account(address), {
    balanceUnil: 9_007_199_254_740_993n,
    sequence: 0,
  });
  await remote.chain.setAccount(address, { sequence: 7 });
  assertEquals(devnet.chain.account(address).sequence, 7);
  assert(await remote.chain.height() > 0);
  await assertRejects(() => remote.chain.account("nillion1none"), InvalidArgumentError);
});

Deno.test("connectDevnet() takes snapshots and goes back to them", async () => {
  await using both_ = await both();
  const { devnet, remote } = both_;
  await using client = await remote.client();
  const id = await client.storeValues(values, options).invoke();
  const snapshot = await remote.snapshot();
  await client.deleteValues(id).invoke();
  await remote.restore(snapshot);
  assertEquals((await client.retrieveValues(id).invoke()).answer?.value, 42n);
  await assertRejects(() => remote.restore(snapshot.slice(9)), InvalidArgumentError);
  assert((await devnet.snapshot()).length > 0);
});

Deno.test("stop() of connectDevnet() ends the devnet, and later calls say that it is gone", async () => {
  const devnet = await startDevnet({ admin: true });
  const remote = await connectDevnet(devnet.adminUrl);
  await remote.stop();
  await devnet.ended;
  await assertRejects(() => remote.clock.now(), UnavailableError, "No devnet can be controlled at");
  await assertRejects(() => connectDevnet(devnet.adminUrl), UnavailableError, "start one with");
});

Deno.test("after stop() of connectDevnet() another devnet can have the state and the ports", async () => {
  const folder = await Deno.makeTempDir();
  const options = { admin: true, state: `${folder}/state` };
  let devnet: Devnet | undefined;
  try {
    for (let round = 0; round < 5; round++) {
      devnet = await startDevnet(options);
      const [node] = devnet.nodes;
      await (await connectDevnet(devnet.adminUrl)).stop();
      await assertRejects(() => fetch(node!.endpoint), TypeError);
    }
  } finally {
    await devnet?.[Symbol.asyncDispose]();
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("connectDevnet() knows what is no devnet, and accounts by their address only", async () => {
  for (const body of ["<!doctype html>", "null", "{}", "[]"]) {
    await using server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen() {} },
      () => new Response(body),
    );
    const url = `http://127.0.0.1:${server.addr.port}`;
    await assertRejects(() => connectDevnet(url), UnavailableError, "No devnet can be controlled");
  }
  await using both_ = await both();
  for (const address of ["0", "", "nillion1 x", "../status", 5 as never]) {
    const { chain } = both_.remote;
    await assertRejects(() => chain.account(address), InvalidArgumentError, "has no account");
    await assertRejects(() => chain.setAccount(address, { sequence: 1 }), InvalidArgumentError);
  }
});

Deno.test("the fault of a devnet that has ended ends quietly", async () => {
  const { devnet, remote } = await both();
  await using _fault = await remote.chain.inject({ kind: "stall" });
  await devnet[Symbol.asyncDispose]();
});

Deno.test("a devnet is controlled by its name in any spelling, and by addresses", async () => {
  for (const names of [{ advertise: "LOCALHOST" }, { host: "::1", advertise: "0:0:0:0:0:0:0:1" }]) {
    await using devnet = await startDevnet({ ...names, admin: true });
    assert(await (await connectDevnet(devnet.adminUrl)).chain.height() >= 0);
  }
  await using devnet = await startDevnet({ host: "0.0.0.0", admin: true });
  const { port } = new URL(devnet.adminUrl!);
  assert(await (await connectDevnet(`http://127.0.0.2:${port}`)).chain.height() >= 0);
  const socket = await Deno.connect({ hostname: "127.0.0.1", port: Number(port) });
  const ask = "GET /status HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n";
  await socket.write(new TextEncoder().encode(ask));
  const answer = await new Response(socket.readable).text();
  assertStringIncludes(answer, "403");
  assertStringIncludes(answer, "not as rebound.example");
});

Deno.test("startDevnet() names an address at which it cannot listen", async () => {
  for (const host of ["203.0.113.7", "no.such.host.invalid"]) {
    const error = await assertRejects(
      () => startDevnet({ host }),
      InvalidArgumentError,
      "host must be an address of this machine",
    );
    assertEquals((error as InvalidArgumentError).option, "host");
  }
});

Deno.test("connectDevnet() refuses what is no URL, and startDevnet() an admin API without sockets", async () => {
  await assertRejects(() => connectDevnet("localhost"), InvalidArgumentError, "The admin URL");
  await assertRejects(
    () => startDevnet({ admin: true, listen: false }),
    InvalidArgumentError,
    "admin needs listen: true",
  );
  await using devnet = await startDevnet({ listen: false });
  assertEquals(devnet.adminUrl, undefined);
});

Deno.test("a devnet names the machine that advertise names, and serves there", async () => {
  await using devnet = await startDevnet({ host: "0.0.0.0", advertise: "localhost", admin: true });
  for (const url of [devnet.adminUrl!, ...devnet.nodes.map(({ endpoint }) => endpoint)]) {
    assertEquals(new URL(url).hostname, "localhost");
  }
  const remote = await connectDevnet(devnet.adminUrl);
  await using client = await remote.client();
  const id = await client.storeValues(values, options).invoke();
  assertEquals((await client.retrieveValues(id).invoke()).answer?.value, 42n);
  // Without a name, it is one that this machine can use.
  await using plain = await startDevnet({ host: "0.0.0.0" });
  assertEquals(new URL(plain.network.bootnode).hostname, "127.0.0.1");
  for (const wrong of ["", "a b", "http://a", "foo/bar", "a@127.0.0.1", "a:1", "a?b"]) {
    const error = await assertRejects(
      () => startDevnet({ advertise: wrong }),
      InvalidArgumentError,
    );
    assertEquals((error as InvalidArgumentError).option, "advertise");
  }
});

Deno.test("a page of a public site may reach a devnet, when its browser asks", async () => {
  await using devnet = await startDevnet({ listen: false });
  for (const url of [devnet.network.bootnode, devnet.network.chainRpcEndpoint!]) {
    const preflight = async (headers: HeadersInit) => {
      const response = await devnet.fetch(url, { method: "OPTIONS", headers });
      await response.body?.cancel();
      return response.headers.get("access-control-allow-private-network");
    };
    const asks = { "access-control-request-private-network": "true" };
    assertEquals([await preflight(asks), await preflight({})], ["true", null]);
  }
});

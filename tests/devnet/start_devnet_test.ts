import {
  assert,
  assertEquals,
  assertInstanceOf,
  assertNotEquals,
  assertRejects,
} from "@std/assert";
import { type DevnetEnvironment, type DevnetOptions, startDevnet } from "@nilvm/client/devnet";
import { FailedPreconditionError, InvalidArgumentError } from "../../src/errors/mod.ts";
import { clusterIdOf, seededPorts } from "../../src/devnet/http/ports.ts";
import { PublicKey } from "../../src/keys/public_key.ts";
import { UserId } from "../../src/keys/user_id.ts";
import { RawUser } from "../support/devnet/raw_user.ts";

const inProcess = { listen: false } as const;

Deno.test("startDevnet() refuses numbers that are out of range", async () => {
  const bad = [
    { nodes: 2 },
    { nodes: 100 },
    { nodes: 3.5 },
    { nodes: NaN },
    { polynomialDegree: 0 },
    { nodes: 3, polynomialDegree: 2 },
    { nodes: 5, polynomialDegree: 3 },
    { primeBits: 100 as 64 },
    { numbers: "Exact" as "exact" },
    { numbers: 1 as unknown as "exact" },
    { seed: "" },
    { ports: "any" as "free" },
    { ports: 65_531 },
    { blockTimeMs: 0 },
  ];
  for (const options of bad) {
    const error = await startDevnet({ ...inProcess, ...options }).catch((error) => error);
    assertInstanceOf(error, InvalidArgumentError, JSON.stringify(options));
  }
});

Deno.test("startDevnet() refuses unknown options and an incomplete environment", async () => {
  const now = () => 0;
  const randomBytes = (count: number) => new Uint8Array(count);
  const bad: [unknown, string][] = [
    [{ node: 5 }, 'takes no "node", but nodes, polynomialDegree, primeBits, numbers, seed'],
    [{ blockTime: undefined }, 'takes no "blockTime"'],
    [{ toString: 1 }, 'takes no "toString"'],
    [null, "A devnet takes an object with nodes, polynomialDegree"],
    [5, "A devnet takes an object with nodes, polynomialDegree"],
    [{ environment: { now } }, "randomBytes is missing"],
    [{ environment: { randomBytes } }, "functions now and randomBytes; now is missing"],
    [{ environment: { now: 5, randomBytes } }, "now is missing"],
    [{ environment: null }, "now is missing"],
    [{ environment: { now, randomBytes, sleep: 5 } }, "sleep of environment must be a function"],
    [{ seed: 5 }, "seed must be"],
    [{ listen: "no" }, "listen must be true or false, got"],
    [{ state: 5 }, "state must be"],
  ];
  for (const [options, words] of bad) {
    await assertRejects(() => startDevnet(options as DevnetOptions), InvalidArgumentError, words);
  }
});

Deno.test("startDevnet() accepts an environment that is an instance of a class", async () => {
  class Standing {
    readonly #nowMs = Date.UTC(2026, 0, 1);
    now() {
      return this.#nowMs;
    }
    randomBytes(count: number) {
      return new Uint8Array(count).fill(this.#nowMs % 251);
    }
  }
  await using devnet = await startDevnet({ ...inProcess, environment: new Standing() });
  assertEquals(devnet.clock.now(), Date.UTC(2026, 0, 1));
  await devnet.payer(0).submitPayment(1n, new Uint8Array(32));
  await new RawUser(devnet, devnet.clock.now).deposit(1_000_000n);
});

Deno.test("blocks and pauses of a devnet follow the timers of its environment", async () => {
  let nowMs = Date.UTC(2026, 0, 1);
  const slept: { ms: number; wake: () => void }[] = [];
  const environment: DevnetEnvironment = {
    now: () => nowMs,
    randomBytes: (count) => new Uint8Array(count),
    sleep: (ms) => new Promise((wake) => slept.push({ ms, wake })),
  };
  const wakeNext = async (whatMs: number) => {
    while (slept.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    const { ms, wake } = slept.shift()!;
    assertEquals(ms, whatMs);
    nowMs += ms;
    wake();
  };
  await using devnet = await startDevnet({ ...inProcess, blockTimeMs: 7_000, environment });
  const paid = devnet.payer(0).submitPayment(1n, new Uint8Array(32));
  await wakeNext(7_000);
  await paid;
  assertEquals(devnet.chain.account(devnet.wallets[0]!.address).sequence, 1);

  const asleep = devnet.clock.sleep(60_000, new AbortController().signal);
  devnet.clock.advance(20_000);
  slept.shift(); // It was armed again, with what is left.
  await wakeNext(40_000);
  await asleep;
});

Deno.test("a devnet that has ended can no longer be controlled or reached", async () => {
  const devnet = await startDevnet(inProcess);
  const snapshot = await devnet.snapshot();
  const { address } = devnet.wallets[0]!;
  const waiting = devnet.clock.sleep(60_000, new AbortController().signal).catch((error) => error);
  await devnet[Symbol.asyncDispose]();
  const attempts: (() => unknown)[] = [
    () => devnet.nodes[0]!.inject({ kind: "down" }),
    () => devnet.chain.inject({ kind: "stall" }),
    () => devnet.chain.setAccount(address, { sequence: 5 }),
    () => devnet.clock.advance(1),
    () => devnet.clock.sleep(1, new AbortController().signal),
    () => devnet.snapshot(),
    () => devnet.restore(snapshot),
  ];
  for (const attempt of attempts) {
    await assertRejects(async () => await attempt(), FailedPreconditionError, "has ended");
  }
  assertInstanceOf(await waiting, FailedPreconditionError);
  await assertRejects(() => devnet.fetch(devnet.network.bootnode), TypeError, "has ended");
  assertEquals(devnet.faults, []);
  assertEquals(devnet.chain.account(address).sequence, 0);
});

Deno.test("startDevnet() starts the network that the options describe", async () => {
  for (const [nodes, polynomialDegree] of [[3, 1], [5, 2], [10, 3]] as const) {
    await using devnet = await startDevnet({ ...inProcess, nodes, polynomialDegree });
    assertEquals(devnet.nodes.length, nodes);
    assertEquals(new Set(devnet.nodes.map((node) => node.id)).size, nodes);
    assertEquals(devnet.wallets.length, 10);
  }
});

Deno.test("startDevnet() makes the node whose public key sorts first the leader", async () => {
  await using devnet = await startDevnet({ ...inProcess, nodes: 7 });
  const leader = devnet.nodes.find((node) => node.isLeader)!;
  assertEquals(leader.publicKey, devnet.nodes.map(({ publicKey }) => publicKey).sort()[0]);
});

Deno.test("a node's id is the user id of its public key, as on real nodes", async () => {
  await using devnet = await startDevnet({ ...inProcess, nodes: 7 });
  const { members, leader } = await new RawUser(devnet).membership().cluster({});
  for (const [index, { identity, publicKey, publicKeys }] of members.entries()) {
    const node = devnet.nodes[index]!;
    assertEquals(identity!.contents.toHex(), node.id);
    assertEquals(publicKeys!.authentication!.contents.toHex(), node.publicKey);
    assertEquals(publicKey, publicKeys!.authentication);
    const key = PublicKey.fromBytes(Uint8Array.fromHex(node.publicKey));
    assertEquals(node.id, UserId.fromPublicKey(key).toString());
    assertEquals(identity!.contents.length, 20);
  }
  assertEquals(leader, members[devnet.nodes.findIndex(({ isLeader }) => isLeader)]);
});

Deno.test("identities follow from the seed", async () => {
  await using one = await startDevnet({ ...inProcess, seed: "apple" });
  await using same = await startDevnet({ ...inProcess, seed: "apple" });
  await using other = await startDevnet({ ...inProcess, seed: "pear" });
  const identities = (
    { clusterId, nodes }: typeof one,
  ) => [clusterId, ...nodes.map(({ id }) => id)];
  assertEquals(identities(one), identities(same));
  for (const [index, identity] of identities(one).entries()) {
    assertNotEquals(identity, identities(other)[index]);
  }
});

Deno.test("seededPorts() and clusterIdOf() return those of nillion-devnet", () => {
  assertEquals(seededPorts("nillion-devnet", 2), [37939, 54936]);
  assertEquals(clusterIdOf("nillion-devnet"), "9e68173f-9c23-4acc-ba81-4f079b639964");
});

Deno.test("Devnet.payer() refuses an unknown wallet", async () => {
  await using devnet = await startDevnet(inProcess);
  for (const index of [-1, 10, 0.5]) {
    try {
      devnet.payer(index);
    } catch (error) {
      assertInstanceOf(error, InvalidArgumentError);
      continue;
    }
    assert(false, `payer(${index}) was no error`);
  }
});

Deno.test("Devnet.fetch() reaches the devnet only", async () => {
  await using devnet = await startDevnet(inProcess);
  const error = await devnet.fetch("http://127.0.0.1:1/").catch((error) => error);
  assertInstanceOf(error, TypeError);
});

Deno.test("Devnet.fetch() can be aborted", async () => {
  await using devnet = await startDevnet(inProcess);
  const signal = AbortSignal.abort(new Error("enough"));
  const error = await devnet.fetch(devnet.network.bootnode, { signal }).catch((error) => error);
  assertEquals(error.message, "enough");
});

Deno.test("Devnet[Symbol.asyncDispose]() may be called again", async () => {
  const devnet = await startDevnet();
  await devnet[Symbol.asyncDispose]();
  await devnet[Symbol.asyncDispose]();
});

Deno.test("startDevnet() without sockets needs no permission", async () => {
  const script = `
    import { startDevnet } from "@nilvm/client/devnet";
    await using devnet = await startDevnet({ listen: false });
    const response = await devnet.fetch(devnet.network.bootnode, { method: "OPTIONS" });
    console.log(response.status);
  `;
  const url = `data:text/typescript,${encodeURIComponent(script)}`;
  const root = new URL("../../", import.meta.url);
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--no-check", "--config=deno.json", url],
    cwd: root,
  }).output();
  assertEquals(new TextDecoder().decode(stdout), "200\n", new TextDecoder().decode(stderr));
});

Deno.test("startDevnet() takes the ports from a number on, and none in the place of one that is taken", async () => {
  const ports = freePorts(6);
  await using devnet = await startDevnet({ ports, admin: true });
  const { network, nodes, adminUrl } = devnet;
  const urls = [
    ...nodes.map(({ endpoint }) => endpoint),
    network.chainRpcEndpoint!,
    network.chainGrpcEndpoint!,
    adminUrl!,
  ];
  assertEquals(
    urls.map((url) => Number(new URL(url).port)),
    [0, 1, 2, 3, 4, 5].map((i) => ports + i),
  );
  const words = `Port ${ports + 2} is taken: choose other ports`;
  await assertRejects(() => startDevnet({ ports: ports + 2 }), FailedPreconditionError, words);
});

/** The first of some ports in a row that nobody listens at. */
function freePorts(count: number): number {
  const isFree = (port: number) => {
    try {
      Deno.listen({ hostname: "127.0.0.1", port }).close();
      return true;
    } catch {
      return false;
    }
  };
  let first = 20_011;
  while (!Array.from({ length: count }, (_, at) => first + at).every(isFree)) first += count;
  return first;
}

Deno.test("startDevnet() takes a free port when a seeded one is taken", async () => {
  const seed = "a seed of this test alone";
  await using first = await startDevnet({ seed, ports: "seeded" });
  await using second = await startDevnet({ seed, ports: "seeded" });
  const endpoints = [...first.nodes, ...second.nodes].map(({ endpoint }) => endpoint);
  assertEquals(new Set(endpoints).size, 6);
  assertEquals(new URL(endpoints[0]!).port, `${seededPorts(seed, 1)[0]}`);
});

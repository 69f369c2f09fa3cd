import { assert, assertEquals } from "@std/assert";
import { SecretBlob, VmClient } from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";
import { createChain } from "../../src/devnet/chain/chain.ts";
import { cpuTimeMs } from "../support/devnet/cpu_time.ts";
import { Clock } from "../support/devnet/clock.ts";
import { alice, aliceTx, chainId } from "../support/chain/fixture.ts";
import { broadcast } from "../support/chain/rpc.ts";

const blobOf = (number: number) =>
  new SecretBlob(Uint8Array.from({ length: 1024 }, (_, i) => number * 31 + i * 7 + (number >> 8)));

Deno.test("200 concurrent clients are served over sockets", async () => {
  await using devnet = await startDevnet({ blockTimeMs: 5 });
  const { network } = devnet;
  const payer = devnet.payer(0);
  const clients = await Promise.all(
    Array.from(
      { length: 200 },
      () => VmClient.create({ key: PrivateKey.random(), network, payer }),
    ),
  );
  const funds = await VmClient.create({ key: PrivateKey.random(), network, payer });
  await Promise.all(clients.map(({ userId }) => funds.addFunds(10_000_000n, userId)));
  const right = await Promise.all(clients.map(async (client, number) => {
    const blob = blobOf(number);
    const id = await client.storeValues({ blob }, { ttlDays: 1 }).invoke();
    return blob.equals((await client.retrieveValues(id).invoke())["blob"]);
  }));
  assertEquals(right, new Array(200).fill(true));
  for (const client of [...clients, funds]) await client[Symbol.asyncDispose]();
});

Deno.test("10,000 values of 1 KiB can be stored, and samples read back correctly", async () => {
  await using devnet = await startDevnet({ listen: false, blockTimeMs: 5 });
  await using client = await VmClient.create({
    key: PrivateKey.random(),
    network: devnet.network,
    payer: devnet.payer(0),
  });
  await client.addFunds(1_000_000_000n);
  const perEntry = 20;
  const ids: string[] = [];
  for (let first = 0; first < 10_000; first += 10 * perEntry) {
    const entries = Array.from({ length: 10 }, (_, entry) => first + entry * perEntry);
    ids.push(
      ...await Promise.all(entries.map((start) => {
        const numbers = Array.from({ length: perEntry }, (_, i) => start + i);
        const values = Object.fromEntries(numbers.map((number) => [`${number}`, blobOf(number)]));
        return client.storeValues(values, { ttlDays: 1 }).invoke();
      })),
    );
  }
  assertEquals(ids.length, 500);
  for (const node of devnet.nodes) {
    assertEquals(node.heldShares().length, 10_000, `node ${node.index}`);
  }
  for (let i = 0; i < 100; i++) {
    const number = Math.floor(Math.random() * 10_000);
    const values = await client.retrieveValues(ids[Math.floor(number / perEntry)]!).invoke();
    assert(blobOf(number).equals(values[`${number}`]), `value ${number}`);
  }
});

for (const nodes of [3, 20]) {
  Deno.test(`a network of ${nodes} nodes stores values and returns them`, async () => {
    await using devnet = await startDevnet({ nodes, listen: false, blockTimeMs: 5 });
    await using client = await VmClient.create({
      key: PrivateKey.random(),
      network: devnet.network,
      payer: devnet.payer(0),
    });
    const id = await client.storeValues({ blob: blobOf(nodes) }, { ttlDays: 1 }).invoke();
    assert(blobOf(nodes).equals((await client.retrieveValues(id).invoke())["blob"]));
  });
}

Deno.test("the devnet command uses no CPU without requests", async () => {
  const command = ["run", "-A", "src/cli/cli.ts", "devnet", "--json", "--free-ports"];
  const process = new Deno.Command(Deno.execPath(), {
    args: command,
    cwd: new URL("../../", import.meta.url),
    stdout: "piped",
  }).spawn();
  const reader = process.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const { value } = await reader.read();
  assertEquals(JSON.parse(value!).ready, true);
  // First the rest of the start ends, such as compilation.
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const before = await cpuTimeMs(process.pid);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const used = await cpuTimeMs(process.pid) - before;
  process.kill("SIGTERM");
  await reader.cancel();
  assertEquals((await process.status).code, 0);
  assert(used <= 50, `${used} ms of CPU in a second`);
});

Deno.test("a node deletes values a day after they expired", async () => {
  const clock = new Clock();
  await using devnet = await startDevnet({
    listen: false,
    environment: clock.environment,
    blockTimeMs: 5,
  });
  await using client = await VmClient.create({
    key: PrivateKey.random(),
    network: devnet.network,
    payer: devnet.payer(0),
    environment: { now: clock.now },
  });
  await client.addFunds(10_000_000n);
  const store = (ttlDays: number) =>
    client.storeValues({ blob: blobOf(ttlDays) }, { ttlDays }).invoke();
  for (let i = 0; i < 5; i++) await store(1);
  assertEquals(devnet.nodes[0]!.heldShares().length, 5);
  clock.advanceDays(3);
  await store(2);
  assertEquals(devnet.nodes[0]!.heldShares().length, 1);
});

Deno.test("a chain deletes old blocks together with their transactions", async () => {
  const environment = { now: Date.now, randomBytes: (count: number) => new Uint8Array(count) };
  const genesis = { chainId, wallets: [{ address: alice.address, balanceUnil: 1_000_000n }] };
  using chain = createChain({ ...genesis, environment, blocksKept: 3 });
  const { hash } = await broadcast(chain, aliceTx());
  chain.commitBlock();
  for (const isThere of [true, true, false]) {
    chain.commitBlock();
    assertEquals(chain.findPayment(hash) !== undefined, isThere);
  }
  assertEquals([chain.state.blocks.size, chain.state.transactions.size], [3, 0]);
});

/**
 * Runs a devnet under load for a long time: `deno task soak [--minutes 10] [--clients 200] [--nodes 3] [--values 10000]`.
 *
 * Shows the memory of the devnet's process, requests a second and errors as it goes. After each round a day passes on the
 * clocks of the devnet and the clients, so that receipts, quotes, results and values expire
 * and are dropped. Memory must not grow.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { Network, SecretBlob, SecretInteger, VmClient } from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";
import { NilChainPayer } from "@nilvm/client/nilchain";

const { values: flags } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    clients: { type: "string", default: "200" },
    nodes: { type: "string", default: "3" },
    values: { type: "string", default: "10000" },
  },
});
const minutes = Number(flags.minutes);
const clientCount = Number(flags.clients);
const nodes = Number(flags.nodes);
const valueCount = Number(flags.values);

const root = new URL("../", import.meta.url);
const rounds = Math.max(8, Math.round(minutes * 3));
const roundMs = minutes * 60_000 / rounds;
const valueBytes = 1024;
const samples = 100;
const fundsUnil = 4_000_000_000n;
const dayMs = 24 * 60 * 60 * 1000;

let passed = 0;
let failed = 0;

function check(isGood: boolean, what: string): void {
  if (isGood) passed++;
  else failed++;
  console.log(`${isGood ? "ok  " : "FAIL"} ${what}`);
}

/** A value's content follows from its number, so that it can be checked without a copy. */
function blobOf(number: number): SecretBlob {
  const bytes = new Uint8Array(valueBytes);
  for (let i = 0; i < valueBytes; i++) bytes[i] = number * 31 + i * 7 + (number >> 8);
  return new SecretBlob(bytes);
}

/** Starts something several times and returns the time of each start. */
async function timed(times: number, start: () => Promise<AsyncDisposable>): Promise<number[]> {
  const took: number[] = [];
  for (let i = 0; i < times; i++) {
    const startedAt = performance.now();
    await using _ = await start();
    took.push(performance.now() - startedAt);
  }
  return took.sort((a, b) => a - b);
}

/** Starts a script in another process and waits for its first line. */
async function startProcess(args: string[]) {
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", ...args],
    cwd: root,
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  const writer = child.stdin.getWriter();
  let pending = "";
  const read = async () => {
    while (!pending.includes("\n")) {
      const { value, done } = await reader.read();
      if (done) throw new Error(`${args[0]} ended`);
      pending += value;
    }
    const [line, ...rest] = pending.split("\n");
    pending = rest.join("\n");
    return JSON.parse(line!);
  };
  const first = await read();
  return {
    first,
    async ask(line: string) {
      await writer.write(new TextEncoder().encode(`${line}\n`));
      return await read();
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await writer.close().catch(() => {});
      await reader.cancel();
      await child.status;
    },
  };
}

async function checkStart(): Promise<void> {
  const inProcess = (await timed(5, () => startDevnet())).at(-1)!;
  check(inProcess <= 150, `ready in process within ${inProcess.toFixed(0)} ms, at most 150`);
  const command = ["src/cli/cli.ts", "devnet", "--json", "--free-ports"];
  // The first starts compile their code, and Deno caches it.
  const fromCommand = (await timed(5, () => startProcess(command)))[2]!;
  check(
    fromCommand <= 1000,
    `ready from the command within ${fromCommand.toFixed(0)} ms, at most 1000`,
  );
}

async function checkSizes(): Promise<void> {
  for (const size of [3, 10, 20]) {
    await using devnet = await startDevnet({ nodes: size });
    await using client = await devnet.client();
    const id = await client.storeValues({ blob: blobOf(size) }, { ttlDays: 1 }).invoke();
    const { blob } = await client.retrieveValues(id).invoke();
    check(blobOf(size).equals(blob), `a value comes back from ${size} nodes`);
  }
}

async function soak(): Promise<void> {
  await using devnet = await startProcess(["scripts/soak_devnet.ts", `${nodes}`]);
  const { bootnode, chainId, chainRpcEndpoint, key } = devnet.first;
  let aheadMs = 0;
  let requests = 0;
  const network = Network.devnet({
    bootnode,
    chainId,
    chainRpcEndpoint,
    fetch: (input, init) => {
      requests++;
      return fetch(input, init);
    },
  });
  const payer = new NilChainPayer({ network, privateKey: key, pollMs: 25 });
  const newClient = () =>
    VmClient.create({
      key: PrivateKey.random(),
      network,
      payer,
      environment: { now: () => Date.now() + aheadMs },
    });
  const treasurer = await newClient();
  const clients: VmClient[] = [];
  for (let i = 0; i < clientCount; i++) {
    const client = await newClient();
    await treasurer.addFunds(fundsUnil, client.userId);
    clients.push(client);
  }

  const startedAt = performance.now();
  const kept: { owner: VmClient; id: string }[] = new Array(valueCount);
  let next = 0;
  await Promise.all(clients.map(async (client) => {
    while (next < valueCount) {
      const number = next++;
      const stored = client.storeValues({ blob: blobOf(number) }, { ttlDays: 3650 });
      kept[number] = { owner: client, id: await stored.invoke() };
    }
  }));
  const seconds = (performance.now() - startedAt) / 1000;
  console.log(`     ${valueCount} values stored in ${seconds.toFixed(0)} s`);

  const checkKept = async (when: string) => {
    let right = 0;
    for (let i = 0; i < samples; i++) {
      const number = Math.floor(Math.random() * valueCount);
      const { owner, id } = kept[number]!;
      const { blob } = await owner.retrieveValues(id).invoke();
      if (blobOf(number).equals(blob)) right++;
    }
    check(
      right === samples,
      `${right} of ${samples} random values of ${valueCount} are right ${when}`,
    );
  };
  await checkKept("at first");

  const program = await Deno.readFile(new URL("tests/fixtures/nada/two_parties.mir.bin", root));
  const programId = await treasurer.storeProgram("two_parties", program).invoke();
  const errors = new Map<string, number>();
  let done = 0;

  /** The work that each client repeats: all kinds of operations, with a check of their results. */
  const work = async (client: VmClient, number: number) => {
    const user = client.userId;
    const id = await client.storeValues({ blob: blobOf(number) }, { ttlDays: 1 }).invoke();
    const { blob } = await client.retrieveValues(id).invoke();
    if (!blobOf(number).equals(blob)) throw new Error("another value came back");
    await client.retrievePermissions(id).invoke();
    if (number % 2 === 0) await client.deleteValues(id).invoke();
    done += 3;
    if (number % 4 !== 0) return;
    const computeId = await client.compute({
      programId,
      inputBindings: [{ partyName: "p", user }, { partyName: "q", user }],
      outputBindings: [{ partyName: "p", users: [user] }, { partyName: "q", users: [user] }],
      values: { a: new SecretInteger(number), b: new SecretInteger(1) },
    }).invoke();
    const { sum } = await client.retrieveComputeResults(computeId).invoke();
    if (!new SecretInteger(number + 1).equals(sum)) throw new Error("the sum is wrong");
    done += 2;
  };

  const sizes: number[] = [];
  console.log("     minute    rss MiB   heap MiB  requests/s  operations/s  errors");
  const begunAt = performance.now();
  for (let round = 0; round < rounds; round++) {
    const roundAt = performance.now();
    const [requestsBefore, doneBefore] = [requests, done];
    await Promise.all(clients.map(async (client, index) => {
      let number = index;
      do {
        try {
          await work(client, number++);
        } catch (error) {
          const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
          errors.set(what, (errors.get(what) ?? 0) + 1);
        }
      } while (performance.now() - roundAt < roundMs);
    }));
    await treasurer.addFunds(1_000_000n);
    const took = (performance.now() - roundAt) / 1000;
    const { rss, heapUsed } = await devnet.ask("days 1");
    aheadMs += dayMs;
    sizes.push(rss);
    const columns = [
      ((performance.now() - begunAt) / 60_000).toFixed(1).padStart(11),
      (rss / 2 ** 20).toFixed(0).padStart(10),
      (heapUsed / 2 ** 20).toFixed(0).padStart(10),
      ((requests - requestsBefore) / took).toFixed(0).padStart(11),
      ((done - doneBefore) / took).toFixed(0).padStart(13),
      `${[...errors.values()].reduce((sum, count) => sum + count, 0)}`.padStart(7),
    ];
    console.log(columns.join(" "));
  }
  for (const [what, count] of errors) console.log(`     ${count} times ${what}`);
  check(
    errors.size === 0,
    `${clientCount} clients at once did ${done} operations without an error`,
  );

  // From the second quarter on, everything that expires has expired once.
  const mean = (from: number, to: number) => {
    const part = sizes.slice(Math.floor(from * rounds), Math.ceil(to * rounds));
    return part.reduce((sum, size) => sum + size, 0) / part.length / 2 ** 20;
  };
  const [early, late] = [mean(0.25, 0.5), mean(0.75, 1)];
  check(
    late <= early * 1.1,
    `memory went from ${early.toFixed(0)} to ${late.toFixed(0)} MiB, at most a tenth more`,
  );
  await checkKept("at last");

  for (const client of [...clients, treasurer]) await client[Symbol.asyncDispose]();
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const before = await devnet.ask("");
  await new Promise((resolve) => setTimeout(resolve, 5000));
  const idleMs = (await devnet.ask("")).cpuMs - before.cpuMs;
  check(idleMs <= 100, `idle, it takes ${idleMs.toFixed(0)} ms of a CPU in 5 s, at most 100`);
}

await checkStart();
await checkSizes();
await soak();
console.log(`${passed} passed, ${failed} failed`);
Deno.exit(failed === 0 ? 0 : 1);

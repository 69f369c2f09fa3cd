/**
 * Our client in a process of its own, which runs in Deno and, bundled, in Node. It takes a `Task` as a line of JSON, and
 * answers with an `Answer`.
 *
 * @module
 */
import process from "node:process";
import { createInterface } from "node:readline";
import { Network, PrivateKey, SecretBlob, SecretInteger, VmClient } from "@nilvm/client";
import { NilChainPayer } from "@nilvm/client/nilchain";
import type { ConnectTask, OperationName, Run, RunTask, Task } from "./task.ts";

/** A devnet's smallest deposit. */
const depositUnil = 10_000n;
const ttlDays = 1;
const employees = ["employee0", "employee1", "employee2"];

class User {
  readonly #client: VmClient;
  readonly #programId: string;
  #stored: string[] = [];
  #readCount = 0;

  constructor(client: VmClient, programId: string) {
    this.#client = client;
    this.#programId = programId;
  }

  static async connect(task: ConnectTask): Promise<User> {
    const { bootnode, chainId, chainRpcEndpoint, walletKey } = task;
    const network = new Network({ bootnode, chainId, chainRpcEndpoint });
    const payer = new NilChainPayer({ network, privateKey: walletKey, pollMs: 20 });
    const client = await VmClient.create({ key: PrivateKey.random(), network, payer });
    await client.addFunds(BigInt(task.fundsUnil));
    return new User(client, task.programId);
  }

  async run({ operation, sizeBytes, times, atOnce }: RunTask): Promise<Run> {
    const operate = this.#operations(sizeBytes)[operation];
    const latenciesMs: number[] = [];
    let begun = 0;
    const one = async () => {
      while (begun++ < times) {
        const startMs = performance.now();
        await operate();
        latenciesMs.push(performance.now() - startMs);
      }
    };
    const before = process.cpuUsage();
    const startMs = performance.now();
    await Promise.all(Array.from({ length: atOnce }, one));
    const tookMs = performance.now() - startMs;
    const { user, system } = process.cpuUsage(before);
    return { latenciesMs, tookMs, processorMs: (user + system) / 1000 };
  }

  #operations(sizeBytes: number): Record<OperationName, () => Promise<void>> {
    const client = this.#client;
    const content = new Uint8Array(sizeBytes).fill(0xa5);
    return {
      store: async () => {
        const values = { blob: new SecretBlob(content) };
        this.#stored.push(await client.storeValues(values, { ttlDays }).invoke());
      },
      read: async () => {
        const id = this.#stored[this.#readCount++ % this.#stored.length]!;
        const { blob } = await client.retrieveValues(id).invoke();
        const isRight = blob instanceof SecretBlob && blob.value.length === sizeBytes;
        if (!isRight) throw new Error("another value was read than was stored");
      },
      compute: async () => {
        const user = client.userId;
        const computeId = await client.compute({
          programId: this.#programId,
          inputBindings: employees.map((partyName) => ({ partyName, user })),
          outputBindings: employees.map((partyName) => ({ partyName, users: [user] })),
          values: {
            salary0: new SecretInteger(3),
            salary1: new SecretInteger(4),
            salary2: new SecretInteger(5),
          },
        }).invoke();
        const { average0 } = await client.retrieveComputeResults(computeId).invoke();
        if (!new SecretInteger(4).equals(average0)) throw new Error("the average is wrong");
      },
      pay: () => client.addFunds(depositUnil),
    };
  }

  async forget(): Promise<void> {
    const left = this.#stored.splice(0);
    const one = async () => {
      for (let id = left.pop(); id; id = left.pop()) await this.#client.deleteValues(id).invoke();
    };
    await Promise.all(Array.from({ length: 16 }, one));
  }

  async close(): Promise<void> {
    await this.#client[Symbol.asyncDispose]();
  }
}

let user: User | undefined;

async function carryOut(task: Task): Promise<Run | Record<string, never>> {
  if (task.do === "connect") {
    await user?.close();
    user = await User.connect(task);
    return {};
  }
  if (user === undefined) throw new Error("connect comes first");
  if (task.do === "run") return await user.run(task);
  await user.forget();
  return {};
}

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await carryOut(JSON.parse(line)).catch((error) => ({ error: String(error) }));
  process.stdout.write(JSON.stringify(answer) + "\n");
}
await user?.close();

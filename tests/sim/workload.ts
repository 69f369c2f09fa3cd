/** What users do: each step of a plan. */
import {
  type CompiledProgram,
  compileProgram,
  Permissions,
  SecretBlob,
  SecretInteger,
  type Values,
  type VmClient,
} from "@nilvm/client";
import { PrivateKey, UserId } from "@nilvm/client/keys";
import { Random } from "../../tools/random.ts";
import { payFor, signTx } from "../support/chain/wallet.ts";
import { chainOrigin } from "./passing.ts";
import type { Step } from "./plan.ts";
import { recordOf, type StepRecord } from "./step_record.ts";
import { attempt, connected, perform } from "./users.ts";
import type { World } from "./world.ts";

/** The values of a step live longer than any run. */
const ttlDays = 30;
const dayMs = 24 * 60 * 60 * 1_000;
const program = await Deno.readFile(
  new URL("../fixtures/nada/two_parties.mir.bin", import.meta.url),
);

/** All users of a run. */
export class Workload {
  readonly records: readonly StepRecord[];
  readonly #world: World;
  readonly #clients: Promise<VmClient | undefined>[] = [];

  constructor(world: World) {
    this.#world = world;
    this.records = world.plan.steps.map(recordOf);
  }

  /** The client of a number. It is connected once. */
  client(client: number): Promise<VmClient | undefined> {
    return this.#clients[client] ??= connected(this.#world, client);
  }

  /** Tries again to connect a client. */
  reconnect(client: number): Promise<VmClient | undefined> {
    return this.#clients[client] = connected(this.#world, client);
  }

  /** The clients that are connected. */
  async connectedClients(): Promise<VmClient[]> {
    return (await Promise.all(this.#clients)).filter((client) => client !== undefined);
  }

  /** Does all steps. */
  async run(): Promise<void> {
    await Promise.all(this.records.map(async (record) => {
      const { clock, story } = this.#world;
      await clock.sleep("users", record.step.atMs);
      try {
        const of = this.#target(record.step);
        await of?.settled.promise;
        if (record.step.of !== undefined && of?.id === undefined) {
          story.tell("judge", `step ${record.step.id} has nothing to do`);
          return;
        }
        await this.#do(record, of);
      } finally {
        record.settled.resolve();
      }
    }));
  }

  #target({ of }: Step): StepRecord | undefined {
    return this.records.find(({ step }) => step.id === of);
  }

  async #do(record: StepRecord, of: StepRecord | undefined): Promise<void> {
    const { step } = record;
    const world = this.#world;
    if (step.kind === "dayPasses") return await world.clock.sleep("users", dayMs + 60_000);
    if (step.kind === "otherSigner") return await signFromOutside(world, step);
    const client = await this.client(step.client);
    if (client === undefined) return;
    const { kind, tries, pauseMs: _, ...options } = step;
    world.story.tell(
      `client ${step.client}`,
      `step ${step.id}: ${JSON.stringify({ kind, tries, ...options })}`,
    );
    await steps[kind](world, record, client, of?.id ?? "");
  }
}

/** The secrets of a step, which no other step has. */
export function valuesOf({ plan, wire }: World, { id }: Step): Values {
  const random = new Random(plan.seed, 5_000 + id);
  const number = random.bytes(6);
  const text = random.bytes(16);
  wire.keepSecret(`the number of step ${id}`, number);
  wire.keepSecret(`the text of step ${id}`, text);
  const value = number.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n);
  return random.below(3) === 0
    ? { number: new SecretInteger(value) }
    : { number: new SecretInteger(value), text: new SecretBlob(text) };
}

/** The permissions of a step's values: every user may do everything, and its user owns them. */
export function permissionsOf({ users }: World, { client }: Step): Permissions {
  return new Permissions({ owner: users[client]!, retrieve: users, update: users, delete: users });
}

type Do = (world: World, record: StepRecord, client: VmClient, id: string) => Promise<unknown>;

async function write(
  world: World,
  record: StepRecord,
  client: VmClient,
  updateIdentifier?: string,
): Promise<void> {
  const { step } = record;
  record.values = valuesOf(world, step);
  const operation = client.storeValues(record.values, {
    ttlDays,
    updateIdentifier,
    permissions: updateIdentifier === undefined ? permissionsOf(world, step) : undefined,
    confirm: step.confirm,
  });
  if (updateIdentifier !== undefined) record.id = updateIdentifier;
  const done = await perform(world, record, operation);
  finish(world, record, done);
  if (done !== undefined) record.id = done.value;
}

/** Takes note that a user was told that a step is done. */
export function finish(
  world: World,
  record: StepRecord,
  done: { readonly value: unknown } | undefined,
): void {
  if (done === undefined) return;
  record.isDone = true;
  record.doneMs = world.clock.elapsedMs;
  record.result = done.value;
  record.toleratedFaults = record.operation?.toleratedFaults;
}

const steps: Readonly<Record<Exclude<Step["kind"], "otherSigner" | "dayPasses">, Do>> = {
  store: (world, record, client) => write(world, record, client),
  update: write,
  async read(world, record, client, id) {
    record.id = id;
    const { faultTolerance } = record.step;
    const done = await perform(world, record, client.retrieveValues(id, { faultTolerance }));
    finish(world, record, done);
  },
  async delete(world, record, client, id) {
    record.id = id;
    finish(world, record, await perform(world, record, client.deleteValues(id)));
  },
  async overwrite(world, record, client, id) {
    record.id = id;
    const operation = client.overwritePermissions(id, permissionsOf(world, record.step));
    finish(world, record, await perform(world, record, operation));
  },
  async grant(world, record, client, id) {
    record.id = id;
    const delta = { retrieve: { grant: [outsider] } };
    finish(world, record, await perform(world, record, client.updatePermissions(id, delta)));
  },
  async readPermissions(world, record, client, id) {
    record.id = id;
    const { faultTolerance } = record.step;
    const operation = client.retrievePermissions(id, { faultTolerance });
    finish(world, record, await perform(world, record, operation));
  },
  async funds(world, record, client) {
    for (let tries = 1; tries <= record.step.tries; tries++) {
      if (tries > 1) await world.clock.sleep("users", record.step.pauseMs);
      const { timeoutMs, abortAfterMs } = record.step;
      const limits = { timeoutMs, abortAfterMs: tries === 1 ? abortAfterMs : undefined };
      const done = await attempt(
        world,
        record,
        limits,
        (options) => client.addFunds(depositOf(record.step), undefined, options),
      );
      if (done !== undefined) return finish(world, record, done);
    }
  },
  async receipt(world, record, client) {
    const { step } = record;
    record.values = valuesOf(world, step);
    const permissions = permissionsOf(world, step);
    const operation = client.storeValues(record.values, { ttlDays, permissions });
    const limits = { timeoutMs: step.timeoutMs };
    for (let tries = 1; tries <= step.tries; tries++) {
      record.beginnings++;
      const quote = await attempt(world, record, limits, (options) => operation.quote(options));
      if (quote === undefined) continue;
      const receipt = await attempt(
        world,
        record,
        limits,
        (options) => client.getPaymentReceipt(quote.value, undefined, options),
      );
      if (receipt === undefined) continue;
      for (let sent = 1; sent <= step.tries; sent++) {
        const done = await attempt(
          world,
          record,
          limits,
          (options) => operation.invokeWithReceipt(receipt.value, options),
        );
        if (done === undefined) continue;
        record.operation = operation;
        finish(world, record, done);
        record.id = done.value;
        return;
      }
    }
  },
  async pools(world, record, client) {
    finish(world, record, await perform(world, record, client.poolStatus()));
  },
  async balance(world, record, client) {
    const { timeoutMs } = record.step;
    const done = await attempt(world, record, { timeoutMs }, (options) => client.balance(options));
    finish(world, record, done);
  },
  compute,
};

let compiled: Promise<CompiledProgram> | undefined;

/** Loads the programs that runs use, so that no run waits for the platform. */
export async function loadProgram(): Promise<void> {
  await (compiled ??= compileProgram(program));
}

async function compute(world: World, record: StepRecord, client: VmClient): Promise<void> {
  const name = `sum-${record.step.id}`;
  const stored = await perform(world, record, client.storeProgram(name, await compiled!));
  if (stored === undefined) return;
  const user = client.userId;
  const random = new Random(world.plan.seed, 5_000 + record.step.id);
  const factor = random.below(1 << 20);
  record.values = { a: new SecretInteger(factor), b: new SecretInteger(3) };
  const started = await perform(
    world,
    record,
    client.compute({
      programId: stored.value,
      inputBindings: ["p", "q"].map((partyName) => ({ partyName, user })),
      outputBindings: ["p", "q"].map((partyName) => ({ partyName, users: [user] })),
      values: record.values,
    }),
  );
  if (started === undefined) return;
  const { faultTolerance } = record.step;
  const results = client.retrieveComputeResults(started.value, { faultTolerance });
  finish(world, record, await perform(world, record, results));
}

/** A user who takes part in nothing. */
const outsider = UserId.parse("aa".repeat(20));

/** The deposit of a step, which no other step makes. */
export function depositOf({ id }: Step): bigint {
  return 5_000_000n + BigInt(id);
}

/** Somebody else who has the wallet's key pays from it. */
async function signFromOutside(world: World, step: Step): Promise<void> {
  const { devnet, state, plan, story } = world;
  const index = plan.shape.clients[step.client]!.wallet;
  if (index === undefined) return;
  const { address, privateKey: hex } = devnet.wallets[index]!;
  const privateKey = Uint8Array.fromHex(hex);
  const publicKey = PrivateKey.fromBytes(privateKey).publicKey.toBytes();
  const wallet = { index, address, privateKey, publicKey };
  const { number, sequence } = state.chain.tables.accounts.get(address)!;
  const resource = new Random(plan.seed, 5_000 + step.id).bytes(32);
  const tx = signTx(wallet, {
    messages: [payFor(wallet, resource, 1n)],
    chainId: state.chain.chainId,
    accountNumber: number,
    sequence,
  });
  story.tell("other signer", `pays from wallet ${index} with sequence ${sequence}`);
  const params = { tx: tx.toBase64() };
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "broadcast_tx_sync", params });
  await (await devnet.fetch(chainOrigin, { method: "POST", body })).text();
}

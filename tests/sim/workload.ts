/** What users do: each step of a plan. */
import { type CompiledProgram, compileProgram, SecretInteger, type VmClient } from "@nilvm/client";
import { Random } from "../../tools/random.ts";
import { outside } from "./here.ts";
import { depositOf, finish, paidOperations } from "./operations.ts";
import { signFromOutside } from "./other_signer.ts";
import type { CrashPlan, Step, StepKind } from "./plan.ts";
import { Restarts } from "./restarts.ts";
import { recordOf, type StepRecord } from "./step_record.ts";
import { attempt, connected, perform } from "./users.ts";
import type { World } from "./world.ts";

const dayMs = 24 * 60 * 60 * 1_000;
const program = await Deno.readFile(
  new URL("../fixtures/nada/two_parties.mir.bin", import.meta.url),
);

/** All users of a run. */
export class Workload {
  readonly records: readonly StepRecord[];
  readonly restarts: Restarts;
  readonly #world: World;
  readonly #clients: Promise<VmClient | undefined>[] = [];

  constructor(world: World) {
    this.#world = world;
    this.records = world.plan.steps.map(recordOf);
    this.restarts = new Restarts(world, this.records);
  }

  /** The client of a number, in its present process. It is connected once. */
  async client(client: number): Promise<VmClient | undefined> {
    for (;;) {
      const connecting = this.#clients[client] ??= connected(this.#world, client);
      const found = await connecting;
      if (this.#clients[client] === connecting) return found;
    }
  }

  /** Tries again to connect a client. */
  reconnect(client: number): Promise<VmClient | undefined> {
    return this.#clients[client] = connected(this.#world, client);
  }

  /** The clients that are connected. */
  async connectedClients(): Promise<VmClient[]> {
    return (await Promise.all(this.#clients)).filter((client) => client !== undefined);
  }

  /** Does all steps, and crashes processes in between. */
  async run(): Promise<void> {
    const { clock, plan, kills, story } = this.#world;
    const restarts: Promise<void>[] = [];
    kills.onDue = (crash, what) => {
      story.tell("judge", `event ${crash.event} of step ${crash.step}: the process ${what}`);
      restarts.push(outside(() => this.#restart(crash)));
    };
    await Promise.all([
      ...this.records.map((record) => this.#runStep(record)),
      ...plan.crashes.map(async (crash) => {
        if (crash.atMs === undefined) return;
        await clock.sleep("users", crash.atMs);
        await this.#restart(crash);
      }),
    ]);
    // A restart may crash, and be followed by another one.
    for (const restart of restarts) await restart;
  }

  async #runStep(record: StepRecord): Promise<void> {
    const { clock, story } = this.#world;
    await clock.sleep("users", record.step.atMs);
    try {
      const of = this.#target(record.step);
      await of?.settled.promise;
      if (record.step.of !== undefined && of?.id === undefined) {
        return story.tell("judge", `step ${record.step.id} has nothing to do`);
      }
      await clock.sleep("users", record.step.afterMs ?? 0);
      await this.#do(record, of);
    } finally {
      record.settled.resolve();
    }
  }

  /** Ends a process, and starts the next one, which goes on with its payments. */
  async #restart({ payer, downMs, isPowerCut }: CrashPlan): Promise<void> {
    const { clock, plan } = this.#world;
    this.#world.crash(payer, isPowerCut);
    // Operations that failed and could have been resumed are gone too.
    for (const record of this.records) {
      if (record.process?.isAlive === false && !record.isDone) record.isCrashed = true;
    }
    const down = clock.sleep("users", downMs);
    const restarting = plan.shape.clients.flatMap((client, index) => {
      if (client.payer !== payer) return [];
      const process = this.#world.processOf(index);
      return this.#clients[index] = down.then(async () => {
        if (!process.isAlive) return undefined;
        const found = await connected(this.#world, index);
        if (found !== undefined) await this.restarts.goOn(index, found);
        return found;
      });
    });
    await Promise.all(restarting);
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
    const told = JSON.stringify({ kind, tries, ...options });
    world.story.tell(`client ${step.client}`, `step ${step.id}: ${told}`);
    record.process = world.processOf(step.client);
    if (step.kind !== "store" && step.kind !== "receipt") record.id = of?.id;
    const special = specialSteps[kind];
    if (special !== undefined) return await special(world, record, client);
    const operation = paidOperations[kind]!(world, record, client, of?.id ?? "");
    finish(world, record, await perform(world, record, operation));
  }
}

type Do = (world: World, record: StepRecord, client: VmClient) => Promise<void>;

/** The steps that are something else than one paid operation. */
const specialSteps: Readonly<Partial<Record<StepKind, Do>>> = {
  async delete(world, record, client) {
    finish(world, record, await perform(world, record, client.deleteValues(record.id!)));
  },

  async funds(world, record, client) {
    const { step } = record;
    for (let tries = 1; tries <= step.tries && !record.isCrashed; tries++) {
      if (tries > 1) await world.clock.sleep("users", step.pauseMs);
      const { timeoutMs } = step;
      const abortAfterMs = tries === 1 ? step.abortAfterMs : undefined;
      const done = await attempt(
        world,
        record,
        { timeoutMs, abortAfterMs },
        (options) => client.addFunds(depositOf(step), undefined, options),
      );
      if (done !== undefined) return finish(world, record, done);
    }
  },

  async receipt(world, record, client) {
    const { step } = record;
    const operation = paidOperations.receipt!(world, record, client, "");
    record.operation = operation;
    const limits = { timeoutMs: step.timeoutMs };
    for (let tries = 1; tries <= step.tries; tries++) {
      record.beginnings++;
      const quote = await attempt(world, record, limits, (options) => operation.quote(options));
      if (record.isCrashed) return;
      if (quote === undefined) continue;
      const receipt = await attempt(
        world,
        record,
        limits,
        (options) => client.getPaymentReceipt(quote.value, undefined, options),
      );
      for (let sent = 1; receipt !== undefined && sent <= step.tries; sent++) {
        const done = await attempt(
          world,
          record,
          limits,
          (options) => operation.invokeWithReceipt(receipt.value, options),
        );
        if (record.isCrashed) return;
        if (done === undefined) continue;
        return finish(world, record, done);
      }
    }
  },

  async balance(world, record, client) {
    const { timeoutMs } = record.step;
    const done = await attempt(world, record, { timeoutMs }, (options) => client.balance(options));
    finish(world, record, done);
  },

  async compute(world, record, client) {
    const name = `sum-${record.step.id}`;
    const stored = await perform(world, record, client.storeProgram(name, await compiled!));
    if (stored === undefined) return;
    const user = client.userId;
    const random = new Random(world.plan.seed, 5_000 + record.step.id);
    record.values = { a: new SecretInteger(random.below(1 << 20)), b: new SecretInteger(3) };
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
  },
};

let compiled: Promise<CompiledProgram> | undefined;

/** Loads the programs that runs use, so that no run waits for the platform. */
export async function loadProgram(): Promise<void> {
  await (compiled ??= compileProgram(program));
}

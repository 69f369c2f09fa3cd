/** The end of a run: all faults are over, and everything has to work again. */
import { SecretInteger, VmError } from "@nilvm/client";
import type { StepRecord } from "./step_record.ts";
import { shortOf } from "./step_record.ts";
import { finish } from "./operations.ts";
import type { Workload } from "./workload.ts";
import { invoke, patientMs } from "./users.ts";
import type { World } from "./world.ts";

const invariant = "recovery";

/** The pause after all faults, in which connections that hang come to their end. */
const restMs = 60_000;
/** How often an operation that is open is invoked again. A payment lives up to 30 blocks of a second or more. */
const triesMax = 8;

/** Codes of failures that time heals. */
const passing: ReadonlySet<string> = new Set([
  "ABORTED",
  "PAYMENT_UNKNOWN",
  "TIMEOUT",
  "UNAVAILABLE",
]);

/** Finishes what can be resumed, and has a user store and read once more. */
export async function recover(world: World, workload: Workload): Promise<void> {
  world.heal();
  await world.clock.sleep("users", restMs);
  for (const record of workload.records) await resume(world, record);
  await goOn(world, workload);
  // One user is enough: another seed picks another one.
  const { seed, steps, isStrict } = world.plan;
  // Where steps must succeed, they show that users can go on.
  if (isStrict && seed % 4 > 0) return;
  const clients = [...new Set(steps.map(({ client }) => client))];
  if (clients.length > 0) await useOnce(world, workload, clients[seed % clients.length]!);
}

async function resume(world: World, record: StepRecord): Promise<void> {
  const { operation, step, isDisposed, isCrashed } = record;
  if (record.isDone || isDisposed || isCrashed || !operation?.isResumable) return;
  if (step.kind === "compute") return;
  for (let tries = 1; tries <= triesMax; tries++) {
    world.story.tell("judge", `resumes step ${step.id}`);
    const done = await invoke(world, record, operation, { timeoutMs: patientMs });
    if (done !== undefined) {
      return finish(world, record, done);
    }
    if (!operation.isResumable) return;
    const { error } = record.attempts.findLast(({ error }) => error !== undefined)!;
    const isPassing = error instanceof VmError && passing.has(error.code);
    if (!isPassing) return;
    if (tries === triesMax) {
      world.findings.add(invariant, `step ${step.id} cannot be resumed: ${shortOf(error)}`);
    }
    await world.clock.sleep("users", 20_000);
  }
}

/** Finishes what the journals of crashed processes tell of. */
async function goOn(world: World, workload: Workload): Promise<void> {
  for (const [number, { payer }] of world.plan.shape.clients.entries()) {
    if (!world.plan.crashes.some((crash) => crash.payer === payer)) continue;
    const client = await workload.client(number);
    if (client === undefined) continue;
    for (let tries = 1;; tries++) {
      const unsettled = await workload.restarts.goOn(number, client);
      if (unsettled.length === 0) break;
      if (tries === triesMax) {
        world.findings.add(invariant, `client ${number} cannot settle its journal: ${unsettled}`);
        break;
      }
      await world.clock.sleep("users", 20_000);
    }
  }
}

/**
 * All processes end in order, and the next ones settle what their journals tell of. Then nothing stays in a journal: all
 * faults are over, and every payer names its transactions.
 */
export async function settleJournals(world: World, workload: Workload): Promise<void> {
  const { plan, findings } = world;
  const clients = plan.shape.clients.flatMap(({ journal }, number) =>
    journal === undefined || !plan.steps.some(({ client }) => client === number) ? [] : [number]
  );
  if (clients.length === 0) return;
  await Promise.all((await workload.connectedClients()).map((one) => one[Symbol.asyncDispose]()));
  for (const payer of new Set(plan.shape.clients.map(({ payer }) => payer))) await world.end(payer);
  for (const number of clients) {
    const client = await workload.reconnect(number);
    if (client === undefined) {
      findings.add(invariant, `client ${number} could not be connected again`);
      continue;
    }
    for (let tries = 1; tries <= triesMax; tries++) {
      const unsettled = await workload.restarts.goOn(number, client, true);
      if (unsettled.length === 0) break;
      if (tries === triesMax) {
        findings.add(invariant, `client ${number} cannot settle its journal: ${unsettled}`);
      }
      await world.clock.sleep("users", 20_000);
    }
    for (const [id, entry] of await world.journalOf(number)!.entries()) {
      findings.add("journal", `the entry ${id} of client ${number} stays: ${entry}`);
    }
  }
}

/** A user stores and reads a value. The payer may have to wait for payments that can no longer be made. */
async function useOnce(world: World, workload: Workload, number: number): Promise<void> {
  const client = await workload.client(number) ?? await workload.reconnect(number);
  if (client === undefined) {
    return world.findings.add(invariant, `client ${number} could not be connected`);
  }
  const hasPayer = world.plan.shape.clients[number]!.wallet !== undefined;
  for (let tries = 1; tries <= triesMax; tries++) {
    try {
      const secret = new SecretInteger(number + 1);
      const id = await client.storeValues({ secret }, { ttlDays: 1 })
        .invoke({ timeoutMs: patientMs });
      const read = await client.retrieveValues(id).invoke({ timeoutMs: patientMs });
      if (!secret.equals(read["secret"])) {
        world.findings.add("reads", `client ${number} read something else in the end`);
      }
      return;
    } catch (error) {
      world.story.tell(`client ${number}`, `fails in the end: ${shortOf(error)}`);
      const isPoor = error instanceof VmError && error.code === "INSUFFICIENT_FUNDS" && !hasPayer;
      if (isPoor) return;
      if (tries < triesMax) continue;
      world.findings.add(invariant, `client ${number} cannot store and read: ${shortOf(error)}`);
    }
    await world.clock.sleep("users", 20_000);
  }
}

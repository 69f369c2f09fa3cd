/** Invokes operations as users do: with limits, again after failures, twice at once. */
import {
  type CallOptions,
  InternalError,
  type Operation,
  type VmClient,
  VmError,
} from "@nilvm/client";
import { within } from "./here.ts";
import { reads, type Step } from "./plan.ts";
import { Crashed } from "./process.ts";
import { type Attempt, shortOf, type StepRecord } from "./step_record.ts";
import { ownerOf, type World } from "./world.ts";

/** How long a call may take beyond its limit. A payer that was stopped gets 20 ms. */
const slackMs = 50;

/** The time limit of operations that are finished when all faults are over. */
export const patientMs = 120_000;

/** One call of a user. */
type Call<T> = (options: CallOptions) => Promise<T>;

/** Makes one call, and keeps what the user is told. The user may abort it. */
export async function attempt<T>(
  world: World,
  record: StepRecord,
  limits: CallOptions & { abortAfterMs?: number | undefined },
  call: Call<T>,
): Promise<{ readonly value: T } | undefined> {
  const { clock, story, plan } = world;
  const { step, beginnings: beginning } = record;
  const { abortAfterMs, ...options } = limits;
  const timeoutMs = options.timeoutMs ?? plan.shape.clients[step.client]!.timeoutMs;
  const atMs = clock.elapsedMs;
  const process = record.process ??= world.processOf(step.client);
  // A crash between two attempts takes the operation with it.
  if (!process.isAlive) {
    record.isCrashed = true;
    return undefined;
  }
  const one: Attempt = { beginning, process, atMs, limitMs: atMs + timeoutMs + slackMs };
  record.attempts.push(one);
  const over = new AbortController();
  if (abortAfterMs !== undefined) {
    const abort = new AbortController();
    options.signal = abort.signal;
    clock.sleep("users", abortAfterMs, over.signal).then(() => {
      story.tell(ownerOf(step.client), `aborts step ${step.id}`);
      one.limitMs = Math.min(one.limitMs, clock.elapsedMs + slackMs);
      abort.abort(new Error("the user aborts"));
    }, () => {});
  }
  return await within({ step: step.id, beginning, by: "user" }, async () => {
    try {
      const value = await Promise.race([call(options), process.crashed]);
      story.tell(ownerOf(step.client), `step ${step.id} succeeds`);
      return { value };
    } catch (error) {
      if (error instanceof Crashed) {
        record.isCrashed = true;
        return undefined;
      }
      one.error = error;
      story.tell(ownerOf(step.client), `step ${step.id} fails: ${shortOf(error)}`);
      checkError(world, step.id, error);
      // After a crash it is said whether a step goes on where its receipt is used.
      if (plan.isStrict && !record.isCrashed && !mayFail(step, options.signal)) {
        world.findings.add("recovery", `step ${step.id} failed`);
      }
      return undefined;
    } finally {
      over.abort();
      one.endMs = clock.elapsedMs;
      if (one.endMs > one.limitMs) {
        world.findings.add(
          "ends",
          `step ${step.id} ended ${one.endMs - one.limitMs + slackMs} ms after its limit`,
        );
      }
    }
  });
}

/** Whether the user has aborted this attempt, or an earlier one of a read: then nodes may have served its receipt. */
function mayFail({ kind, abortAfterMs }: Step, signal: AbortSignal | undefined): boolean {
  return signal?.aborted || abortAfterMs !== undefined && reads.has(kind);
}

/** Invokes an operation until it succeeds, as often as the step says. */
export async function perform<T>(
  world: World,
  record: StepRecord,
  operation: Operation<T>,
): Promise<{ readonly value: T } | undefined> {
  const { clock } = world;
  const { step } = record;
  record.operation = operation;
  const over = new AbortController();
  if (step.disposeAfterMs !== undefined) {
    clock.sleep("users", step.disposeAfterMs, over.signal).then(() => {
      world.story.tell(ownerOf(step.client), `disposes of step ${step.id}`);
      record.isDisposed = true;
      operation[Symbol.dispose]();
    }, () => {});
  }
  try {
    for (let tries = 1; tries <= step.tries; tries++) {
      if (tries > 1) await clock.sleep("users", step.pauseMs);
      if (record.isDisposed || record.isCrashed) return undefined;
      const abortAfterMs = tries === 1 ? step.abortAfterMs : undefined;
      const done = await invoke(world, record, operation, {
        timeoutMs: step.timeoutMs,
        abortAfterMs,
      });
      if (done !== undefined) return done;
    }
  } finally {
    over.abort();
  }
}

/** Invokes an operation once, or twice at the same time. */
export async function invoke<T>(
  world: World,
  record: StepRecord,
  operation: Operation<T>,
  limits: CallOptions & { abortAfterMs?: number | undefined },
): Promise<{ readonly value: T } | undefined> {
  if (!operation.isResumable) record.beginnings++;
  const first = attempt(world, record, limits, (options) => operation.invoke(options));
  const second = record.step.isDoubled
    ? attempt(
      world,
      record,
      { ...limits, abortAfterMs: undefined },
      (options) => operation.invoke(options),
    )
    : undefined;
  const [one, two] = await Promise.all([first, second]);
  const last = record.attempts.at(-1);
  if (last !== undefined) last.isResumable = operation.isResumable;
  if (one !== undefined && two !== undefined && one.value !== two.value) {
    world.findings.add("once", `step ${record.step.id} gave two results`);
  }
  return one ?? two;
}

/** Connects a client, again after failures. */
export async function connected(world: World, client: number): Promise<VmClient | undefined> {
  const { clock, story } = world;
  const process = world.processOf(client);
  // The next process connects itself.
  for (let tries = 1; tries <= 20 && process.isAlive; tries++) {
    try {
      return await Promise.race([world.connect(client), process.crashed]);
    } catch (error) {
      if (error instanceof Crashed) return undefined;
      story.tell(ownerOf(client), `cannot connect: ${shortOf(error)}`);
      checkError(world, -1, error);
    }
    await clock.sleep("users", 5_000);
  }
  return undefined;
}

/** An error has to be one of the package's, with a code, and about the network. */
function checkError(world: World, step: number, error: unknown): void {
  if (!(error instanceof VmError) || typeof error.code !== "string") {
    return world.findings.add("errors", `step ${step} threw ${shortOf(error)}`);
  }
  if (error instanceof InternalError && error.failure?.reason === "clientFailed") {
    const cause = error.cause instanceof Error ? error.cause.stack : error.cause;
    world.findings.add("errors", `step ${step}: ${error.message} ${String(cause).slice(0, 800)}`);
  }
  world.wire.isTold(error.message);
  for (const { error: inner } of error.outcomes ?? []) {
    if (inner !== undefined) checkError(world, step, inner);
  }
}

/** Runs a plan, and judges what happened. */
import { loadPrograms } from "../../src/core/load_programs.ts";
import type { VmClient, VmError } from "@nilvm/client";
import { recover, settleJournals } from "./epilogue.ts";
import { diskOwnerOf } from "./journals.ts";
import { judgeMoney } from "./judge_money.ts";
import { judgeReads } from "./judge_reads.ts";
import { judgeWrites } from "./judge_writes.ts";
import type { Plan } from "./plan.ts";
import { digestAtOnce, verifyOnce } from "./shortcuts.ts";
import type { Violation } from "./story.ts";
import { loadProgram, Workload } from "./workload.ts";
import { buildWorld, ownerOf, payerOwnerOf, type World } from "./world.ts";

/** What came of a run. */
export interface RunResult {
  readonly violations: readonly Violation[];
  readonly story: readonly string[];
  /** How many crashes came at an event. */
  readonly kills: number;
}

/** The time after the end of all clients in which their last timers end. */
const lastTimersMs = 100;

let prepared: Promise<unknown> | undefined;

/** Loads all that is loaded on demand, so that no run waits for the platform. */
export function prepare(): Promise<unknown> {
  return prepared ??= Promise.all([
    import("../../src/payments/nilchain/wallet_payments.ts"),
    loadPrograms().then(loadProgram),
  ]);
}

/** Runs a plan from its beginning to its end. */
export async function simulate(plan: Plan): Promise<RunResult> {
  await prepare();
  using _digests = digestAtOnce();
  using _signatures = verifyOnce();
  const world = await buildWorld(plan);
  using _rejections = watchRejections(world);
  const workload = new Workload(world);
  const { clock, findings, story } = world;
  const main = live(world, workload).catch((error) => {
    findings.add("errors", `the run itself failed: ${error?.stack ?? error}`);
  });
  const end = await clock.run(main);
  if (end !== "done") {
    const open = workload.records.flatMap(({ step, attempts }) =>
      attempts.some(({ endMs }) => endMs === undefined) ? step.id : []
    );
    findings.add("ends", `the run is ${end}; these steps never end: ${open}`);
  } else {
    judgeWrites(world, workload.records);
    judgeReads(world, workload.records);
    judgeMoney(world, workload.records, workload.restarts);
  }
  await world.devnet[Symbol.asyncDispose]();
  return { violations: findings.all, story: story.lines, kills: world.kills.count };
}

async function live(world: World, workload: Workload): Promise<void> {
  await workload.run();
  await recover(world, workload);
  await settleJournals(world, workload);
  await closeAll(world, await workload.connectedClients());
  const { clients } = world.plan.shape;
  for (const payer of new Set(clients.map(({ payer }) => payer))) await world.end(payer);
  const files = world.journals.leftovers();
  if (files.length > 0) world.findings.add("journal", `files are left beside journals: ${files}`);
  for (const [index, { payer }] of clients.entries()) {
    for (const owner of [ownerOf(index), payerOwnerOf(payer), diskOwnerOf(payer)]) {
      const left = world.clock.sleepersOf(owner);
      if (left === 0) continue;
      world.findings.add("timers", `${owner} has ${left} timers after all clients were closed`);
    }
  }
}

/** Closes clients while each waits for an answer that never comes. */
async function closeAll({ clock, links, findings }: World, clients: VmClient[]): Promise<void> {
  links.break();
  const last = clients.map((client) =>
    client.balance().then(() => "an answer", (error: VmError) => error.code)
  );
  await clock.sleep("users", 1);
  const closedMs = clock.elapsedMs;
  await Promise.all(clients.map((client) => client[Symbol.asyncDispose]()));
  const told = await Promise.all(last);
  if (clock.elapsedMs > closedMs || told.some((code) => code !== "ABORTED")) {
    findings.add("ends", `clients took ${clock.elapsedMs - closedMs} ms to close: ${told}`);
  }
  await clock.sleep("users", lastTimersMs);
}

/** A promise that rejects with nobody to see it is a mistake. */
function watchRejections({ findings }: World): Disposable {
  const listen = (event: PromiseRejectionEvent) => {
    event.preventDefault();
    findings.add("errors", `nobody handles ${event.reason?.stack ?? event.reason}`);
  };
  globalThis.addEventListener("unhandledrejection", listen);
  return {
    [Symbol.dispose]: () => globalThis.removeEventListener("unhandledrejection", listen),
  };
}

/** Draws plans in which a process is killed at an event of a paid step, and little else goes wrong. */
import { Random } from "../../tools/random.ts";
import {
  type ClientPlan,
  type CrashPlan,
  type JournalKind,
  type Plan,
  resumingStep,
  type Shape,
  type Step,
  type StepKind,
} from "./plan.ts";

/** How many events a step has at most, about: some wait long for the chain. */
const eventsMax = [20, 40, 40, 100] as const;
const resumingEventsMax = 25;

/** What is paid, the writes more often. */
const kinds: readonly StepKind[] = [
  "store",
  "store",
  "store",
  "update",
  "read",
  "overwrite",
  "grant",
  "readPermissions",
  "pools",
  "funds",
  "funds",
];

/**
 * Draws a plan of one user. Sometimes a second step runs at the same time, or the chain drops a transaction.
 *
 * @param kind The kind of journal; drawn from the seed unless given.
 */
export function drawKillPlan(seed: number, kind?: JournalKind): Plan {
  const random = new Random(seed, 20);
  const journal = kind ?? random.pick(["memory", "kv", "file"] as const);
  const shape = drawShape(random, journal);
  const isFromBalance = shape.clients[0]!.paymentMode === "balance" && random.below(4) > 0;
  const steps: Step[] = [];
  const add = (kind: StepKind, own: Partial<Step> = {}) => {
    const { length: id } = steps;
    steps.push({ id, kind, client: 0, atMs: 0, tries: 1, pauseMs: 0, ...own });
    return id;
  };
  if (isFromBalance) add("funds");
  const first = random.pick(kinds);
  const needs = !["store", "pools", "funds"].includes(first);
  // What is killed begins when the steps before it are done.
  const stored = needs ? add("store", { atMs: beforeMs }) : undefined;
  const own = {
    atMs: 2 * beforeMs,
    of: stored,
    confirm: random.below(4) === 0,
    ...drawSecondTry(new Random(seed, 22)),
  };
  const killed = add(first, own);
  if (random.below(3) === 0) add(random.pick(["store", "funds", "pools"]), { atMs: 2 * beforeMs });
  return {
    seed,
    shape,
    steps,
    linkFaults: [],
    nodeLies: [],
    chainLies: [],
    chainFaults: random.below(6) > 0
      ? []
      : [{ kind: "drop", fromMs: 2 * beforeMs, untilMs: 3 * beforeMs, times: 1 }],
    crashes: drawKills(random, new Random(seed, 21), killed),
    isStrict: true,
  };
}

/** When a step begins after another one, at the latest. */
const beforeMs = 60_000;

function drawShape(random: Random, journal: JournalKind): Shape {
  const client: ClientPlan = {
    wallet: 0,
    payer: 0,
    paymentMode: random.pick(["balance", "perOperation"] as const),
    timeoutMs: 120_000,
    skewMs: random.pick([0, 0, 0, -20_000, 20_000]),
    journal,
  };
  return {
    nodes: random.pick([3, 3, 3, 4, 5]),
    degree: 1,
    primeBits: random.pick([64, 128, 256] as const),
    blockTimeMs: random.pick([20, 100, 100, 1_000]),
    latencyMs: random.pick([1, 5, 30, 200]),
    bootnode: 0,
    isPinned: false,
    endpoints: random.pick([1, 2] as const),
    timeoutBlocks: random.pick([5, 30]),
    clients: [client],
  };
}

/** Sometimes the user aborts the step and does it again. Then the process may be killed in the second attempt. */
function drawSecondTry(random: Random): Partial<Step> {
  if (random.below(4) > 0) return {};
  return {
    tries: 2,
    pauseMs: random.pick([0, 0, 1, 50]),
    abortAfterMs: 1 + random.below(random.pick([20, 100, 500])),
  };
}

/**
 * One kill, up to two more while the next processes call `resumePayments()`, and sometimes one while what is open is used,
 * which counts as the step.
 */
function drawKills(random: Random, later: Random, step: number): CrashPlan[] {
  const kills = [{ step, event: 1 + random.below(random.pick(eventsMax)) }];
  const again = random.pick([0, 0, 1, 2]);
  for (let count = 0; count < again; count++) {
    kills.push({ step: resumingStep(0), event: 1 + random.below(resumingEventsMax) });
  }
  const crashes = kills.map((kill) => ({
    payer: 0,
    ...kill,
    downMs: random.pick([1, 1_000, 30_000]),
    isPowerCut: random.below(2) === 0,
  }));
  const event = crashes[0]!.event + 1 + later.below(15);
  return later.below(3) > 0 ? crashes : [...crashes, { ...crashes[0]!, event }];
}

/** Draws the crashes of processes from a seed. */
import { Random } from "../../tools/random.ts";
import { type CrashPlan, resumingStep, type Shape, type Step } from "./plan.ts";

/** The last event at which a step, or a call of `resumePayments()`, is crashed. */
const eventsMax = 60;
const resumingEventsMax = 25;

/** Draws crashes at times and at events. Some are those of a machine. */
export function drawCrashes(seed: number, shape: Shape, steps: readonly Step[]): CrashPlan[] {
  return [
    ...drawTimed(new Random(seed, 10), shape, steps),
    ...drawKills(new Random(seed, 15), shape, steps),
  ].map(withPower(new Random(seed, 16)));
}

/** Processes crash while something is under way. */
function drawTimed(random: Random, shape: Shape, steps: readonly Step[]): CrashPlan[] {
  return Array.from({ length: 1 + random.below(3) }, (): CrashPlan => {
    const { client, atMs } = random.pick(steps);
    return {
      payer: shape.clients[client]!.payer,
      atMs: atMs + random.below(random.pick([30, 300, 3_000, 20_000])),
      downMs: random.pick([1, 1_000, 30_000]),
    };
  });
}

/** Processes crash at an event of a step. Half of the next processes crash when they go on with the payments. */
function drawKills(random: Random, shape: Shape, steps: readonly Step[]): CrashPlan[] {
  const { client, id } = random.pick(steps);
  const { payer, journal } = shape.clients[client]!;
  if (random.below(2) === 0) return [];
  const downMs = random.pick([1, 1_000, 30_000]);
  const kill = { payer, step: id, event: 1 + random.below(eventsMax), downMs };
  if (journal === undefined || random.below(2) === 0) return [kill];
  const again = { step: resumingStep(client), event: 1 + random.below(resumingEventsMax) };
  return [kill, { ...kill, ...again }];
}

/** Some crashes are those of a machine. */
function withPower(random: Random): (crash: CrashPlan) => CrashPlan {
  return (crash) => random.below(2) === 0 ? crash : { ...crash, isPowerCut: true };
}

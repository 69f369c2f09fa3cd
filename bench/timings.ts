import type { Contender, Race } from "./contender.ts";

/** How long a contender takes for a task. */
export interface Timing {
  /** The name of the contender. */
  name: string;
  /** In milliseconds: half of the samples are at most this. */
  p50Ms: number;
  /** In milliseconds: three quarters of the samples are at most this. */
  p75Ms: number;
  /** How many samples there were. */
  samples: number;
  /** Its p50 divided by the p50 of the first contender. */
  ratio: number;
}

/** The result of a race. */
export interface Result {
  /** The title of the race. */
  title: string;
  /** The size of the cleartext in bytes. */
  sizeBytes?: number;
  /** In the order of the contenders. */
  timings: Timing[];
}

const budgetMs = 500;
const rounds = 5;
/** A sample of a quick task is many runs, so that the clock and the pipe to a peer do not matter. */
const sampleMs = 3;
const warmUpMs = 150;

/** The smallest sample that the given part of all samples does not exceed. */
export function quantile(samples: readonly number[], part: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const sample = sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
  if (sample === undefined) throw new RangeError("There are no samples");
  return sample;
}

/**
 * Lets contenders take turns, so that other work of the machine slows all of them alike: a few samples of each,
 * and again. Slow contenders get fewer samples.
 */
export async function runRace({ title, sizeBytes, contenders }: Race): Promise<Result> {
  const plans = [];
  for (const contender of contenders) plans.push(await plan(contender));
  for (let round = 0; round < rounds; round++) {
    for (const { contender, samples, runs, perRound, rounds } of plans) {
      if (round >= rounds) continue;
      for (let sample = 0; sample < perRound; sample++) {
        samples.push(await contender.time(runs) / runs);
      }
    }
  }
  const first = quantile(plans[0]?.samples ?? [], 0.5);
  const timings = plans.map(({ contender, samples }) => {
    const p50Ms = quantile(samples, 0.5);
    const p75Ms = quantile(samples, 0.75);
    return {
      name: contender.name,
      p50Ms,
      p75Ms,
      samples: samples.length,
      ratio: p50Ms / first,
    };
  });
  return { title, ...(sizeBytes === undefined ? {} : { sizeBytes }), timings };
}

/** Warms a contender up and finds out how often it can do the task. */
async function plan(contender: Contender) {
  let runMs = await contender.time(1);
  for (let spentMs = runMs, runs = 1; spentMs < warmUpMs; runs *= 2) {
    const tookMs = await contender.time(runs);
    runMs = tookMs / runs;
    spentMs += tookMs;
  }
  const runs = Math.max(1, Math.ceil(sampleMs / runMs));
  return {
    contender,
    runs,
    perRound: Math.min(50, Math.max(1, Math.round(budgetMs / rounds / (runs * runMs)))),
    rounds: runMs > 4 * budgetMs ? 3 : rounds,
    samples: [] as number[],
  };
}

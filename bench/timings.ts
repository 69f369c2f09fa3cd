import type { Contender, Race } from "./contender.ts";

/** How long a contender takes for a task. */
export interface Timing {
  /** Who it is. */
  name: string;
  /** In milliseconds: half of the samples are at most this. */
  p50Ms: number;
  /** In milliseconds: three quarters of the samples are at most this. */
  p75Ms: number;
  /** How many samples there were. */
  samples: number;
  /** Its p50 by that of the first contender. */
  ratio: number;
}

/** How a race ended. */
export interface Result {
  /** What was done, to what. */
  title: string;
  /** How many bytes of cleartext the task was about. */
  sizeBytes?: number;
  /** In the order of the contenders. */
  timings: Timing[];
}

const budgetMs = 500;
const rounds = 5;
/** A sample of quick tasks is many runs, for the clock and the pipe to a peer to count for nothing. */
const sampleMs = 3;
const warmUpMs = 150;

/** The smallest of the samples that so large a part of them does not exceed. */
export function quantile(samples: readonly number[], part: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const sample = sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
  if (sample === undefined) throw new RangeError("There are no samples");
  return sample;
}

/**
 * Lets contenders do a task in turns, so that what else the machine does meets all of them alike: a few samples of each,
 * and again. The slow have fewer.
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

/** Warms a contender up and sees how often it can do the task. */
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

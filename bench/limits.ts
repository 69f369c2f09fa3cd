import * as names from "./names.ts";
import type { Result } from "./timings.ts";

/** A ratio of two times, its limits, and what was measured. */
export interface CheckedLimit {
  /** The task and the two contenders. */
  what: string;
  /** The lower limit. */
  atLeast?: number;
  /** The upper limit. */
  atMost?: number;
  /** The measured ratio. */
  measured: number;
  /** Whether the ratio is within its limits. */
  isMet: boolean;
}

interface Rule {
  task: string;
  /** The time of `of` is divided by the time of `by`. */
  of: string;
  by: string;
  atLeast?: number;
  atMost?: number;
}

const { ours, nillionWasm, floor, coreInWasm, coreNative } = names;
const cluster = "(5, 2), 256 bits";

const rules: Rule[] = [
  { task: "mask a blob of 1 MiB", of: nillionWasm, by: ours, atLeast: 40 },
  { task: "unmask a blob of 1 MiB", of: nillionWasm, by: ours, atLeast: 40 },
  { task: "mask 10,000 integers", of: nillionWasm, by: ours, atLeast: 15 },
  { task: "unmask 10,000 integers", of: nillionWasm, by: ours, atLeast: 15 },
  { task: "mask a blob of 1 MiB", of: ours, by: floor, atMost: 5 },
  { task: "mask a blob of 1 MiB", of: coreInWasm, by: coreNative, atMost: 2.5 },
  { task: "unmask a blob of 1 MiB", of: coreInWasm, by: coreNative, atMost: 2.5 },
];

/** Compares results with the limits. A limit whose races were not run is left out. */
export function checkLimits(results: readonly Result[]): CheckedLimit[] {
  return rules.flatMap(({ task, of, by, ...bound }) => {
    const timings = results.find(({ title }) => title === `${task}, ${cluster}`)?.timings;
    const p50Ms = (who: string) => timings?.find(({ name }) => name === who)?.p50Ms;
    const measured = p50Ms(of)! / p50Ms(by)!;
    if (Number.isNaN(measured)) return [];
    const isMet = measured >= (bound.atLeast ?? 0) && measured <= (bound.atMost ?? Infinity);
    return [{ what: `${task}: ${of} / ${by}`, ...bound, measured, isMet }];
  });
}

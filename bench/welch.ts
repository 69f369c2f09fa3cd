/** The result of Welch's test on two classes of times. */
export interface Comparison {
  /** The t farthest from 0 among all croppings. */
  readonly t: number;
  /** How much longer the first class took there, in nanoseconds. */
  readonly differenceNs: number;
  /** The smallest difference that a cropping can tell from chance, in nanoseconds. */
  readonly visibleNs: number;
}

/** Two classes differ when t is beyond this. Chance alone gives such a t once in 150,000 times. */
export const tMax = 4.5;

/** A cropping that leaves fewer times of a class than this does not count. */
const timesMin = 500;

/**
 * Compares times of two classes as dudect does: all times, and then without the times above each of a hundred
 * percentiles, since other programs make some times much longer.
 */
export function compareTimes(first: Float64Array, second: Float64Array): Comparison {
  const all = new Float64Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  all.sort();
  const limits = [Infinity];
  for (let index = 1; index <= 100; index++) {
    limits.push(all[Math.floor(all.length * (1 - 0.5 ** (index / 10)))]!);
  }
  let comparison: Comparison = { t: 0, differenceNs: 0, visibleNs: Infinity };
  for (const limit of limits) {
    const a = first.filter((time) => time <= limit);
    const b = second.filter((time) => time <= limit);
    if (a.length < timesMin || b.length < timesMin) continue;
    const { t, difference, error } = welch(a, b);
    // A cropping that leaves out half of the times does not set the visible difference.
    const visibleNs = a.length + b.length > all.length / 2
      ? Math.min(comparison.visibleNs, tMax * error)
      : comparison.visibleNs;
    comparison = { ...comparison, visibleNs };
    if (Math.abs(t) > Math.abs(comparison.t)) {
      comparison = { t, differenceNs: difference, visibleNs };
    }
  }
  return comparison;
}

function welch(a: Float64Array, b: Float64Array): { t: number; difference: number; error: number } {
  const difference = mean(a) - mean(b);
  const error = Math.sqrt(variance(a) / a.length + variance(b) / b.length);
  // When each class has a single time, the classes differ exactly when the two times do.
  const t = difference === 0 ? 0 : difference / error;
  return { t, difference, error };
}

function mean(times: Float64Array): number {
  return times.reduce((sum, time) => sum + time, 0) / times.length;
}

function variance(times: Float64Array): number {
  const center = mean(times);
  return times.reduce((sum, time) => sum + (time - center) ** 2, 0) / (times.length - 1);
}

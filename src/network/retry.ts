import { UnavailableError } from "../errors/mod.ts";
import type { Call } from "../async/deadline.ts";
import { type Environment, randomFraction } from "../async/environment.ts";
import { consequenceOf } from "./failure.ts";
import { withTimeLimit } from "../async/time_limit.ts";

/** How often a request is sent at most, the first time included, when a node cannot be reached. */
export const attemptsMax = 5;

/** How long one attempt may take: what is repeated here is short, and so are the answers. */
const attemptMs = 20_000;

const firstPauseMsMax = 100;
const pauseMsMax = 2_000;

/**
 * Pauses before a repetition, of which 1 is the first: for a random time below a bound that doubles
 * each time. The spread keeps clients that failed together from coming back together.
 */
export function backOff(
  attempt: number,
  environment: Environment,
  signal: AbortSignal,
): Promise<void> {
  const msMax = Math.min(firstPauseMsMax * 2 ** (attempt - 1), pauseMsMax);
  return environment.sleep(randomFraction(environment) * msMax, signal);
}

/**
 * Repeats a task that is safe to repeat, as long as its failures say so. An attempt that hangs is
 * given up and counts as a failure; waiting for the network to catch up does not.
 */
export async function retry<T>(
  task: (call: Call) => Promise<T>,
  environment: Environment,
  call: Call,
): Promise<T> {
  for (let attempt = 1, failures = 0;; attempt++) {
    try {
      const late = new UnavailableError(`No answer came within ${attemptMs} ms`);
      return await withTimeLimit(
        attemptMs,
        late,
        environment,
        (limit) => task({ ...call, signal: AbortSignal.any([call.signal, limit]) }),
      );
    } catch (error) {
      const consequence = consequenceOf(error);
      const isRepeated = consequence === "wait" ||
        consequence === "askAgain" && ++failures < attemptsMax;
      if (!isRepeated) throw error;
    }
    await backOff(attempt, environment, call.signal);
  }
}

import { UnavailableError } from "../errors/mod.ts";
import type { Call } from "../async/deadline.ts";
import { type Environment, randomFraction } from "../async/environment.ts";
import { consequenceOf } from "./failure.ts";
import { withTimeLimit } from "../async/time_limit.ts";

/** How often a request is sent at most, the first time included. */
export const attemptsMax = 5;

/** How long one attempt may take. The requests and answers that are repeated here are short. */
const attemptMs = 20_000;

const firstPauseMsMax = 100;
const pauseMsMax = 2_000;

/**
 * Pauses after a failed attempt, of which the first is 1. The pause is random below a bound that
 * doubles each time, so that clients that failed together do not come back together.
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
 * Runs a task that is safe to repeat, and repeats it as its failures demand. An attempt that hangs is
 * stopped and counts as a failure. An attempt at which the network was only late does not count.
 */
export async function retry<T>(
  task: (call: Call) => Promise<T>,
  environment: Environment,
  call: Call,
): Promise<T> {
  for (let attempt = 1, failures = 0;; attempt++) {
    try {
      const late = new UnavailableError(`No answer arrived within ${attemptMs} ms`);
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

import { UnavailableError } from "../errors.ts";
import type { Call } from "./deadline.ts";
import { type Environment, randomFraction } from "./environment.ts";

/** How often a request is sent at most, the first time included, when a node cannot be reached. */
export const attemptsMax = 5;

const firstPauseMsMax = 100;
const pauseMsMax = 2_000;

/** Whether the same request may succeed a moment later. */
export function isPassing(error: unknown): boolean {
  return error instanceof UnavailableError;
}

/**
 * Pauses before attempt number `attempt`, where 1 is the first repetition: for anything from
 * nothing up to a bound that doubles each time. The full spread keeps clients that failed together
 * from coming back together.
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
 * Repeats a task that is safe to repeat until it succeeds, fails for good, or has had all its
 * attempts. What is awaited is no failure: it lasts until the network has caught up, so only the
 * call's end ends it.
 */
export async function retry<T>(
  task: () => Promise<T>,
  environment: Environment,
  { signal }: Call,
  isAwaited: (error: unknown) => boolean = () => false,
): Promise<T> {
  for (let attempt = 1, failures = 0;; attempt++) {
    try {
      return await task();
    } catch (error) {
      if (!isAwaited(error) && (!isPassing(error) || ++failures === attemptsMax)) throw error;
    }
    await backOff(attempt, environment, signal);
  }
}

import { InternalError, UnauthenticatedError, UnavailableError } from "../errors/mod.ts";
import type { Call } from "../async/deadline.ts";
import { type Environment, randomFraction } from "../async/environment.ts";
import { isAnswer } from "./from_unknown.ts";
import { withTimeLimit } from "../async/time_limit.ts";

/** How often a request is sent at most, the first time included, when a node cannot be reached. */
export const attemptsMax = 5;

/** How long one attempt may take: what is repeated here is short, and so are the answers. */
const attemptMs = 20_000;

const firstPauseMsMax = 100;
const pauseMsMax = 2_000;

/** Whether the same request may succeed a moment later. */
export function isPassing(error: unknown): boolean {
  return error instanceof UnavailableError;
}

/**
 * Whether a node has refused for good, so that the same request will not be served: what fails inside
 * it, or at the caller's token, says nothing of the request.
 */
export function isFinal(error: unknown): boolean {
  return isAnswer(error) && !isPassing(error) && !(error instanceof InternalError) &&
    !(error instanceof UnauthenticatedError);
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
 * attempts; one that hangs is given up and counts as a failure. What is awaited is no failure: it
 * lasts until the network has caught up, so only the call's end ends it.
 */
export async function retry<T>(
  task: (call: Call) => Promise<T>,
  environment: Environment,
  call: Call,
  isAwaited: (error: unknown) => boolean = () => false,
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
      if (!isAwaited(error) && (!isPassing(error) || ++failures === attemptsMax)) throw error;
    }
    await backOff(attempt, environment, call.signal);
  }
}

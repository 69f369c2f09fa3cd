import { TimeoutError, UnavailableError } from "../errors/mod.ts";
import { attemptMs } from "./attempt_limit.ts";
import type { RetryBudget } from "../async/retry_budget.ts";
import type { Call } from "../async/deadline.ts";
import { type Environment, randomFraction } from "../async/environment.ts";
import { consequenceOf, failureOf } from "./failure.ts";
import { withTimeLimit } from "../async/time_limit.ts";

/** How often a request is sent at most, the first time included. */
export const attemptsMax = 5;

const firstPauseMsMax = 100;
const pauseMsMax = 2_000;

/** The longest delay of a timer. A longer one would fire at once. */
const sleepMsMax = 2 ** 31 - 1;

/**
 * Pauses after a failed attempt, of which the first is 1. The pause is random below a bound that
 * doubles each time, so that clients that failed together do not come back together.
 *
 * @param leastMs How long the server asks to wait. The random pause comes on top of it.
 */
export function backOff(
  attempt: number,
  environment: Environment,
  signal: AbortSignal,
  leastMs = 0,
): Promise<void> {
  const msMax = Math.min(firstPauseMsMax * 2 ** (attempt - 1), pauseMsMax);
  const pauseMs = leastMs + randomFraction(environment) * msMax;
  return environment.sleep(Math.min(pauseMs, sleepMsMax), signal);
}

/** How an attempt of a retried task is limited. */
export interface RetryLimits {
  /** The retries that the client has left. Without it only their number is limited. */
  readonly budget?: RetryBudget | undefined;
  /** How long one attempt may take; 20 seconds unless given. Requests to nodes have a limit of their own. */
  readonly attemptMs?: number;
}

/** The limits of a request to nodes. `nodeFetch` limits each attempt, once it has its place. */
export function limitsOf(node: { readonly budget?: RetryBudget | undefined }): RetryLimits {
  return { budget: node.budget, attemptMs: Infinity };
}

/**
 * Runs a task that is safe to repeat, and repeats it as its failures demand. An attempt that hangs is
 * stopped and counts as a failure. An attempt at which the network was only late or busy does not
 * count.
 */
export async function retry<T>(
  task: (call: Call) => Promise<T>,
  environment: Environment,
  call: Call,
  limits: RetryLimits = {},
): Promise<T> {
  for (let attempt = 1, failures = 0;; attempt++) {
    let failure: unknown;
    call.attempt = attempt;
    try {
      return await limited(task, environment, call, limits.attemptMs ?? attemptMs);
    } catch (error) {
      const consequence = consequenceOf(error);
      const isRepeated = consequence === "wait" ||
        consequence === "askAgain" && ++failures < attemptsMax && (limits.budget?.take() ?? true);
      if (!isRepeated) throw error;
      failure = error;
    }
    await backOff(attempt, environment, call.signal, failureOf(failure).retryAfterMs)
      .catch((reason) => {
        throw withLastFailure(reason, failure);
      });
  }
}

async function limited<T>(
  task: (call: Call) => Promise<T>,
  environment: Environment,
  call: Call,
  ms: number,
): Promise<T> {
  if (ms === Infinity) return await task(call);
  const late = new UnavailableError(`No answer arrived within ${ms} ms`);
  return await withTimeLimit(
    call.signal,
    ms,
    late,
    environment,
    (signal) => task({ ...call, signal }),
  );
}

/** A time that ran out while the network was busy says so. */
function withLastFailure(reason: unknown, failure: unknown): unknown {
  if (!(reason instanceof TimeoutError) || !(failure instanceof Error)) return reason;
  const { cause: _cause, ...fields } = { cause: undefined, ...reason };
  return new TimeoutError(`${reason.message}. The last attempt: ${failure.message}`, {
    ...fields,
    cause: failure,
  });
}

import type { Environment } from "./environment.ts";

/**
 * Runs a task with a signal that aborts, for `reason`, once it has had its time. Unlike a call's
 * deadline it does not end what comes after: that is for the caller to say.
 */
export async function withTimeLimit<T>(
  ms: number,
  reason: unknown,
  environment: Environment,
  task: (limit: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  const over = new AbortController();
  environment.sleep(ms, over.signal).then(
    () => late.abort(reason),
    () => {}, // The task ended first.
  );
  try {
    return await task(late.signal);
  } finally {
    over.abort();
  }
}

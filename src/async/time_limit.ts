import type { Environment } from "./environment.ts";

/**
 * Runs a task with a signal that aborts with `reason` after `ms` milliseconds. It limits one part of
 * a call: the call itself can go on.
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

import { abortWith, ended } from "./abort_with.ts";
import type { Environment } from "./environment.ts";

/**
 * Runs a task with a signal that aborts when the call's signal does, and with `reason` after `ms`
 * milliseconds. It limits one part of a call: the call itself can go on.
 */
export async function withTimeLimit<T>(
  signal: AbortSignal,
  ms: number,
  reason: unknown,
  environment: Environment,
  task: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const over = new AbortController();
  abortWith(stop, signal, over.signal);
  environment.sleep(ms, over.signal).then(
    () => stop.abort(reason),
    () => {}, // The task ended first.
  );
  try {
    return await task(stop.signal);
  } finally {
    over.abort(ended);
  }
}

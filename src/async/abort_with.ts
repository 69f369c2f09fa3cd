/**
 * The reason of a signal that only ends timers and listeners. Without a reason, each abort would make an error with its stack,
 * which nobody reads.
 */
export const ended: unknown = Object.freeze(new Error("It has ended"));

/**
 * Aborts a controller when a signal aborts, with the same reason. It listens until `over` aborts, so that a signal that lives
 * long keeps no listener. `AbortSignal.any` would do it too, but edge-runtime and older browsers lack that.
 */
export function abortWith(stop: AbortController, signal: AbortSignal, over: AbortSignal): void {
  const abort = () => stop.abort(signal.reason);
  if (signal.aborted) abort();
  else signal.addEventListener("abort", abort, { once: true, signal: over });
}

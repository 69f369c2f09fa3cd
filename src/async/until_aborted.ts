/**
 * Settles like `promise`, or rejects with the signal's reason as soon as it aborts: for what may
 * not listen to the signal itself. What comes too late is given to `discard`.
 */
export function untilAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal | null | undefined,
  discard: (late: T) => unknown = () => {},
): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      reject(signal.reason);
      promise.then(discard).catch(() => {});
    };
    if (signal.aborted) return onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

/**
 * Settles like `promise`, or rejects with the signal's reason when the signal aborts. It serves
 * promises that may ignore the signal themselves. `discard` gets a value that arrives too late.
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
    const stopListening = () => signal.removeEventListener("abort", onAbort);
    promise.then((value) => {
      stopListening();
      resolve(value);
    }, (error) => {
      stopListening();
      reject(error);
    });
  });
}

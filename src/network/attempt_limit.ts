import { abortWith, ended } from "../async/abort_with.ts";
import type { Environment } from "../async/environment.ts";

/** How long one attempt may take before a byte has moved. */
export const attemptMs = 20_000;

/** An attempt that moves bytes gets more time: a millisecond for this many, so 16 KiB a second do. */
const bytesPerMs = 16;

/**
 * Runs one attempt of a request, and stops it when it takes longer than the bytes that it has moved
 * allow. A body that trickles does not prolong it.
 *
 * @param late Makes the error of an attempt that took these milliseconds.
 */
export async function withAttemptLimit<T>(
  environment: Environment,
  signal: AbortSignal | null | undefined,
  bytesSent: number,
  late: (ms: number) => unknown,
  attempt: (signal: AbortSignal, onBytes: (count: number) => void) => Promise<T>,
): Promise<T> {
  let bytes = bytesSent;
  const stop = new AbortController();
  const over = new AbortController();
  const watch = async () => {
    let spentMs = 0;
    for (;;) {
      const leftMs = Math.floor(attemptMs + bytes / bytesPerMs) - spentMs;
      if (leftMs < 1) return stop.abort(late(spentMs));
      await environment.sleep(leftMs, over.signal);
      spentMs += leftMs;
    }
  };
  watch().catch(() => {}); // The attempt ended first.
  if (signal) abortWith(stop, signal, over.signal);
  try {
    return await attempt(stop.signal, (count) => bytes += count);
  } finally {
    over.abort(ended);
  }
}

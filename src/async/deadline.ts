import { checkOptions } from "../base/check_options.ts";
import {
  AbortedError,
  InvalidArgumentError,
  TimeoutError,
  type VmError,
  type VmErrorPhase,
} from "../errors/mod.ts";
import type { Environment } from "./environment.ts";

/** How long a call may take, and who may stop it before. */
export interface CallOptions {
  /**
   * Stops the call: it rejects with `AbortedError`, or with `TimeoutError` where the signal is one
   * of `AbortSignal.timeout()`.
   */
  signal?: AbortSignal | undefined;
  /**
   * Milliseconds after which the call rejects with `TimeoutError`: all of it, retries and waiting
   * included.
   */
  timeoutMs?: number | undefined;
}

/**
 * Checks the names of a call's options.
 *
 * @throws {InvalidArgumentError} When one is misspelt.
 */
export function checkCallOptions(options: CallOptions): CallOptions {
  return checkOptions(options, "A call", { signal: true, timeoutMs: true });
}

/** One call while it runs. */
export interface Call {
  /** Aborts when the call has to end; its reason is the `VmError` to end with. */
  readonly signal: AbortSignal;
  /** The part it has come to, for its errors. */
  phase?: VmErrorPhase;
  /** The hash of the transaction it has sent, for its errors. */
  txHash?: string | undefined;
}

/** The longest delay a timer can have: a longer one would fire at once. */
const timeoutMsMax = 2 ** 31 - 1;

/**
 * Runs a task that has to end when its time is up or one of the signals aborts. Timers and
 * listeners are gone when the returned promise settles.
 */
export async function withDeadline<T>(
  timeoutMs: number,
  signals: readonly (AbortSignal | undefined)[],
  environment: Environment,
  task: (call: Call) => Promise<T>,
): Promise<T> {
  if (!(typeof timeoutMs === "number" && timeoutMs > 0 && timeoutMs <= timeoutMsMax)) {
    throw new InvalidArgumentError(
      `A timeout is more than 0 and at most ${timeoutMsMax} milliseconds, not ${String(timeoutMs)}`,
      { option: "timeoutMs" },
    );
  }
  for (const signal of signals) {
    if (signal === undefined || typeof signal?.addEventListener === "function") continue;
    throw new InvalidArgumentError("A call takes an AbortSignal as its signal", {
      option: "signal",
    });
  }
  const stop = new AbortController();
  const over = new AbortController();
  const call: Call = { signal: stop.signal };
  for (const signal of signals) {
    const abort = () => stop.abort(stopError(signal?.reason, call));
    if (signal?.aborted) abort();
    else signal?.addEventListener("abort", abort, { once: true, signal: over.signal });
  }
  environment.sleep(timeoutMs, over.signal).then(
    () => stop.abort(timeUp(`The call was not done within ${timeoutMs} ms`, call)),
    () => {}, // The task ended first.
  );
  try {
    stop.signal.throwIfAborted();
    return await task(call);
  } finally {
    over.abort();
  }
}

/** The error of a call that a signal stopped. Calls nest, so the signal may already carry it. */
function stopError(reason: unknown, call: Call): VmError {
  if (reason instanceof AbortedError || reason instanceof TimeoutError) {
    const Class = reason instanceof TimeoutError ? TimeoutError : AbortedError;
    const fields = { ...reason, ...reached(call) };
    return new Class(
      reason.message,
      "cause" in reason ? { ...fields, cause: reason.cause } : fields,
    );
  }
  if (reason instanceof DOMException && reason.name === "TimeoutError") {
    return timeUp("The caller's signal timed out", call, reason);
  }
  return new AbortedError(`The call was aborted by its caller${where(call)}`, {
    ...reached(call),
    cause: reason,
  });
}

function timeUp(message: string, call: Call, cause?: unknown): TimeoutError {
  return new TimeoutError(message + where(call), { ...reached(call), cause });
}

function reached({ phase, txHash }: Call): { phase?: VmErrorPhase; txHash?: string } {
  return {
    ...(phase === undefined ? {} : { phase }),
    ...(txHash === undefined ? {} : { txHash }),
  };
}

function where({ phase, txHash }: Call): string {
  const parts = [phase && `phase ${phase}`, txHash && `transaction ${txHash}`].filter(Boolean);
  return parts.length > 0 ? ` (in ${parts.join(", ")})` : "";
}

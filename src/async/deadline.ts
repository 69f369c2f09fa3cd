import { checkOptions } from "../base/check_options.ts";
import {
  AbortedError,
  InvalidArgumentError,
  TimeoutError,
  type VmErrorPhase,
} from "../errors/mod.ts";
import type { Environment } from "./environment.ts";
import { withContext } from "../errors/with_context.ts";

/** How long a call may take, and who may stop it before. */
export interface CallOptions {
  /** Stops the call: it rejects with `AbortedError`. */
  signal?: AbortSignal | undefined;
  /**
   * Milliseconds after which the call rejects with `TimeoutError`: all of it, retries and waiting
   * included.
   */
  timeoutMs?: number | undefined;
}

/**
 * The options of a call, once it is sure that none is misspelt.
 *
 * @throws {InvalidArgumentError} When one is.
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
    );
  }
  for (const signal of signals) {
    if (signal === undefined || typeof signal?.addEventListener === "function") continue;
    throw new InvalidArgumentError("A call is stopped by an AbortSignal, and by nothing else");
  }
  const stop = new AbortController();
  const over = new AbortController();
  for (const signal of signals) {
    const abort = () => stop.abort(toAborted(signal?.reason));
    if (signal?.aborted) abort();
    else signal?.addEventListener("abort", abort, { once: true, signal: over.signal });
  }
  environment.sleep(timeoutMs, over.signal).then(
    () => stop.abort(new TimeoutError(`The call was not done within ${timeoutMs} ms`)),
    () => {}, // The task ended first.
  );
  const call: Call = { signal: stop.signal };
  try {
    stop.signal.throwIfAborted();
    return await task(call);
  } catch (error) {
    if (error !== stop.signal.reason) throw error;
    const { phase, txHash } = call;
    const reached = [phase && `phase ${phase}`, txHash && `transaction ${txHash}`].filter(Boolean);
    const where = reached.length > 0 ? `; it had come to ${reached.join(", ")}` : "";
    throw withContext(stop.signal.reason, { phase, txHash }, stop.signal.reason.message + where);
  } finally {
    over.abort();
  }
}

function toAborted(reason: unknown): AbortedError {
  if (reason instanceof AbortedError) return reason;
  return new AbortedError("The call was aborted by its caller", { cause: reason });
}

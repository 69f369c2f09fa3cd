import { checkOptions } from "../base/check_options.ts";
import { described, shown } from "../base/text.ts";
import {
  AbortedError,
  InvalidArgumentError,
  TimeoutError,
  type VmError,
  type VmErrorPhase,
} from "../errors/mod.ts";
import { withContext } from "../errors/with_context.ts";
import type { Observed } from "../events/observe.ts";
import type { EventListener } from "../events/vm_event.ts";
import { ended } from "./abort_with.ts";
import type { Environment } from "./environment.ts";

/** How long a call may take, and what stops it earlier. */
export interface CallOptions {
  /**
   * Stops the call. It rejects with `AbortedError`, or with `TimeoutError` if the signal comes from
   * `AbortSignal.timeout()`.
   */
  signal?: AbortSignal | undefined;
  /** The milliseconds that the call may take, with all retries. Then it rejects with `TimeoutError`. */
  timeoutMs?: number | undefined;
  /**
   * The most that the call may cost, in unil. At a higher price it rejects with
   * `PriceTooHighError`, and nothing is paid.
   */
  maxFeesUnil?: bigint | number | undefined;
  /**
   * Is told what happens. A call that shares the attempt of an earlier one hears only of its own start
   * and end.
   */
  onEvent?: EventListener | undefined;
}

/**
 * Checks that a listener is a function.
 *
 * @throws {InvalidArgumentError} When it is something else.
 */
export function checkListener({ onEvent }: CallOptions): void {
  if (onEvent === undefined || typeof onEvent === "function") return;
  throw new InvalidArgumentError(`onEvent must be a function, got ${described(onEvent)}`, {
    option: "onEvent",
  });
}

/**
 * Checks the names of a call's options, and its listener.
 *
 * @throws {InvalidArgumentError} When a name is unknown, or the listener is no function.
 */
export function checkCallOptions(options: CallOptions): CallOptions {
  const names = { signal: true, timeoutMs: true, maxFeesUnil: true, onEvent: true } as const;
  checkOptions(options, "A call", names);
  checkListener(options);
  return options;
}

/**
 * Checks that a caller's signal is one, and gives it.
 *
 * @throws {InvalidArgumentError} When it is something else.
 */
export function checkSignal(signal: AbortSignal): AbortSignal {
  if (typeof signal?.addEventListener === "function") return signal;
  throw new InvalidArgumentError(`signal must be an AbortSignal, got ${described(signal)}`, {
    option: "signal",
  });
}

/** One call while it runs. */
export interface Call extends Observed {
  /** Aborts when the call must end. Its reason is the `VmError` that the call rejects with. */
  readonly signal: AbortSignal;
}

/** The longest delay of a timer. A longer one would fire at once. */
const timeoutMsMax = 2 ** 31 - 1;

/**
 * Runs a task whose signal aborts when its time is up or one of the signals aborts. Timers and
 * listeners are removed when the returned promise settles.
 *
 * @throws {InvalidArgumentError} When the time or a signal is invalid.
 */
export async function withDeadline<T>(
  timeoutMs: number,
  signals: readonly (AbortSignal | undefined)[],
  environment: Environment,
  task: (call: Call) => Promise<T>,
): Promise<T> {
  if (!(typeof timeoutMs === "number" && timeoutMs > 0 && timeoutMs <= timeoutMsMax)) {
    throw new InvalidArgumentError(
      `timeoutMs must be a number of milliseconds above 0 and at most ${timeoutMsMax}, got ${
        shown(timeoutMs)
      }`,
      { option: "timeoutMs" },
    );
  }
  for (const signal of signals) {
    if (signal !== undefined) checkSignal(signal);
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
    () => stop.abort(timeUp(`The call did not end within its timeoutMs of ${timeoutMs} ms`, call)),
    () => {}, // The task ended first.
  );
  try {
    stop.signal.throwIfAborted();
    return await task(call);
  } finally {
    over.abort(ended);
  }
}

/** The error of a call that a signal stopped. In nested calls the signal already carries one. */
function stopError(reason: unknown, call: Call): VmError {
  if (reason instanceof AbortedError || reason instanceof TimeoutError) {
    return withContext(reason, reached(call));
  }
  if (reason instanceof DOMException && reason.name === "TimeoutError") {
    return timeUp("The time of the caller's signal ran out", call, reason);
  }
  return new AbortedError(`The caller's signal aborted the call${where(call)}`, {
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

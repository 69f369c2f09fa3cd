import { type Environment, platform } from "../../async/environment.ts";
import { shown } from "../../base/text.ts";
import { FailedPreconditionError, InvalidArgumentError } from "../../errors/mod.ts";
import { Table } from "./table.ts";

/** A day, in milliseconds. */
export const dayMs: number = 24 * 60 * 60 * 1000;

/** The latest time that blocks and messages can carry. */
const latestMs = Date.UTC(9999, 11, 31);

/** The longest delay of the platform's timers. */
const timerMsMax = 2 ** 31 - 1;

/**
 * The time in a devnet. It follows the clock of the devnet's environment, and a test can advance it. A client that
 * takes it as `environment` lives in the devnet's time: its time limits and pauses follow this clock too.
 *
 * @example A quote that was not used for a day
 * ```ts
 * import { QuoteExpiredError, SecretInteger } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await devnet.client({ environment: devnet.clock });
 *
 * const operation = client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 });
 * await operation.quote();
 * devnet.clock.advance(25 * 60 * 60 * 1000);
 *
 * await assertRejects(() => operation.invoke(), QuoteExpiredError);
 * ```
 */
export interface DevnetClock {
  /** The devnet's time, in milliseconds since the Unix epoch. */
  now(): number;
  /**
   * Resolves after `ms` milliseconds of the devnet's time. Rejects with the signal's reason when the signal aborts, and
   * with a `FailedPreconditionError` when the devnet ends.
   */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /**
   * Moves the time of all nodes and of the chain forward. Values, quotes, receipts, balances and results expire, and
   * pauses end, as if the time had passed. The chain makes blocks at the same pace as before; the next block has the
   * new time. Tokens are the exception: nodes compare their expiry with the clock that was not advanced, because clients
   * date tokens by their own clocks.
   *
   * @param ms how far, in milliseconds
   * @throws {InvalidArgumentError} When `ms` is not a positive number, or the new time is after the year 9999.
   * @throws {FailedPreconditionError} When the devnet has ended.
   */
  advance(ms: number): void;
}

interface Sleeper {
  /** When it wakes, on the clock of the timers. */
  dueMs: number;
  /** Stops its timer. */
  timer?: AbortController;
  /** Resolves its promise, or rejects it with a reason. */
  end(reason?: unknown): void;
}

/** How far the time was advanced. */
export type ClockState = Table<"aheadMs", number>;

/** The error of a call to a devnet that has ended. */
export function devnetEnded(): FailedPreconditionError {
  return new FailedPreconditionError("The devnet has ended: start another one");
}

/**
 * Starts a clock that can run ahead of another one.
 *
 * @param outside the other clock, in milliseconds since the Unix epoch
 * @param sleep the timers that belong to the other clock; by default those of the platform, which follow its monotonic clock
 */
export function createClock(
  outside: () => number,
  state: ClockState = new Table(),
  sleep?: Environment["sleep"],
): DevnetClock & Disposable {
  const timerNow = sleep === undefined ? () => performance.now() : outside;
  const pause = sleep ?? platform.sleep;
  const sleepers = new Set<Sleeper>();
  let isEnded = false;

  const aheadMs = () => state.get("aheadMs") ?? 0;
  const now = () => outside() + aheadMs();

  const arm = (sleeper: Sleeper) => {
    sleeper.timer?.abort();
    const leftMs = sleeper.dueMs - timerNow();
    if (leftMs <= 0) return sleeper.end();
    const timer = sleeper.timer = new AbortController();
    pause(Math.min(Math.ceil(leftMs), timerMsMax), timer.signal).then(
      () => arm(sleeper),
      () => {}, // It was armed again, or has ended.
    );
  };

  return {
    now,

    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (isEnded) return reject(devnetEnded());
        if (signal.aborted) return reject(signal.reason);
        const onAbort = () => sleeper.end(signal.reason);
        const sleeper: Sleeper = {
          dueMs: timerNow() + ms,
          end(reason) {
            sleeper.timer?.abort();
            signal.removeEventListener("abort", onAbort);
            sleepers.delete(sleeper);
            if (reason === undefined) resolve();
            else reject(reason);
          },
        };
        signal.addEventListener("abort", onAbort);
        sleepers.add(sleeper);
        arm(sleeper);
      });
    },

    advance(ms) {
      if (isEnded) throw devnetEnded();
      const isPossible = typeof ms === "number" && ms > 0 && now() + ms <= latestMs;
      if (!isPossible) {
        throw new InvalidArgumentError(
          `The clock advances by a positive number of milliseconds, to the year 9999 at most, not by ${
            shown(ms)
          }`,
        );
      }
      state.set("aheadMs", aheadMs() + ms);
      for (const sleeper of [...sleepers]) {
        sleeper.dueMs -= ms;
        arm(sleeper);
      }
    },

    [Symbol.dispose]() {
      isEnded = true;
      for (const sleeper of [...sleepers]) sleeper.end(devnetEnded());
    },
  };
}

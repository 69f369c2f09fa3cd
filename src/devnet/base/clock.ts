import { InvalidArgumentError } from "../../errors/mod.ts";
import { ended } from "../ended.ts";
import { Table } from "./table.ts";

/**
 * The time in a devnet. It runs with its environment's, and can be moved forward. Given to a client as its `environment`
 * it makes the client live in the devnet's time, deadlines and pauses included.
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
 *
 * @example A day that is over at once
 * ```ts
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assert } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * const dayMs = 24 * 60 * 60 * 1000;
 * const beganMs = devnet.clock.now();
 *
 * const waiting = devnet.clock.sleep(dayMs, AbortSignal.timeout(10_000));
 * devnet.clock.advance(dayMs);
 * await waiting;
 *
 * assert(devnet.clock.now() - beganMs >= dayMs);
 * ```
 */
export interface DevnetClock {
  /** The devnet's time, in milliseconds since the Unix epoch. */
  now(): number;
  /**
   * Resolves once that many milliseconds of the devnet's time have passed; rejects with the signal's reason as soon as it
   * aborts, and with a `FailedPreconditionError` when the devnet ends.
   */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /**
   * Moves the time forward, for nodes and chain alike: all that expires by then has expired, and whatever waits for no
   * longer than that has waited long enough. Blocks keep their real pace, and carry the devnet's time from the next one on.
   * Tokens are judged by the time that the clients' own clocks have, which are not moved.
   *
   * @param ms by how much, in milliseconds
   * @throws {InvalidArgumentError} When that is not a positive number, or leads past the year 9999.
   * @throws {FailedPreconditionError} When the devnet has ended.
   */
  advance(ms: number): void;
}

/** Where the calendar ends that blocks and messages are dated by. */
const LATEST_MS = Date.UTC(9999, 11, 31);

const TIMER_MS_MAX = 2 ** 31 - 1;

interface Sleeper {
  /** When it wakes by the process's own clock, which no environment stops. */
  dueMs: number;
  timer?: ReturnType<typeof setTimeout>;
  /** Ends it: in time, or for a reason. */
  end(reason?: unknown): void;
}

/** By how much the time was moved, if it was. */
export type ClockState = Table<"aheadMs", number>;

/** Starts a clock that is ahead of another by as much as it was advanced. */
export function createClock(
  outside: () => number,
  state: ClockState = new Table(),
): DevnetClock & Disposable {
  const sleepers = new Set<Sleeper>();
  let isEnded = false;

  const aheadMs = () => state.get("aheadMs") ?? 0;
  const now = () => outside() + aheadMs();

  const arm = (sleeper: Sleeper) => {
    clearTimeout(sleeper.timer);
    const leftMs = sleeper.dueMs - performance.now();
    if (leftMs <= 0) return sleeper.end();
    sleeper.timer = setTimeout(() => arm(sleeper), Math.min(Math.ceil(leftMs), TIMER_MS_MAX));
  };

  return {
    now,

    sleep(ms, signal) {
      return new Promise((resolve, reject) => {
        if (isEnded) return reject(ended());
        if (signal.aborted) return reject(signal.reason);
        const onAbort = () => sleeper.end(signal.reason);
        const sleeper: Sleeper = {
          dueMs: performance.now() + ms,
          end(reason) {
            clearTimeout(sleeper.timer);
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
      if (isEnded) throw ended();
      const isPossible = typeof ms === "number" && ms > 0 && now() + ms <= LATEST_MS;
      if (!isPossible) {
        throw new InvalidArgumentError(
          `The time goes forward by a positive number of milliseconds, at most to the year 9999, not by ${ms}`,
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
      for (const sleeper of [...sleepers]) sleeper.end(ended());
    },
  };
}

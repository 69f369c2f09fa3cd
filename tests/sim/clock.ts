/** The clock of a run: time passes only when nothing else can happen. */
import { setImmediate } from "node:timers";
import type { Environment } from "@nilvm/client";
import { seededEnvironment } from "@nilvm/client/devnet";

interface Sleeper {
  readonly owner: string;
  readonly dueMs: number;
  wake(): void;
}

/** Something that is repeated, when time passes anyway. */
interface Repeated {
  readonly owner: string;
  readonly intervalMs: number;
  dueMs: number;
  act(): void;
}

/** How a run of the clock ended: `stuck` when nothing was left that could happen. */
export type RunEnd = "done" | "stuck" | "tooLong";

/** The most wakings of one run. A loop that waits without end is a mistake, too. */
const wakingsMax = 200_000;

/** A clock that jumps to the next sleeper whenever the process is quiet. */
export class SimClock {
  #nowMs = Date.UTC(2026, 0, 1);
  readonly startMs: number = this.#nowMs;
  readonly #sleepers = new Set<Sleeper>();
  readonly #repeated = new Set<Repeated>();

  /** The milliseconds since the run began. */
  get elapsedMs(): number {
    return this.#nowMs - this.startMs;
  }

  readonly now = (): number => this.#nowMs;

  /** How many sleepers somebody has. */
  sleepersOf(owner: string): number {
    return [...this.#sleepers, ...this.#repeated].filter((one) => one.owner === owner).length;
  }

  /** Ends the timers of an owner for good: they never wake. */
  stop(owner: string): void {
    for (const sleeper of this.#sleepers) {
      if (sleeper.owner === owner) this.#sleepers.delete(sleeper);
    }
    for (const repeated of this.#repeated) {
      if (repeated.owner === owner) this.#repeated.delete(repeated);
    }
  }

  /**
   * Repeats something in the name of an owner. It keeps no run going: it is done when its time has come and something else
   * happens, and once for all times that a jump has missed. Returns what ends it.
   */
  repeat(owner: string, intervalMs: number, act: () => void): () => void {
    const repeated = { owner, intervalMs, dueMs: this.#nowMs + intervalMs, act };
    this.#repeated.add(repeated);
    return () => this.#repeated.delete(repeated);
  }

  /** Sleeps in the name of an owner. */
  sleep(owner: string, ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const leave = () => {
        this.#sleepers.delete(sleeper);
        reject(signal?.reason);
      };
      const sleeper: Sleeper = {
        owner,
        dueMs: Math.ceil(this.#nowMs + Math.max(ms, 0)),
        wake: () => {
          signal?.removeEventListener("abort", leave);
          resolve();
        },
      };
      this.#sleepers.add(sleeper);
      signal?.addEventListener("abort", leave, { once: true });
    });
  }

  /** The clock, randomness and timers of one owner, whose clock may be wrong. */
  environment(owner: string, seed: string, skewMs = 0): Environment {
    const { randomBytes } = seededEnvironment(seed);
    return {
      now: () => this.#nowMs + skewMs,
      randomBytes,
      sleep: (ms, signal) => this.sleep(owner, ms, signal),
    };
  }

  /** Lets time pass until a promise settles. */
  async run(main: Promise<unknown>): Promise<RunEnd> {
    let isDone = false;
    main.then(() => isDone = true, () => isDone = true);
    for (let wakings = 0; wakings < wakingsMax; wakings++) {
      await quiet();
      if (isDone) return "done";
      let next: Sleeper | undefined;
      for (const sleeper of this.#sleepers) {
        if (next === undefined || sleeper.dueMs < next.dueMs) next = sleeper;
      }
      if (next === undefined) return "stuck";
      this.#sleepers.delete(next);
      this.#nowMs = Math.max(this.#nowMs, next.dueMs);
      for (const repeated of this.#repeated) {
        if (repeated.dueMs > this.#nowMs) continue;
        repeated.dueMs = this.#nowMs + repeated.intervalMs;
        repeated.act();
      }
      next.wake();
    }
    return "tooLong";
  }
}

/**
 * Resolves when all that can happen now has happened. In a run nothing waits for the platform, so everything is in
 * microtasks, and those end before the next macrotask.
 */
function quiet(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

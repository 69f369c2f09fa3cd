import type { Environment } from "./environment.ts";
import { Slots } from "./slots.ts";

/** How many requests may wait at once: half of the connections that Workers allow. */
const waitsMax = 3;

/** How long one of them waits before it lets others have a turn. */
const patienceMs = 5_000;

/**
 * Requests that nodes answer when they have something to say. A connection that waits keeps others
 * from being made, so only some wait at a time, and none for long.
 */
export class Waits {
  readonly #slots = new Slots(waitsMax);
  readonly #environment: Environment;

  /** Takes its timers from the environment. */
  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** Runs a task when it is its turn, and gives nothing where it has waited long enough. */
  run<T>(task: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T | undefined> {
    return this.#slots.run(async () => {
      const hangUp = new AbortController();
      const over = new AbortController();
      this.#environment.sleep(patienceMs, over.signal).then(() => hangUp.abort(), () => {});
      try {
        return await task(AbortSignal.any([signal, hangUp.signal]));
      } catch (error) {
        if (signal.aborted || !hangUp.signal.aborted) throw error;
        return undefined;
      } finally {
        over.abort();
      }
    }, signal);
  }
}

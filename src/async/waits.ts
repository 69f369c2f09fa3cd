import { UnavailableError } from "../errors/mod.ts";
import type { Environment } from "./environment.ts";
import { Slots } from "./slots.ts";
import { withTimeLimit } from "./time_limit.ts";

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

  /** Runs a task when it is its turn. Gives `undefined` when the task has waited long enough. */
  run<T>(task: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T | undefined> {
    const wait = (limit: AbortSignal) =>
      task(AbortSignal.any([signal, limit])).catch((error) => {
        if (signal.aborted || !limit.aborted) throw error;
        return undefined;
      });
    const turnOver = new UnavailableError(
      `The node said nothing for ${patienceMs} ms, so that other requests wait now`,
    );
    return this.#slots.run(
      () => withTimeLimit(patienceMs, turnOver, this.#environment, wait),
      signal,
    );
  }
}

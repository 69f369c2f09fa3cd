import { UnavailableError } from "../errors/mod.ts";
import type { Environment } from "./environment.ts";
import { Slots } from "./slots.ts";
import { withTimeLimit } from "./time_limit.ts";

/** How many requests may wait at once. It is half of the connections that Workers allow. */
const waitsMax = 3;

/** How long a request waits before the next one may wait. */
const waitMs = 5_000;

/**
 * A queue of requests that nodes may answer late, such as those for results of a computation. A
 * waiting request occupies a connection, so only a few wait at once, and each for a short time.
 */
export class Waits {
  readonly #slots = new Slots(waitsMax);
  readonly #environment: Environment;

  /** Makes a queue with the timers of an environment. */
  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** Runs a task in its turn. Gives `undefined` when the time of the turn is over. */
  run<T>(task: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T | undefined> {
    const wait = (limit: AbortSignal) =>
      task(AbortSignal.any([signal, limit])).catch((error) => {
        if (signal.aborted || !limit.aborted) throw error;
        return undefined;
      });
    const turnOver = new UnavailableError(`The node gave no answer within ${waitMs} ms`);
    return this.#slots.run(
      () => withTimeLimit(waitMs, turnOver, this.#environment, wait),
      signal,
    );
  }
}

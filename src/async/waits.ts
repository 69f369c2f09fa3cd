import { UnavailableError } from "../errors/mod.ts";
import type { Environment } from "./environment.ts";
import { type Lane, Lanes } from "./lanes.ts";
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
  readonly #lanes: Lanes;
  readonly #laneOf = new Map<unknown, Lane>();
  readonly #environment: Environment;

  /** Makes a queue with the timers of an environment. */
  constructor(environment: Environment) {
    this.#lanes = new Lanes(waitsMax, waitsMax, waitsMax, environment);
    this.#environment = environment;
  }

  /**
   * Runs a task in its turn. Gives `undefined` when the time of the turn is over.
   *
   * @param receiver Who gets the request. A receiver whose turns end without an answer comes after
   * the others.
   */
  run<T>(
    task: (signal: AbortSignal) => Promise<T>,
    signal: AbortSignal,
    receiver?: unknown,
  ): Promise<T | undefined> {
    const turnOver = new UnavailableError(`The node gave no answer within ${waitMs} ms`);
    const turn = () =>
      withTimeLimit(
        signal,
        waitMs,
        turnOver,
        this.#environment,
        (limited) =>
          task(limited).catch((error) => {
            throw limited.aborted && !signal.aborted ? turnOver : error;
          }),
      );
    return this.#lane(receiver).run(turn, signal).catch((error) => {
      if (error === turnOver) return undefined;
      throw error;
    });
  }

  #lane(receiver: unknown): Lane {
    const lane = this.#laneOf.get(receiver) ?? this.#lanes.open();
    this.#laneOf.set(receiver, lane);
    return lane;
  }
}

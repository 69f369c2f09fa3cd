/** Processes of users, which crash. What a dead process still does has no effect. */
import type { Environment } from "@nilvm/client";
import { type Journal, memoryJournal } from "@nilvm/client/journal";
import type { Random } from "../../tools/random.ts";
import type { SimClock } from "./clock.ts";

/** The error of a call that ended with its process. Users never see it. */
export class Crashed extends Error {}

/** The longest that a journal takes for a change. */
const journalMs = 5;

/** One process of a user. */
export class SimProcess {
  isAlive = true;
  /** Rejects when the process crashes. */
  readonly crashed: Promise<never>;
  readonly #crash: (error: Crashed) => void;

  constructor() {
    const { promise, reject } = Promise.withResolvers<never>();
    promise.catch(() => {}); // Most processes have nobody who waits for this.
    this.crashed = promise;
    this.#crash = reject;
  }

  /** Ends everything at once. */
  crash(): void {
    this.isAlive = false;
    this.#crash(new Crashed());
  }

  /** A `fetch` whose answers no longer arrive after a crash. */
  fetch(fetch: (input: string, init?: RequestInit) => Promise<Response>): typeof fetch {
    return (input, init) => this.#living(() => fetch(input, init));
  }

  /** An environment whose timers stop at a crash. */
  environment(environment: Environment): Environment {
    return {
      ...environment,
      sleep: (ms, signal) => this.#living(() => environment.sleep(ms, signal)),
    };
  }

  /** A journal whose changes take a moment. Those under way at a crash are kept, or are not. */
  journal(kept: Journal, clock: SimClock, owner: string, random: Random): Journal {
    const change = (make: () => Promise<void>) =>
      this.#living(async () => {
        const isEarly = random.below(2) === 0;
        if (isEarly) await make();
        await clock.sleep(owner, random.below(journalMs));
        if (!isEarly && this.isAlive) await make();
      });
    return {
      write: (id, entry) => change(() => kept.write(id, entry)),
      remove: (id) => change(() => kept.remove(id)),
      entries: () => kept.entries(),
    };
  }

  async #living<T>(task: () => Promise<T>): Promise<T> {
    if (!this.isAlive) return await never();
    try {
      return await task();
    } finally {
      // Nothing goes on in a dead process.
      if (!this.isAlive) await never();
    }
  }
}

/** What survives the crashes of the clients that have a journal. */
export function keptJournals(): (client: number) => Journal {
  const journals: Journal[] = [];
  return (client) => journals[client] ??= memoryJournal();
}

function never(): Promise<never> {
  return new Promise(() => {});
}

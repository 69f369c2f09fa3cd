/** Processes of users, which crash. What a dead process still does has no effect. */
import type { Environment, Payer } from "@nilvm/client";
import type { Random } from "../../tools/random.ts";
import type { SimClock } from "./clock.ts";

/** The error of a call that ended with its process. Users never see it. */
export class Crashed extends Error {}

/** One process of a user. */
export class SimProcess {
  /** When it crashed, in milliseconds since the run began. */
  crashedMs: number | undefined;
  /** Rejects when the process crashes. */
  readonly crashed: Promise<never>;
  readonly #crash: (error: Crashed) => void;
  readonly #onEvent: (what: string) => void;

  /** @param onEvent Is told of everything that happens to the process, and may crash it then. */
  constructor(onEvent: (what: string) => void = () => {}) {
    this.#onEvent = onEvent;
    const { promise, reject } = Promise.withResolvers<never>();
    promise.catch(() => {}); // Most processes have nobody who waits for this.
    this.crashed = promise;
    this.#crash = reject;
  }

  get isAlive(): boolean {
    return this.crashedMs === undefined;
  }

  /** Ends everything at once. */
  crash(nowMs: number): void {
    this.crashedMs = nowMs;
    this.#crash(new Crashed());
  }

  /** Something happens to the process. It may not live on. */
  event(what: string): void {
    if (this.isAlive) this.#onEvent(what);
  }

  /** A `fetch` whose answers no longer arrive after a crash. A request that was sent does arrive. */
  fetch(fetch: (input: string, init?: RequestInit) => Promise<Response>): typeof fetch {
    return (input, init) =>
      this.living(async () => {
        const answer = fetch(input, init);
        answer.catch(() => {}); // A process that has crashed does not wait for it.
        const name = input.slice(input.lastIndexOf("/") + 1);
        this.event(`sends ${name}`);
        try {
          return await answer;
        } finally {
          this.event(`gets the answer of ${name}`);
        }
      });
  }

  /** A payer whose steps are events. */
  payer(payer: Payer & Required<Pick<Payer, "callsBeforeBroadcast" | "resume">>): Payer {
    const around = <T>(what: string, pay: () => Promise<T>) =>
      this.living(async () => {
        this.event(`asks the payer to ${what}`);
        if (!this.isAlive) return await never();
        const result = await pay();
        this.event(`has had the payer ${what}`);
        return result;
      });
    return {
      callsBeforeBroadcast: payer.callsBeforeBroadcast,
      submitPayment: (...args) => around("pay", () => payer.submitPayment(...args)),
      resume: (...args) => around("resume", () => payer.resume(...args)),
    };
  }

  /** An environment whose timers stop at a crash. */
  environment(environment: Environment): Environment {
    return {
      ...environment,
      sleep: (ms, signal) => this.living(() => environment.sleep(ms, signal)),
    };
  }

  /** Makes a change that takes a moment. One that is under way at a crash is made, or is not. */
  change(
    clock: SimClock,
    owner: string,
    random: Random,
    longestMs: number,
    make: () => void | Promise<void>,
  ): Promise<void> {
    return this.living(async () => {
      const isEarly = random.below(2) === 0;
      if (isEarly) await make();
      await clock.sleep(owner, random.below(longestMs));
      this.event("is in the middle of a change");
      if (!isEarly && this.isAlive) await make();
    });
  }

  /** Does something that never ends once the process has crashed. */
  async living<T>(task: () => Promise<T>): Promise<T> {
    if (!this.isAlive) return await never();
    try {
      return await task();
    } finally {
      // Nothing goes on in a dead process.
      if (!this.isAlive) await never();
    }
  }
}

function never(): Promise<never> {
  return new Promise(() => {});
}

/** Crashes that wait for an event of a step: a request, an answer, a change of a journal or a file, a payer's step. */
import { here } from "./here.ts";
import type { CrashPlan } from "./plan.ts";

/** Waits for the events at which processes crash. */
export class Kills {
  /** How many have happened. */
  count = 0;
  /** Is told of a crash that is due. */
  onDue: (crash: CrashPlan, what: string) => void = () => {};
  #waiting: readonly CrashPlan[];
  /** The number of events of each step so far. */
  readonly #events = new Map<number, number>();

  constructor(crashes: readonly CrashPlan[]) {
    this.#waiting = crashes.filter(({ event }) => event !== undefined);
  }

  /** Takes note of an event in the process of a payer. */
  event(payer: number, what: string): void {
    const step = here()?.step;
    if (step === undefined) return;
    const event = (this.#events.get(step) ?? 0) + 1;
    this.#events.set(step, event);
    const due = this.#waiting.find((crash) =>
      crash.payer === payer && crash.step === step && crash.event === event
    );
    if (due === undefined) return;
    this.count++;
    this.onDue(due, what);
  }

  /** From now on nothing crashes. */
  end(): void {
    this.#waiting = [];
  }
}

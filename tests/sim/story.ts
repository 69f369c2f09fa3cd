/** What happened in a run, in order. */
import type { SimClock } from "./clock.ts";
import { here } from "./here.ts";

/** A story grows no longer than this. */
const linesMax = 20_000;

/** The lines of a run. */
export class Story {
  readonly lines: string[] = [];
  readonly #clock: SimClock;

  constructor(clock: SimClock) {
    this.#clock = clock;
  }

  /** Adds a line. */
  tell(who: string, what: string): void {
    if (this.lines.length >= linesMax) return;
    const step = here();
    const whose = step === undefined ? "" : ` #${step.step}${step.by === "liar" ? "!" : ""}`;
    this.lines.push(
      `${String(this.#clock.elapsedMs).padStart(7)}${whose.padEnd(5)} ${who}: ${what}`,
    );
  }
}

/** What a run found wrong. */
export interface Violation {
  readonly invariant: string;
  readonly detail: string;
}

/** Collects what is wrong. */
export class Findings {
  readonly all: Violation[] = [];
  readonly #story: Story;

  constructor(story: Story) {
    this.#story = story;
  }

  add(invariant: string, detail: string): void {
    this.all.push({ invariant, detail });
    this.#story.tell("judge", `${invariant}: ${detail}`);
  }
}

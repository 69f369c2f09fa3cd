import { type DevnetEnvironment, seededEnvironment } from "@nilvm/client/devnet";

const dayMs = 24 * 60 * 60 * 1000;

/** A clock that stands still until it is advanced. */
export class Clock {
  #nowMs = Date.UTC(2026, 0, 1);

  readonly now = (): number => this.#nowMs;

  readonly environment: DevnetEnvironment = seededEnvironment("a stopped clock", this.now);

  advanceDays(days: number): void {
    this.#nowMs += days * dayMs;
  }
}

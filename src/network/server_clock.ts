import type { Environment } from "../async/environment.ts";

/**
 * How far the clock of a server differs from the local one, as the `Date` of its answers shows. A
 * `Date` has whole seconds, and its answer was under way for a while, so this is the least that the
 * clocks differ.
 */
export class ServerClock {
  readonly #environment: Pick<Environment, "now">;
  #aheadMs = 0;
  #isKnown = false;

  /** Without an answer, the clocks count as alike. */
  constructor(environment: Pick<Environment, "now">) {
    this.#environment = environment;
  }

  /** Whether an answer has shown the server's time. */
  get isKnown(): boolean {
    return this.#isKnown;
  }

  /** How many milliseconds the server's clock is ahead. It is negative when it is behind. */
  get aheadMs(): number {
    return this.#aheadMs;
  }

  /** Sends a request, and takes the time that its answer shows. */
  async timed(send: () => Promise<Response>): Promise<Response> {
    const sentAt = this.#environment.now();
    const response = await send();
    const date = Date.parse(response.headers.get("date") ?? "");
    if (!Number.isNaN(date)) {
      this.#isKnown = true;
      const atLeast = date - this.#environment.now();
      const atMost = date + 999 - sentAt;
      this.#aheadMs = atLeast > 0 ? atLeast : Math.min(atMost, 0);
    }
    return response;
  }
}

import { messageOf, shown } from "../base/text.ts";
import { InvalidArgumentError, NotFoundError, UnavailableError } from "../errors/mod.ts";
import { adminPort } from "./http/ports.ts";

/** Where a devnet of the command line is controlled, unless it takes free ports. */
export const usualAdminUrl = `http://127.0.0.1:${adminPort}`;

/** The time in which a devnet answers, if it is one. */
const answerMs = 60_000;
/** The time in which a devnet that was told to end is gone, and the pause between looks. */
const closedMs = 5_000;
const lookMs = 20;

/** Asks a devnet of another process. */
export class AdminApi {
  readonly #url: URL;

  /**
   * Takes the admin URL that the devnet showed.
   *
   * @throws {InvalidArgumentError} When it is no such URL.
   */
  constructor(url: string) {
    if (typeof url !== "string" || !/^https?:/.test(url) || !URL.canParse(url)) {
      throw new InvalidArgumentError(
        `The admin URL of a devnet is one such as ${usualAdminUrl}, got ${shown(url)}`,
      );
    }
    this.#url = new URL(url);
  }

  /** Asks for JSON. Fails as {@linkcode ask} does. */
  async json<T>(path: string, method = "GET", body?: unknown): Promise<T> {
    const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
    const answer = await this.ask(path, init);
    try {
      return await answer.json() as T;
    } catch (cause) {
      throw this.noDevnet(messageOf(cause), cause);
    }
  }

  /**
   * Asks, and turns a refusal into the error that the devnet threw.
   *
   * @throws {NotFoundError} When it has no such node, fault or wallet.
   * @throws {InvalidArgumentError} When it refuses the request.
   * @throws {UnavailableError} When no devnet answers.
   */
  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const signal = AbortSignal.timeout(answerMs);
    let response: Response;
    try {
      response = await fetch(new URL(path, this.#url), { ...init, signal });
    } catch (cause) {
      throw this.noDevnet(messageOf(cause), cause);
    }
    if (response.ok) return response;
    const refusal: { error?: string; option?: string } | null = await response.json()
      .catch(() => null);
    const { error: message = `it answers with status ${response.status}`, option } = refusal ?? {};
    if (refusal !== null && response.status === 404) throw new NotFoundError(message);
    if (refusal !== null && response.status === 400) {
      throw new InvalidArgumentError(message, { option });
    }
    throw this.noDevnet(message);
  }

  /** Waits until nothing listens there any more. */
  async closed(): Promise<void> {
    for (let waitedMs = 0; waitedMs < closedMs; waitedMs += lookMs) {
      const answer = await fetch(new URL("/status", this.#url)).catch(() => undefined);
      if (answer === undefined) return;
      await answer.body?.cancel();
      await new Promise((resolve) => setTimeout(resolve, lookMs));
    }
    throw new UnavailableError(`The devnet at ${this.#url.origin} does not end`);
  }

  /** The error of a place where there is no devnet that can be controlled. */
  noDevnet(why: string, cause?: unknown): UnavailableError {
    return new UnavailableError(
      `No devnet can be controlled at ${this.#url.origin}: start one with npx nilvm devnet, or give the admin URL that ` +
        `it showed. ${why}`,
      { cause },
    );
  }
}

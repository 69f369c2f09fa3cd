import { type Environment, platform } from "../../async/environment.ts";
import { untilAborted } from "../../async/until_aborted.ts";
import type { Fetch } from "../../base/default_fetch.ts";
import { readBody } from "../../network/read_body.ts";
import { shortened } from "../../base/text.ts";

/** A JSON-RPC error of the chain's node. */
export class RpcError extends Error {
  /** Always `RpcError`. */
  override readonly name = "RpcError";
}

/** The endpoint takes no requests now. `ChainRpc.pauseMs` says for how long. */
export class RateLimitError extends Error {
  /** Always `RateLimitError`. */
  override readonly name = "RateLimitError";
}

/** How long a request waits after HTTP 429 without a `Retry-After`. */
const pauseMsDefault = 1_000;
/** The longest pause: an hour. A call ends earlier. */
const pauseMsMax = 3_600_000;

/** One endpoint of the chain's JSON-RPC. */
export class ChainRpc {
  /** Its URL. */
  readonly endpoint: string;
  readonly #fetch: Fetch;
  readonly #environment: Environment;
  #nextId = 1;
  #pausedUntilMs = 0;

  /** Describes an endpoint. It sends nothing. */
  constructor(endpoint: string, fetch: Fetch, environment: Environment = platform) {
    this.endpoint = endpoint;
    this.#fetch = fetch;
    this.#environment = environment;
  }

  /** For how many milliseconds the endpoint has asked not to be asked. */
  get pauseMs(): number {
    return Math.max(0, this.#pausedUntilMs - this.#environment.now());
  }

  /**
   * Calls a method.
   *
   * @throws {RpcError} When the chain's node answers with an error.
   * @throws {RateLimitError} When the endpoint takes no requests now.
   */
  async call(
    method: string,
    params: Record<string, unknown>,
    signal: AbortSignal,
  ): Promise<unknown> {
    signal.throwIfAborted();
    const request = { jsonrpc: "2.0", id: this.#nextId++, method, params };
    // As a function, not as a method: the platform's `fetch` takes no other `this`.
    const fetch = this.#fetch;
    const answered = fetch(this.endpoint, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(request),
      // A followed redirect would turn the request into one without a body.
      redirect: "manual",
      signal,
    });
    const response = await untilAborted(answered, signal, ({ body }) => body?.cancel());
    const body = await readBody(response, signal);
    if (response.status === 429) {
      this.#pausedUntilMs = this.#environment.now() + this.#pauseMsOf(response);
      throw new RateLimitError("HTTP 429, too many requests");
    }
    const answer = parse(await body.text());
    if (answer?.error !== undefined && answer.error !== null) {
      throw new RpcError(`${answer.error.message}: ${answer.error.data ?? "no details"}`);
    }
    if (answer === undefined || !("result" in answer)) throw new Error(strangeAnswer(response));
    return answer.result;
  }

  /** The value of `Retry-After`: seconds, or a date. */
  #pauseMsOf({ headers }: Response): number {
    const value = headers.get("retry-after")?.trim() ?? "";
    const pauseMs = /^\d{1,9}$/.test(value)
      ? Number(value) * 1000
      : Date.parse(value) - this.#environment.now();
    return Number.isNaN(pauseMs) ? pauseMsDefault : Math.min(Math.max(0, pauseMs), pauseMsMax);
  }
}

/** What an answer is that does not come from the chain's node. */
function strangeAnswer({ type, status, headers }: Response): string {
  const who = "something in front of the chain's endpoint answered";
  const location = headers.get("location");
  if (type === "opaqueredirect" || status >= 300 && status < 400) {
    const target = location !== null && URL.canParse(location) ? new URL(location).origin : "";
    return `${who} with a redirect${status === 0 ? "" : `, HTTP ${status}`}${
      target === "" ? "" : ` to ${target}`
    }: set \`rpcEndpoint\` to the URL that it leads to`;
  }
  const contentType = headers.get("content-type")?.split(";")[0]?.trim() || "no content type";
  return `${who} HTTP ${status}, ${shortened(contentType)}`;
}

interface Answer {
  result?: unknown;
  error?: { message?: string; data?: string } | null;
}

function parse(text: string): Answer | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === "object" && answer !== null ? answer : undefined;
  } catch {
    return undefined;
  }
}

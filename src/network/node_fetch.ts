import { ConnectError } from "@connectrpc/connect";
import type { Environment } from "../async/environment.ts";
import { untilAborted } from "../async/until_aborted.ts";
import { withAttemptLimit } from "./attempt_limit.ts";
import { tokenHeader } from "./auth_token.ts";
import { NoAnswer, unanswered, withoutAnswer } from "./no_answer.ts";
import type { WholeAnswer } from "./read_answer.ts";
import { readBytes } from "./read_body.ts";

/** The part of the platform's `fetch` that the client uses. */
export type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

/** How requests to one node are sent. */
export interface NodeFetchOptions {
  /** The queue that a request waits in for its place. */
  readonly lane: {
    run<T>(task: () => Promise<T>, signal?: AbortSignal | null): Promise<T>;
  };
  /** The timers for the limit on an attempt. */
  readonly environment: Environment;
  /** Makes a token when the request has its place, so that the token does not age before. */
  readonly token?: (() => string) | undefined;
  /** Checks an answer, and makes the response of it. */
  readonly read: (answer: WholeAnswer) => Response;
}

/**
 * A `fetch` for Connect's transport that works in Deno, in browsers and in Workers.
 *
 * - It leaves out `mode` and `credentials`, which Workers refuse.
 * - It never follows a redirect, since the token would go to another server.
 * - It reads every body to its end, up to a limit. Workers allow six connections, and an unread body
 *   keeps one open. The lanes limit the number of connections too.
 * - It stops an attempt that hangs, or whose body trickles.
 * - It throws a `ConnectError` with code `Unavailable` when no answer arrives.
 */
export function nodeFetch(
  fetch: Fetch,
  { lane, environment, token, read }: NodeFetchOptions,
): typeof globalThis.fetch {
  return (input, init = {}) => {
    const { method = "GET", headers, body, signal } = init;
    const request: RequestInit = { method, redirect: "manual" };
    if (body !== undefined) request.body = body;
    const send = async () => {
      try {
        const own = new Headers(headers);
        if (token !== undefined) own.set(tokenHeader, token());
        request.headers = own;
        const bytesSent = body instanceof Uint8Array ? body.length : 0;
        const late = (ms: number) => new Error(`No answer arrived within ${ms} ms`);
        const answer = await withAttemptLimit(
          environment,
          signal,
          bytesSent,
          late,
          async (signal, onBytes) => {
            const response = await untilAborted(
              fetch(String(input), { ...request, signal }),
              signal,
              ({ body }) => body?.cancel(),
            );
            return await readWhole(response, signal, onBytes);
          },
        );
        return read(answer);
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof ConnectError) throw error;
        if (error instanceof RangeError) {
          throw withoutAnswer(new NoAnswer(error.message, "unusable", undefined, error));
        }
        throw unanswered(error, String(input));
      }
    };
    return lane.run(send, signal);
  };
}

async function readWhole(
  response: Response,
  signal: AbortSignal,
  onBytes: (count: number) => void,
): Promise<WholeAnswer> {
  const { status, headers } = response;
  if (status < 200 || status >= 300) {
    // Not awaited: it may hang as the server does.
    response.body?.cancel().catch(() => {});
    return { status, headers, body: new Uint8Array() };
  }
  return { status, headers, body: await readBytes(response, signal, onBytes) };
}

import { ConnectError } from "@connectrpc/connect";
import type { Environment } from "../async/environment.ts";
import { untilAborted } from "../async/until_aborted.ts";
import type { Fetch } from "../base/default_fetch.ts";
import type { Meter } from "../events/observe.ts";
import { withAttemptLimit } from "./attempt_limit.ts";
import { tokenHeader, type TokenSource } from "./auth_token.ts";
import { NoAnswer, unanswered, withoutAnswer } from "./no_answer.ts";
import type { WholeAnswer } from "./read_answer.ts";
import { readBytes } from "./read_body.ts";

/** How requests to one node are sent. */
export interface NodeFetchOptions<T> {
  /** The queue that a request waits in for its place. */
  readonly lane: {
    run<T>(task: () => Promise<T>, signal?: AbortSignal | null): Promise<T>;
  };
  /** The timers for the limit on an attempt. */
  readonly environment: Environment;
  /** Makes a token when the request has its place, so that the token does not age before. */
  readonly token?: TokenSource["current"] | undefined;
  /** Is told what moves. */
  readonly meter?: Meter | undefined;
  /** Checks an answer, and reads it. */
  readonly read: (answer: WholeAnswer) => T;
}

/** Sends a body to a URL, and gives what was read of the answer. */
export type Send<T> = (
  url: string,
  body: Uint8Array<ArrayBuffer>,
  signal: AbortSignal,
) => Promise<T>;

/** Plain, as the headers of a request are: `fetch` would copy `Headers` entry by entry. */
const webHeaders = { "content-type": "application/grpc-web+proto", "x-grpc-web": "1" };

/**
 * Sends requests of gRPC-Web to a node, in Deno, in browsers and in Workers.
 *
 * - It leaves out `mode` and `credentials`, which Workers refuse.
 * - It never follows a redirect, since the token would go to another server.
 * - It reads every body to its end, up to a limit. Workers allow six connections, and an unread body
 *   keeps one open. The lanes limit the number of connections too.
 * - It stops an attempt that hangs, or whose body trickles.
 * - It throws a `ConnectError` with code `Unavailable` when no answer arrives.
 */
export function nodeFetch<T>(
  fetch: Fetch,
  { lane, environment, token, meter, read }: NodeFetchOptions<T>,
): Send<T> {
  return (url, body, signal) => {
    const send = async () => {
      const headers: Record<string, string> = { ...webHeaders };
      if (token !== undefined) {
        const current = token();
        const isReady = typeof current === "string";
        headers[tokenHeader] = isReady ? current : await untilAborted(current, signal);
      }
      try {
        meter?.("toSend", body.length);
        const late = (ms: number) => new Error(`No answer arrived within ${ms} ms`);
        const answer = await withAttemptLimit(
          environment,
          signal,
          body.length,
          late,
          async (signal, onBytes) => {
            const response = await untilAborted(
              fetch(url, { method: "POST", redirect: "manual", headers, body, signal }),
              signal,
              ({ body }) => body?.cancel(),
            );
            meter?.("sent", body.length);
            return await readWhole(response, signal, (count) => {
              onBytes(count);
              meter?.("received", count);
            });
          },
        );
        return read(answer);
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof ConnectError) throw error;
        if (error instanceof RangeError) {
          throw withoutAnswer(new NoAnswer(error.message, "unusable", undefined, error));
        }
        throw unanswered(error, url);
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

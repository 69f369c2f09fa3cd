import { messageOf } from "../base/text.ts";
import { Code, ConnectError } from "@connectrpc/connect";
import { tokenHeader } from "./auth_token.ts";
import { readBody } from "./read_body.ts";
import { untilAborted } from "../async/until_aborted.ts";
import type { Slots } from "../async/slots.ts";

/** The part of the platform's `fetch` that the client uses. */
export type Fetch = (input: string, init?: RequestInit) => Promise<Response>;

/**
 * A `fetch` for Connect's transport that works in Deno, in browsers and in Workers.
 *
 * - It leaves out `mode` and `credentials`, which Workers refuse.
 * - It never follows a redirect, since the token would go to another server.
 * - It reads every body to its end, up to a limit. Workers allow six connections, and an unread body
 *   keeps one open. The slots limit the number of connections too.
 * - It throws a `ConnectError` with code `Unavailable` when no answer arrives.
 *
 * @param slots A request needs one of each.
 * @param token Makes a token when the request has its slots, so that the token does not age before.
 */
export function nodeFetch(
  fetch: Fetch,
  slots: readonly Slots[],
  token?: () => string,
): typeof globalThis.fetch {
  return (input, init = {}) => {
    const { method = "GET", headers, body, signal } = init;
    const request: RequestInit = { method, redirect: "manual" };
    if (body !== undefined) request.body = body;
    if (signal !== undefined) request.signal = signal;
    const send = async () => {
      try {
        const own = new Headers(headers);
        if (token !== undefined) own.set(tokenHeader, token());
        request.headers = own;
        const answer = fetch(String(input), request);
        const response = await untilAborted(answer, signal, ({ body }) => body?.cancel());
        return await readWhole(response, signal);
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof ConnectError) throw error;
        const reason = messageOf(error);
        const code = error instanceof RangeError ? Code.Internal : Code.Unavailable;
        throw new ConnectError(reason, code, undefined, undefined, error);
      }
    };
    return slots.reduce((send, slots) => () => slots.run(send, signal), send)();
  };
}

async function readWhole(
  response: Response,
  signal: AbortSignal | null | undefined,
): Promise<Response> {
  if (response.status < 200 || response.status >= 300) {
    await response.body?.cancel();
    if (response.status >= 300 && response.status < 400 || response.type === "opaqueredirect") {
      throw new ConnectError("a redirect, which the client never follows", Code.Internal);
    }
    return new Response(null, { status: response.status, headers: response.headers });
  }
  return new Response(await readBody(response, signal), { headers: response.headers });
}

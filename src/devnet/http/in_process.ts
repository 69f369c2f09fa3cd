import {
  type UniversalHandlerFn,
  universalServerResponseToFetch,
} from "@connectrpc/connect/protocol";
import { untilAborted } from "../../async/until_aborted.ts";

/** Answers a `fetch` request without a socket. */
export type RequestHandler = (request: Request) => Promise<Response>;

/** Turns the handler of an endpoint into one for `fetch` requests, which count as HTTP/1.1. */
export function inProcess(handler: UniversalHandlerFn): RequestHandler {
  return async (request) => {
    const { method, url, headers: header, signal } = request;
    const body = bodyOf(request);
    return universalServerResponseToFetch(
      await handler({ httpVersion: "1.1", method, url, header, body, signal }),
    );
  };
}

/** The body of a request. Firefox does not give it as a stream. */
async function* bodyOf(request: Request): AsyncIterable<Uint8Array> {
  yield new Uint8Array(await request.arrayBuffer());
}

/** A `fetch` that reaches these origins only, and nothing once the devnet has ended. */
export function createFetch(
  origins: ReadonlyMap<string, RequestHandler>,
  isRunning: () => boolean,
): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    request.signal.throwIfAborted();
    if (!isRunning()) throw new TypeError(`Fetching ${request.url} failed: the devnet has ended`);
    const handler = origins.get(new URL(request.url).origin);
    if (handler === undefined) {
      throw new TypeError(`Fetching ${request.url} failed: the devnet has no such endpoint`);
    }
    return await untilAborted(handler(request), request.signal);
  };
}

import type { UniversalServerRequest, UniversalServerResponse } from "@connectrpc/connect/protocol";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Http2ServerRequest, Http2ServerResponse } from "node:http2";

/** A request that a server of Node got, over HTTP/1.1 or HTTP/2. */
export type NodeRequest = IncomingMessage | Http2ServerRequest;

/** The answer to it. */
export type NodeResponse = ServerResponse | Http2ServerResponse;

/**
 * A request as services read it. Its signal is aborted when nobody waits for the answer any more, and at the latest when
 * all is sent.
 */
export function requestOf(request: NodeRequest, response: NodeResponse): UniversalServerRequest {
  const authority = "authority" in request ? request.authority : request.headers.host;
  const isEncrypted = (request.socket as { encrypted?: boolean }).encrypted === true;
  const over = new AbortController();
  response.once("close", () => over.abort());
  // Whoever reads the body gets the error, too. There may be nobody.
  request.on("error", () => {});
  return {
    httpVersion: request.httpVersion,
    method: request.method ?? "",
    url: new URL(request.url ?? "", `${isEncrypted ? "https" : "http"}://${authority}`).href,
    header: headersOf(request),
    body: request as AsyncIterable<Uint8Array>,
    signal: over.signal,
  };
}

function headersOf({ headers }: NodeRequest): Headers {
  const all = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    if (name.startsWith(":") || value === undefined) continue;
    for (const each of [value].flat()) all.append(name, each);
  }
  return all;
}

/**
 * Sends an answer, as fast as its reader takes it.
 *
 * @throws What the body throws, or an error when the connection is gone.
 */
export async function send(
  { status, header, body, trailer }: UniversalServerResponse,
  response: NodeResponse,
): Promise<void> {
  const chunks = body?.[Symbol.asyncIterator]();
  try {
    // A service may still set headers until it gives the first part.
    let next = await chunks?.next();
    response.writeHead(status, recordOf(header));
    for (; next !== undefined && !next.done; next = await chunks!.next()) {
      // Both kinds of answers take the same, but their types have no form in common.
      const { value } = next;
      await done(response, (callback) => (response as ServerResponse).write(value, callback));
    }
    if (trailer !== undefined) response.addTrailers(recordOf(trailer));
    await done(response, (callback) => response.end(callback));
  } finally {
    // A service whose answer is not read to its end learns of it.
    await chunks?.return?.().catch(() => {});
  }
}

/** Waits for a callback, or for the end of the connection, after which none may come. */
function done(
  response: NodeResponse,
  act: (callback: (error?: Error | null) => void) => unknown,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const onClose = () => reject(new Error("The connection was closed"));
    response.once("close", onClose);
    act((error) => {
      response.off("close", onClose);
      if (error) reject(error);
      else resolve();
    });
  });
}

function recordOf(headers: HeadersInit | undefined): Record<string, string | string[]> {
  const all: Record<string, string | string[]> = {};
  new Headers(headers).forEach((value, name) => all[name] = value);
  return all;
}

import { type ClientHttp2Session, type ClientHttp2Stream, constants } from "node:http2";
import type { Fetch } from "../base/default_fetch.ts";
import { Http2Connection, type Http2ConnectionOptions } from "./node_http2_connection.ts";

/** The statuses of answers that have no body. */
const bodiless = [204, 205, 304];

/** The options of a `fetch` over HTTP/2; each has a default. */
export interface Http2FetchOptions extends Http2ConnectionOptions {
  /** Sends what goes over HTTP/1.1; the platform's `fetch` by default. */
  readonly http1?: Fetch | undefined;
}

/**
 * Makes a `fetch` that speaks HTTP/2 to servers that offer it over TLS, as Node's own does not. It has
 * one connection to each origin. Where a server does not offer HTTP/2, and without TLS, it is Node's
 * own. It follows no redirect, and takes no bodies but text and bytes.
 */
export function http2Fetch(options: Http2FetchOptions = {}): Fetch {
  const connections = new Map<string, Http2Connection>();
  const http1Origins = new Set<string>();
  const connectionTo = (url: URL) => {
    const known = connections.get(url.origin);
    if (known?.isOpen) return known;
    const connection = new Http2Connection(url, options);
    connections.set(url.origin, connection);
    return connection;
  };
  // Looked up for each request: a test may have replaced it.
  const sendByHttp1: Fetch = (input, init) => (options.http1 ?? globalThis.fetch)(input, init);
  return async (input, init = {}) => {
    const url = new URL(input);
    const { origin, protocol } = url;
    init.signal?.throwIfAborted();
    if (protocol !== "https:") return await sendByHttp1(input, init);
    if (!http1Origins.has(origin)) {
      const connection = connectionTo(url);
      const session = await connection.session(init.signal);
      if (session !== undefined) return await send(connection, session, url, init);
      http1Origins.add(origin);
    }
    try {
      return await sendByHttp1(input, init);
    } catch (error) {
      // The server may have changed, and is asked again what it speaks.
      http1Origins.delete(origin);
      throw error;
    }
  };
}

function send(
  connection: Http2Connection,
  session: ClientHttp2Session,
  { pathname, search }: URL,
  { method = "GET", headers, body, signal }: RequestInit,
): Promise<Response> {
  const bytes = bytesOf(body);
  return new Promise((resolve, reject) => {
    const stream = connection.request(session, {
      ...Object.fromEntries(new Headers(headers)),
      ...(bytes !== undefined && { "content-length": bytes.length }),
      ":method": method,
      ":path": pathname + search,
    });
    const abort = () => {
      stream.destroy(signal!.reason);
      connection.check(session);
    };
    const stopListening = () => signal?.removeEventListener("abort", abort);
    signal?.addEventListener("abort", abort, { once: true });
    // A stream closes a moment later, and callers may abort once they have all.
    stream.once("end", stopListening);
    stream.once("error", (error) => reject(signal?.aborted ? signal.reason : error));
    stream.once("close", () => {
      stopListening();
      reject(new Error("The server closed the request without an answer"));
    });
    stream.once("response", (received) => {
      try {
        const headers = new Headers();
        for (const [name, value] of Object.entries(received)) {
          if (name.startsWith(":") || value === undefined) continue;
          for (const each of [value].flat()) headers.append(name, String(each));
        }
        const status = Number(received[":status"]);
        const body = bodiless.includes(status) ? null : bodyOf(stream);
        resolve(new Response(body, { status, headers }));
        if (body === null) stream.resume();
      } catch (error) {
        reject(error);
        stream.close(constants.NGHTTP2_PROTOCOL_ERROR);
      }
    });
    stream.end(bytes);
  });
}

function bytesOf(body: RequestInit["body"]): Uint8Array | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body === "string") return new TextEncoder().encode(body);
  if (body instanceof Uint8Array) return body;
  throw new TypeError("The body of a request must be text or bytes");
}

/** The body of an answer. It is read from the connection only as fast as its reader takes it. */
function bodyOf(stream: ClientHttp2Stream): ReadableStream<Uint8Array> {
  let isDone = false;
  return new ReadableStream({
    start(controller) {
      const finish = (end: () => void) => {
        if (!isDone) end();
        isDone = true;
      };
      const cut = () => finish(() => controller.error(new Error("The answer was cut off")));
      stream.on("data", (chunk: Uint8Array) => {
        if (isDone) return;
        controller.enqueue(chunk);
        if ((controller.desiredSize ?? 0) <= 0) stream.pause();
      });
      stream.once("error", (error) => finish(() => controller.error(error)));
      // A stream ends too when its connection breaks. Only its code tells the difference.
      stream.once("end", () => {
        if (stream.rstCode !== constants.NGHTTP2_NO_ERROR) cut();
        else finish(() => controller.close());
      });
      stream.once("close", cut);
    },
    pull() {
      stream.resume();
    },
    cancel() {
      isDone = true;
      stream.close(constants.NGHTTP2_CANCEL);
    },
  }, { highWaterMark: 256 * 1024, size: (chunk) => chunk.length });
}

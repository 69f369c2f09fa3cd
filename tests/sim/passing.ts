/** A request on its way, and its answer. */
import type { Place } from "./plan.ts";

/** A request on its way. */
export interface Passing {
  /** The number of the client that sent it. */
  readonly client: number;
  readonly to: Place;
  /** Its method, such as `StoreValues` or, for the chain, `broadcast_tx_sync`. */
  readonly method: string;
  /** The URL at which the devnet serves it. */
  readonly url: string;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** An answer, whole. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** The endpoint of the chain in its devnet. */
export const chainOrigin = "http://chain.devnet.test";

/** The URLs of the endpoints that payers ask. All are of one chain. */
export const endpointUrls: Readonly<Record<"chain-0" | "chain-1", string>> = {
  "chain-0": "http://chain-0.devnet.test",
  "chain-1": "http://chain-1.devnet.test",
};

/** Reads a request of a client. */
export function passingOf(client: number, input: string, init: RequestInit = {}): Passing {
  const { origin, pathname } = new URL(input);
  const headers = new Headers(init.headers);
  const body = bytesOf(init.body);
  const node = /^http:\/\/node-(\d+)\.devnet\.test$/.exec(origin)?.[1];
  if (node !== undefined) {
    const method = pathname.slice(pathname.lastIndexOf("/") + 1);
    return { client, to: Number(node), method, url: input, headers, body };
  }
  for (const to of ["chain-0", "chain-1"] as const) {
    if (origin !== endpointUrls[to]) continue;
    const { method } = JSON.parse(new TextDecoder().decode(body));
    return { client, to, method: String(method), url: chainOrigin + pathname, headers, body };
  }
  throw new TypeError(`${origin} does not exist`);
}

function bytesOf(body: BodyInit | null | undefined): Uint8Array<ArrayBuffer> {
  if (body === null || body === undefined) return new Uint8Array();
  if (typeof body === "string") return new TextEncoder().encode(body);
  if (body instanceof Uint8Array) return new Uint8Array(body);
  throw new Error("A request has a body of an unknown kind");
}

/** How long ago, or between whom, in a story. */
export function nameOf({ client, to, method }: Passing): string {
  return `client ${client} -> ${typeof to === "number" ? `node ${to}` : to} ${method}`;
}

/** The answer as a response of `fetch`. */
export function responseOf({ status, headers, body }: Answer): Response {
  return new Response(body.length === 0 ? null : body, { status, headers });
}

/** A response of which all but the first bytes are lost. */
export function cutResponse({ status, headers, body }: Answer, bytes: number): Response {
  const parts = [body.subarray(0, bytes)].filter(({ length }) => length > 0);
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const part = parts.shift();
      if (part === undefined) controller.error(new TypeError("connection reset"));
      else controller.enqueue(part);
    },
  });
  return new Response(stream, { status, headers });
}

/** The gRPC status that a node refuses a request with. */
export function refusalOf(status: number, message: string): Answer {
  const headers = new Headers({
    "content-type": "application/grpc-web+proto",
    "grpc-status": String(status),
    "grpc-message": encodeURIComponent(message),
  });
  return { status: 200, headers, body: new Uint8Array() };
}

/** How a node refused a request, in words; empty if it did not. */
export function refusalIn({ headers }: Answer): string {
  const status = headers.get("grpc-status");
  if (status === null || status === "0") return "";
  return ` refused ${status} ${decodeURIComponent(headers.get("grpc-message") ?? "")}`;
}

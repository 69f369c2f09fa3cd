import {
  Code,
  ConnectError,
  type ConnectRouter,
  createConnectRouter,
  createContextValues,
} from "@connectrpc/connect";
import type {
  UniversalHandler,
  UniversalHandlerFn,
  UniversalServerRequest,
  UniversalServerResponse,
} from "@connectrpc/connect/protocol";
import { setTrailerStatus } from "@connectrpc/connect/protocol-grpc";
import { trailerFlag, trailerParse } from "@connectrpc/connect/protocol-grpc-web";
import { type Authenticate, callerKey, headersKey } from "./auth.ts";
import { headerBytes, headerBytesMax } from "../../base/frames.ts";
import { bodyOf, withNext } from "../base/bodies.ts";
import { refusal } from "../base/refusal.ts";
import type { DevnetClock } from "../base/clock.ts";
import { payloadBytesMax, readRequestMessage } from "./request_message.ts";

/**
 * Serves a node's services over gRPC and gRPC-Web. It authenticates the sender before it reads the message, answers
 * browsers' preflight requests as nodes do, and refuses services that the node does not have. Its answers carry the
 * time of the devnet's clock.
 */
export function createEndpoint(
  authenticate: Authenticate,
  clock: Pick<DevnetClock, "now">,
  routes: (router: ConnectRouter) => void,
): UniversalHandlerFn {
  const router = createConnectRouter({
    connect: false,
    readMaxBytes: payloadBytesMax,
    writeMaxBytes: payloadBytesMax,
  });
  routes(router);
  const handlers = new Map(router.handlers.map((handler) => [handler.requestPath, handler]));
  return async (request) => {
    const { header, ...response } = withCors(await answer(handlers, authenticate, request));
    header.set("date", new Date(clock.now()).toUTCString());
    return { ...response, header };
  };
}

async function answer(
  handlers: ReadonlyMap<string, UniversalHandler>,
  authenticate: Authenticate,
  request: UniversalServerRequest,
): Promise<UniversalServerResponse> {
  if (headerBytes(request.header) > headerBytesMax) return { status: 431 };
  if (request.method === "OPTIONS") return preflight();
  const isWeb = isWebRequest(request);
  if (isWeb && request.method !== "POST") return { status: 405 };
  // gRPC, as opposed to gRPC-Web, needs trailers, and there are none over HTTP/1.1 here.
  if (!isWeb && !request.httpVersion.startsWith("2")) return { status: 400 };

  let admitted;
  try {
    admitted = await admit(handlers, authenticate, request);
  } catch (error) {
    if (error instanceof ConnectError) return refusalTo(isWeb, error);
    throw error;
  }
  const response = await admitted.handler(admitted.request);
  return isWeb ? await trailersOnly(response) : response;
}

/** Finds the sender and the method of a request, and checks its message, in the order of nodes. */
async function admit(
  handlers: ReadonlyMap<string, UniversalHandler>,
  authenticate: Authenticate,
  request: UniversalServerRequest,
): Promise<{ handler: UniversalHandler; request: UniversalServerRequest }> {
  const { header, url } = request;
  const contextValues = createContextValues().set(headersKey, header)
    .set(callerKey, authenticate(header));
  const handler = handlers.get(new URL(url).pathname);
  if (handler === undefined) throw refusal(Code.Unimplemented, "");
  const { methodKind, input } = handler.method;
  const stream = request.body as AsyncIterable<Uint8Array>;
  const body = methodKind === "bidi_streaming"
    ? stream
    : bodyOf(await readRequestMessage(stream, header.get("grpc-encoding"), input));
  // The library serves streams in both directions over HTTP/2 only. Nodes serve them over gRPC-Web too.
  return { handler, request: { ...request, httpVersion: "2.0", contextValues, body } };
}

function preflight(): UniversalServerResponse {
  return {
    status: 200,
    header: new Headers({
      "access-control-allow-methods": "*",
      "access-control-allow-headers": "*",
    }),
  };
}

function withCors(
  response: UniversalServerResponse,
): UniversalServerResponse & { header: Headers } {
  const header = new Headers(response.header);
  header.set("access-control-allow-origin", "*");
  header.set("access-control-expose-headers", "*");
  header.set("vary", "origin, access-control-request-method, access-control-request-headers");
  return { ...response, header };
}

/** The answer that refuses a request, in its protocol. */
export function refuse(
  request: UniversalServerRequest,
  error: ConnectError,
): UniversalServerResponse {
  return withCors(refusalTo(isWebRequest(request), error));
}

function isWebRequest({ header }: UniversalServerRequest): boolean {
  return /^application\/grpc-web(\+proto)?$/.test(header.get("content-type") ?? "");
}

function refusalTo(isWeb: boolean, error: ConnectError): UniversalServerResponse {
  const status = setTrailerStatus(new Headers(), error);
  // Nodes leave the header out when the message is empty.
  if (error.rawMessage === "") status.delete("grpc-message");
  if (isWeb) {
    status.set("content-type", "application/grpc-web+proto");
    return { status: 200, header: status };
  }
  return {
    status: 200,
    header: new Headers({ "content-type": "application/grpc" }),
    body: bodyOf(),
    trailer: status,
  };
}

/** Moves the trailers of an answer that has nothing else, such as a refusal, into its headers. */
async function trailersOnly(response: UniversalServerResponse): Promise<UniversalServerResponse> {
  if (response.body === undefined) return response;
  const chunks = response.body[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done || first.value[0] !== trailerFlag) {
    return { ...response, body: prepend(first, chunks) };
  }
  const header = new Headers(response.header);
  trailerParse(first.value.subarray(5)).forEach((value, name) => header.set(name, value));
  return { status: response.status, header };
}

function prepend(
  first: IteratorResult<Uint8Array>,
  rest: AsyncIterator<Uint8Array>,
): AsyncIterable<Uint8Array> {
  let pending: IteratorResult<Uint8Array> | undefined = first;
  return withNext(rest, () => {
    const chunk = pending;
    pending = undefined;
    return chunk === undefined ? rest.next() : Promise.resolve(chunk);
  });
}

/** A handler throws it to have the connection dropped. A `fetch` in the same process rejects with it. */
export class ConnectionDropped extends TypeError {
  /** Always `ConnectionDropped`. */
  override readonly name = "ConnectionDropped";

  constructor() {
    super("A fault of the devnet dropped the connection");
  }
}

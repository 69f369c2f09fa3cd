import { Code, ConnectError, type ConnectRouter, createConnectRouter } from "@connectrpc/connect";
import type {
  UniversalHandler,
  UniversalHandlerFn,
  UniversalServerRequest,
  UniversalServerResponse,
} from "@connectrpc/connect/protocol";
import { setTrailerStatus } from "@connectrpc/connect/protocol-grpc";
import { trailerFlag, trailerParse } from "@connectrpc/connect/protocol-grpc-web";
import { type Authenticate, callerKey } from "./auth.ts";
import { headerBytes, headerBytesMax } from "../../base/frames.ts";
import { bodyOf, withNext } from "../base/bodies.ts";
import type { DevnetClock } from "../base/clock.ts";
import { checkedRequest } from "./checked_request.ts";

/** The most bytes that nodes accept in a message, and in the payload of an operation: 6 MiB. */
export const payloadBytesMax: number = 6 * 1024 * 1024;

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
    requestGate: (context) => {
      context.values.set(callerKey, authenticate(context.requestHeader));
    },
  });
  routes(router);
  const handlers = new Map(router.handlers.map((handler) => [handler.requestPath, handler]));
  return async (request) => {
    const { header, ...response } = withCors(await answer(handlers, request));
    header.set("date", new Date(clock.now()).toUTCString());
    return { ...response, header };
  };
}

async function answer(
  handlers: Map<string, UniversalHandler>,
  request: UniversalServerRequest,
): Promise<UniversalServerResponse> {
  if (headerBytes(request.header) > headerBytesMax) return { status: 431 };
  if (request.method === "OPTIONS") return preflight();
  const isWeb = isWebRequest(request);
  if (isWeb && request.method !== "POST") return { status: 405 };
  // gRPC, as opposed to gRPC-Web, needs trailers, and there are none over HTTP/1.1 here.
  if (!isWeb && !request.httpVersion.startsWith("2")) return { status: 400 };

  const handler = handlers.get(new URL(request.url).pathname);
  if (handler === undefined) return refusalTo(isWeb, new ConnectError("", Code.Unimplemented));
  const { announced, body } = await peek(request.body as AsyncIterable<Uint8Array>);
  if (announced > payloadBytesMax) {
    const message = `Error, decoded message length too large: found ${announced} bytes, ` +
      `the limit is: ${payloadBytesMax} bytes`;
    return refusalTo(isWeb, new ConnectError(message, Code.OutOfRange));
  }
  const checked = checkedRequest(body, handler.method.input, payloadBytesMax);
  const response = await handler({ ...request, body: checked });
  return isWeb ? await trailersOnly(response) : response;
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
  return (header.get("content-type") ?? "").startsWith("application/grpc-web");
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

/** Reads the announced length of a request's message; 0 when the first chunk of the body does not have it. */
async function peek(
  body: AsyncIterable<Uint8Array>,
): Promise<{ announced: number; body: AsyncIterable<Uint8Array> }> {
  const chunks = body[Symbol.asyncIterator]();
  const first = await chunks.next();
  let announced = 0;
  if (!first.done && first.value.length >= 5) {
    const { buffer, byteOffset } = first.value;
    announced = new DataView(buffer, byteOffset).getUint32(1);
  }
  return { announced, body: prepend(first, chunks) };
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

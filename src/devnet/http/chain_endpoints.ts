import { Code, ConnectError } from "@connectrpc/connect";
import {
  encodeEnvelope,
  pipe,
  transformSplitEnvelope,
  type UniversalHandlerFn,
  type UniversalServerRequest,
} from "@connectrpc/connect/protocol";
import { setTrailerStatus } from "@connectrpc/connect/protocol-grpc";
import type { Chain } from "../chain/chain.ts";
import { QueryRefusal } from "../chain/rpc/query.ts";
import { bodyOf, readBody } from "../base/bodies.ts";
import { payloadBytesMax } from "./request_message.ts";

/** Serves the chain's JSON-RPC. */
export function chainRpcEndpoint(chain: Chain): UniversalHandlerFn {
  return async ({ url, method, header, body }) => {
    const bytes = await readBody(body as AsyncIterable<Uint8Array>, payloadBytesMax);
    if (bytes === undefined) return { status: 413 };
    const hasBody = method !== "GET" && method !== "HEAD";
    const response = await chain.fetch(
      new Request(url, { method, headers: header, body: hasBody ? bytes : null }),
    );
    return {
      status: response.status,
      header: response.headers,
      body: bodyOf(new Uint8Array(await response.arrayBuffer())),
    };
  };
}

const compressedFlag = 1;

/** Serves the chain's gRPC over HTTP/2. The chain answers messages as bytes; this adds gRPC's framing and status. */
export function chainGrpcEndpoint(chain: Chain): UniversalHandlerFn {
  return async (request) => {
    if (!request.httpVersion.startsWith("2")) return { status: 415 };
    const header = new Headers({ "content-type": "application/grpc" });
    const [, service = "", method = ""] = new URL(request.url).pathname.split("/");
    try {
      const answer = encodeEnvelope(0, chain.call(service, method, await readMessage(request)));
      header.set("x-cosmos-block-height", `${chain.state.height}`);
      return { status: 200, header, body: bodyOf(answer), trailer: trailerOf(undefined) };
    } catch (error) {
      return { status: 200, header, body: bodyOf(), trailer: trailerOf(statusOf(error)) };
    }
  };
}

async function readMessage({ body }: UniversalServerRequest): Promise<Uint8Array> {
  const messages = pipe(
    body as AsyncIterable<Uint8Array>,
    transformSplitEnvelope(payloadBytesMax),
  );
  for await (const { flags, data } of messages) {
    if ((flags & compressedFlag) === 0) return data;
    throw new ConnectError("the chain takes no compressed messages", Code.Unimplemented);
  }
  throw new ConnectError("unexpected EOF", Code.Internal);
}

function statusOf(error: unknown): ConnectError {
  return error instanceof QueryRefusal
    ? new ConnectError(error.message, error.code)
    : ConnectError.from(error, Code.Internal);
}

function trailerOf(error: ConnectError | undefined): Headers {
  return setTrailerStatus(new Headers(), error);
}

import { createServer as createHttpServer } from "node:http";
import { createServer as createHttp2Server } from "node:http2";
import type { Http2ServerRequest, Http2ServerResponse, Http2Session } from "node:http2";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type AddressInfo, createServer, type Socket } from "node:net";
import type { UniversalHandlerFn } from "@connectrpc/connect/protocol";
import {
  universalRequestFromNodeRequest,
  universalResponseToNodeResponse,
} from "@connectrpc/connect-node";
import { ConnectionDropped } from "./connection_dropped.ts";

/** Where devnets listen, and nowhere else. */
export const HOST = "127.0.0.1";

/** `PRI`. */
const HTTP2_OPENING = [0x50, 0x52, 0x49];

/** An open port. */
export interface Listener {
  /** The port's number. */
  readonly port: number;
  /** Drops every connection and closes the port. */
  close(): Promise<void>;
}

/**
 * Serves HTTP/1.1 and HTTP/2 without encryption on one port, any free one for port 0. The first bytes of a connection
 * tell which: HTTP/2 opens with `PRI`, which is no method of HTTP/1.1.
 */
export async function listen(handler: UniversalHandlerFn, port: number): Promise<Listener> {
  // HTTP/2 does not let go of the socket that it speaks through, and waits for its streams when it is to be closed.
  const socketOf = new WeakMap<Http2Session, Socket>();
  const onRequest = requestListener(handler, (request) => {
    const { session } = request.stream;
    if (session !== undefined) socketOf.get(session)?.destroy();
  });
  const http = createHttpServer(onRequest);
  const http2 = createHttp2Server(onRequest);
  const sockets = new Set<Socket>();
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    // A connection that breaks is the other side's affair; what it was asked for still gets done or refused.
    socket.on("error", () => {});
    // Reading by hand leaves the stream paused, so that bytes that come in meanwhile stay behind these.
    const onReadable = () => {
      const head: Uint8Array | null = socket.read(HTTP2_OPENING.length);
      if (head === null) return;
      socket.off("readable", onReadable);
      socket.unshift(head);
      const isNew = isHttp2(head);
      if (isNew) http2.once("session", (session) => socketOf.set(session, socket));
      (isNew ? http2 : http).emit("connection", socket);
    };
    socket.on("readable", onReadable);
  });
  // One that does not listen itself drops a connection after each answer, in which it said that it keeps it.
  Object.defineProperty(http, "listening", { get: () => server.listening });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, HOST, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function isHttp2(head: Uint8Array): boolean {
  return HTTP2_OPENING.every((byte, index) => head[index] === byte);
}

/** What happens within a body comes here as the cause of something else. */
function isDrop(error: unknown): boolean {
  return error instanceof ConnectionDropped ||
    error instanceof Error && error.cause instanceof ConnectionDropped;
}

type NodeRequest = IncomingMessage | Http2ServerRequest;
type NodeResponse = ServerResponse | Http2ServerResponse;

function requestListener(
  handler: UniversalHandlerFn,
  dropConnection: (request: Http2ServerRequest) => void,
) {
  return async (request: NodeRequest, response: NodeResponse) => {
    try {
      const answer = await handler(
        universalRequestFromNodeRequest(request, response, undefined, undefined),
      );
      await universalResponseToNodeResponse(answer, response);
    } catch (error) {
      // The caller went away, or sent what is not HTTP; there is nobody left to tell. Or nobody is to be told.
      if (!("stream" in request)) request.socket.destroy();
      else if (isDrop(error)) dropConnection(request);
      else request.stream.close();
    }
  };
}

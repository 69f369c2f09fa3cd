import type { UniversalHandlerFn } from "@connectrpc/connect/protocol";
import type { IncomingMessage } from "node:http";
import type { Http2ServerRequest, Http2Session } from "node:http2";
import type { AddressInfo, Socket } from "node:net";
import { messageOf } from "../../base/text.ts";
import { FailedPreconditionError, InvalidArgumentError } from "../../errors/mod.ts";
import { builtin, requireDeno } from "../base/builtins.ts";
import type { Resources } from "../base/resources.ts";
import { ConnectionDropped } from "./endpoint.ts";
import { type NodeRequest, type NodeResponse, requestOf, send } from "./node_messages.ts";
import { originOf } from "./ports.ts";
import { checkCertificate, type DevnetTls } from "./tls.ts";
import { withoutGoaway } from "./without_goaway.ts";

/** What modules of Node are needed for. */
const what = "A devnet that listens, as it does without listen: false,";

/** `PRI`, the first bytes of a connection over HTTP/2. */
const http2Opening = [0x50, 0x52, 0x49];

/** An open port. */
interface Listener {
  readonly port: number;
  /** Drops every connection and closes the port. */
  close(): Promise<void>;
}

/**
 * Serves HTTP/1.1 and HTTP/2 on one port. Port 0 stands for any free one. The first bytes of a connection tell which
 * protocol it speaks: HTTP/2 begins with `PRI`, and no method of HTTP/1.1 does.
 *
 * Over TLS it offers HTTP/2 alone, as real nodes do: a client that names only other protocols is refused. One that names
 * none is served as without TLS.
 */
async function listen(
  handler: UniversalHandlerFn,
  host: string,
  port: number,
  tls: DevnetTls | undefined,
): Promise<Listener> {
  // A session of HTTP/2 does not give out its socket, and closing a session waits for its streams.
  const socketOf = new WeakMap<Http2Session, Socket>();
  const onRequest = requestListener(handler, (request) => {
    const { session } = request.stream;
    if (session !== undefined) socketOf.get(session)?.destroy();
  });
  // By default a server closes a connection that is idle for six seconds. A client that computes longer than that, and
  // then uses the connection, finds it broken. Nodes leave idle connections open.
  const http = builtin("node:http", what).createServer({ keepAliveTimeout: 0 }, onRequest);
  // Settings of its own make Deno crash at times, so it has the usual windows.
  const http2 = builtin("node:http2", what).createServer(onRequest);
  const sockets = new Set<Socket>();
  const onSocket = (socket: Socket) => {
    // A broken connection needs no handling here; the request on it is still served or refused.
    socket.on("error", () => {});
    // An explicit read leaves the stream paused, so later bytes stay behind the first ones.
    const onReadable = () => {
      const head: Uint8Array | null = socket.read(http2Opening.length);
      if (head === null) return;
      socket.off("readable", onReadable);
      socket.unshift(head);
      const isHttp2 = http2Opening.every((byte, index) => head[index] === byte);
      if (!isHttp2) return http.emit("connection", socket);
      http2.once("session", (session) => socketOf.set(session, socket));
      http2.emit("connection", withoutGoaway(socket));
    };
    socket.on("readable", onReadable);
  };
  const server = tls === undefined
    ? builtin("node:net", what).createServer({ noDelay: true }, onSocket)
    : builtin("node:tls", what).createServer(
      { ...tls, ALPNProtocols: ["h2"], noDelay: true },
      onSocket,
    );
  // Over TLS, these are the sockets beneath: some have not finished, or not begun, their handshake.
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  // Node closes kept-alive connections of a server that does not listen. This one gets its sockets from another server.
  Object.defineProperty(http, "listening", { get: () => server.listening });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
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

function requestListener(
  handler: UniversalHandlerFn,
  dropConnection: (request: Http2ServerRequest) => void,
) {
  return async (request: NodeRequest, response: NodeResponse) => {
    if (!("stream" in request)) response.once("finish", () => discardRest(request));
    try {
      await send(await handler(requestOf(request, response)), response);
    } catch (error) {
      // The client has gone, or did not speak HTTP, or a fault drops the connection: there is no answer to send.
      if (!("stream" in request)) request.socket.destroy();
      else if (error instanceof ConnectionDropped) dropConnection(request);
      else request.stream.close();
    }
  };
}

/**
 * Reads what a handler left of a refused request, so that the client can finish sending it and use the connection again.
 * A listener of the handler's reader would keep the request from flowing.
 */
function discardRest(request: IncomingMessage): void {
  request.removeAllListeners("readable");
  request.resume();
}

/** Where ports are opened. */
export interface Place {
  /** The address at which they listen. */
  readonly host: string;
  /** The name of this machine in their URLs. */
  readonly advertise: string;
  /** Whether another port is opened in the place of one that is taken. */
  readonly elsewhere: boolean;
  /** The certificate to listen with. Without it there is no encryption. */
  readonly tls?: DevnetTls | undefined;
}

/**
 * Opens a port for each handler: the wanted one, or another one if that is taken and `elsewhere` is set. Returns their
 * URLs.
 *
 * @throws {InvalidArgumentError} When the certificate or its key cannot be used.
 * @throws {FailedPreconditionError} When a port cannot be opened.
 */
export async function openPorts(
  handlers: readonly UniversalHandlerFn[],
  wanted: readonly number[],
  resources: Resources,
  { host, advertise, elsewhere, tls }: Place,
): Promise<string[]> {
  // Before, HTTP/2 hangs on connections whose first bytes were read.
  requireDeno(2, 8, what);
  if (tls !== undefined) checkCertificate(tls);
  const urls: string[] = [];
  for (const [index, handler] of handlers.entries()) {
    const listener = await listenAt(handler, host, wanted[index] ?? 0, elsewhere, tls);
    resources.defer(() => listener.close());
    urls.push(originOf(tls === undefined ? "http" : "https", advertise, listener.port));
  }
  return urls;
}

async function listenAt(
  handler: UniversalHandlerFn,
  host: string,
  port: number,
  elsewhere: boolean,
  tls: DevnetTls | undefined,
): Promise<Listener> {
  try {
    return await listen(handler, host, port, tls);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EADDRNOTAVAIL" || code === "EINVAL" || code === "ENOTFOUND") {
      throw new InvalidArgumentError(
        `host must be an address of this machine, and ${host} is not: ${messageOf(error)}`,
        { option: "host", cause: error },
      );
    }
    if (!elsewhere && (code === "EADDRINUSE" || code === "EACCES")) {
      const why = code === "EACCES" ? "needs rights that this process lacks" : "is taken";
      throw new FailedPreconditionError(`Port ${port} ${why}: choose other ports`, {
        cause: error,
      });
    }
    if (port === 0 || code !== "EADDRINUSE") throw error;
    return await listen(handler, host, 0, tls);
  }
}

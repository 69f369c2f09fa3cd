import {
  type ClientHttp2Session,
  type ClientHttp2Stream,
  connect,
  type OutgoingHttpHeaders,
} from "node:http2";
import { isIP } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import { untilAborted } from "../async/until_aborted.ts";

/** How connections are made and kept; each option has a default. */
export interface Http2ConnectionOptions {
  /** The authorities to trust, in PEM; those of the process by default. */
  readonly ca?: string | undefined;
  /** How long a connection is kept without a request; 30 seconds by default. */
  readonly idleMs?: number | undefined;
  /** How long a server may take to answer a ping; 10 seconds by default. */
  readonly pingMs?: number | undefined;
}

/** How many bytes of one answer a server may send ahead. */
const streamWindowBytes = 1024 * 1024;

/** How many bytes of all answers on a connection a server may send ahead. */
const connectionWindowBytes = 8 * 1024 * 1024;

/**
 * A connection over TLS that can carry many requests at once. It keeps the process from ending only
 * while a request waits for it or is under way.
 */
export class Http2Connection {
  readonly #idleMs: number;
  readonly #pingMs: number;
  readonly #socket: TLSSocket;
  readonly #session: Promise<ClientHttp2Session | undefined>;
  #isOpen = true;
  #isPinging = false;
  #waiting = 0;
  #streams = 0;

  /** Connects to the origin of a URL. */
  constructor({ origin, hostname, port }: URL, options: Http2ConnectionOptions) {
    const { ca, idleMs = 30_000, pingMs = 10_000 } = options;
    this.#idleMs = idleMs;
    this.#pingMs = pingMs;
    const host = hostname.replace(/^\[|\]$/g, "");
    const socket = connectTls({
      host,
      port: Number(port || 443),
      ALPNProtocols: ["h2", "http/1.1"],
      ...(ca !== undefined && { ca }),
      // An address is not a name that a server can be asked for.
      ...(isIP(host) === 0 && { servername: host }),
    });
    this.#socket = socket;
    socket.once("close", () => this.#isOpen = false);
    this.#session = new Promise((resolve, reject) => {
      socket.once("error", reject);
      socket.once("close", () => reject(new Error("The connection was closed")));
      socket.once("secureConnect", () => {
        if (socket.alpnProtocol === "h2") return resolve(this.#begin(origin));
        resolve(undefined);
        socket.destroy();
      });
    });
    // Whoever waits for it learns of its failure. There may be nobody.
    this.#session.catch(() => {});
  }

  /** Whether it takes a request. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /**
   * Waits until a request can be sent. Gives `undefined` when the server does not speak HTTP/2. When
   * nobody waits any more, the connection is given up.
   */
  async session(signal: AbortSignal | null | undefined): Promise<ClientHttp2Session | undefined> {
    this.#waiting++;
    try {
      return await untilAborted(this.#session, signal);
    } finally {
      if (--this.#waiting === 0 && this.#streams === 0 && signal?.aborted) this.#abandon();
    }
  }

  /** Begins a request. */
  request(session: ClientHttp2Session, headers: OutgoingHttpHeaders): ClientHttp2Stream {
    const stream = session.request(headers);
    if (this.#streams++ === 0) session.ref();
    stream.once("close", () => {
      if (--this.#streams === 0) session.unref();
    });
    return stream;
  }

  /**
   * Asks the server for a sign of life, after a request was given up. If there is none, the
   * connection is closed, so that no later request waits on it. A server that vanished says nothing,
   * and the system notices that only after many minutes.
   */
  check(session: ClientHttp2Session): void {
    if (this.#isPinging || session.destroyed) return;
    this.#isPinging = true;
    const timer = setTimeout(
      () => session.destroy(new Error("The server is silent")),
      this.#pingMs,
    );
    timer.unref();
    session.ping(() => {
      clearTimeout(timer);
      this.#isPinging = false;
    });
  }

  #begin(origin: string): ClientHttp2Session {
    const session = connect(origin, {
      createConnection: () => this.#socket,
      settings: { enablePush: false, initialWindowSize: streamWindowBytes },
    });
    session.once("connect", () => session.setLocalWindowSize(connectionWindowBytes));
    // Each request that is under way gets the error too.
    session.on("error", () => {});
    // The server takes no more requests, and ends those that it has.
    session.once("goaway", () => this.#isOpen = false);
    session.once("close", () => this.#isOpen = false);
    session.setTimeout(this.#idleMs);
    session.on("timeout", () => {
      if (this.#streams > 0) return;
      this.#isOpen = false;
      session.close();
    });
    session.unref();
    return session;
  }

  /** Gives up while the handshake is not done. */
  #abandon(): void {
    if (this.#socket.alpnProtocol !== null) return;
    this.#isOpen = false;
    this.#socket.destroy();
  }
}

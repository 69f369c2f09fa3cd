/** Cases of the `fetch` over HTTP/2, for runtimes with Node's APIs. Each case has servers of its own. */
import { createServer, type RequestListener } from "node:http";
import {
  createSecureServer,
  type Http2SecureServer,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from "node:http2";
import { createServer as createHttpsServer } from "node:https";
import {
  type AddressInfo,
  connect as connectTcp,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from "node:net";
import { http2Fetch, type Http2FetchOptions } from "../../src/entry/node_http2_fetch.ts";
import type { Fetch } from "../../src/base/default_fetch.ts";
import type { TestCertificate } from "./context.ts";
import { expect, expectSame } from "./expect.ts";

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Waits until the condition holds. */
async function until(isSo: () => boolean, what: string): Promise<void> {
  for (let round = 0; round < 500; round++) {
    if (isSo()) return;
    await pause(10);
  }
  throw new Error(`Never so: ${what}`);
}

async function messageOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(() => undefined, (error) => error);
  if (error === undefined) throw new Error("It succeeded");
  return `${error} ${(error as { code?: string }).code ?? ""}`;
}

async function listen(server: Server | Http2SecureServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  return (server.address() as AddressInfo).port;
}

/** A server over HTTP/2 alone, while `use` runs. */
async function withHttp2(
  { cert, key, ca }: TestCertificate,
  onStream: (stream: ServerHttp2Stream, path: string) => void,
  use: (to: {
    url: string;
    fetch: Fetch;
    sockets: Set<Socket>;
    sessions: ServerHttp2Session[];
    connections: () => number;
  }) => Promise<void>,
  options: Http2FetchOptions = {},
): Promise<void> {
  const server = createSecureServer({ cert, key, ALPNProtocols: ["h2"] });
  const sockets = new Set<Socket>();
  const sessions: ServerHttp2Session[] = [];
  let count = 0;
  server.on("connection", (socket: Socket) => {
    count++;
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => sockets.delete(socket));
  });
  server.on("session", (session) => {
    sessions.push(session);
    session.on("error", () => {});
  });
  server.on("sessionError", () => {});
  server.on("stream", (stream, headers) => {
    stream.on("error", () => {});
    onStream(stream, String(headers[":path"]));
  });
  const port = await listen(server);
  try {
    const fetch = http2Fetch({ ca, ...options });
    const url = `https://127.0.0.1:${port}/a?b=c`;
    await use({ url, fetch, sockets, sessions, connections: () => count });
  } finally {
    server.close();
    for (const socket of sockets) socket.destroy();
  }
}

const ok = (stream: ServerHttp2Stream, text: string) => {
  stream.respond({ ":status": 200, "content-type": "text/plain" });
  stream.end(text);
};

/** The cases, by name. */
export function http2Cases(tls: TestCertificate): Record<string, () => Promise<void>> {
  return {
    "requests over HTTP/2 share one connection": async () => {
      const seen: string[] = [];
      const echo = (stream: ServerHttp2Stream, path: string) => {
        seen.push(path);
        let length = 0;
        stream.on("data", (chunk: Uint8Array) => length += chunk.length);
        stream.on("end", () => {
          stream.respond({ ":status": 200, "x-lengths": [`${length}`, "and more"] });
          stream.end("gm");
        });
      };
      await withHttp2(tls, echo, async ({ url, fetch, connections }) => {
        const bodies = Array.from({ length: 20 }, (_, index) => new Uint8Array(index * 1000));
        await Promise.all(bodies.map(async (body) => {
          const response = await fetch(url, {
            method: "POST",
            body,
            headers: new Headers({ "x-a": "1" }),
          });
          expectSame(response.status, 200, "status");
          expectSame(response.headers.get("x-lengths"), `${body.length}, and more`, "header");
          expectSame(await response.text(), "gm", "body");
        }));
        const text = await fetch(url, { method: "POST", body: "é" });
        expectSame(text.headers.get("x-lengths"), "2, and more", "length of a text");
        expectSame(connections(), 1, "connections");
        expectSame(seen.filter((path) => path === "/a?b=c").length, 21, "requests");
      });
    },
    "a redirect is not followed, and an answer may have no body": async () => {
      const answer = (stream: ServerHttp2Stream) => {
        stream.respond({ ":status": 307, location: "/elsewhere" }, { endStream: true });
      };
      await withHttp2(tls, answer, async ({ url, fetch }) => {
        const response = await fetch(url, { redirect: "manual" });
        expectSame(response.status, 307, "status");
        expectSame(await response.text(), "", "body");
      });
      const nothing = (stream: ServerHttp2Stream) => {
        stream.respond({ ":status": 204 }, { endStream: true });
      };
      await withHttp2(tls, nothing, async ({ url, fetch }) => {
        expectSame((await fetch(url)).body, null, "body");
      });
    },
    "a large body goes both ways, and waits for its reader": async () => {
      const size = 6 * 1024 * 1024;
      let sent = 0;
      const answer = (stream: ServerHttp2Stream) => {
        let length = 0;
        stream.on("data", (chunk: Uint8Array) => length += chunk.length);
        stream.on("end", () => {
          stream.respond({ ":status": 200, "x-length": `${length}` });
          const chunk = new Uint8Array(64 * 1024);
          const write = () => {
            while (sent < size) {
              sent += chunk.length;
              if (!stream.write(chunk)) return void stream.once("drain", write);
            }
            stream.end();
          };
          write();
        });
      };
      await withHttp2(tls, answer, async ({ url, fetch }) => {
        const response = await fetch(url, { method: "POST", body: new Uint8Array(size) });
        expectSame(response.headers.get("x-length"), `${size}`, "bytes that arrived");
        await pause(300);
        expect(sent < size, `the server waits, having sent ${sent} bytes`);
        expectSame((await response.arrayBuffer()).byteLength, size, "bytes of the answer");
      });
    },
    "an origin that chooses HTTP/1.1 is asked over HTTP/1.1, after one more connection":
      async () => {
        const { cert, key, ca } = tls;
        const listener: RequestListener = (_, response) => response.end("plain");
        const server = createHttpsServer({ cert, key }, listener);
        let connections = 0;
        server.on("connection", () => connections++);
        const port = await listen(server);
        const asked: string[] = [];
        const http1: Fetch = (input) => {
          asked.push(input);
          return Promise.resolve(new Response("by HTTP/1.1"));
        };
        try {
          const fetch = http2Fetch({ ca, http1 });
          for (let round = 0; round < 3; round++) {
            const response = await fetch(`https://127.0.0.1:${port}/`, {
              method: "POST",
              body: "a",
            });
            expectSame(await response.text(), "by HTTP/1.1", "body");
            await pause(50);
          }
          expectSame(asked.length, 3, "requests over HTTP/1.1");
          expectSame(connections, 1, "connections");
        } finally {
          server.close();
        }
      },
    "without TLS it is the platform's fetch": async () => {
      const server = createServer((request, response) =>
        void response.end(`${request.method} ${request.httpVersion}`)
      );
      const port = await listen(server);
      try {
        const response = await http2Fetch()(`http://127.0.0.1:${port}/`, { method: "POST" });
        expectSame(await response.text(), "POST 1.1", "body");
      } finally {
        server.close();
        server.closeAllConnections();
      }
    },
    "a certificate of an unknown authority is refused": async () => {
      const ca = tls.otherCa;
      await withHttp2(tls, (stream) => ok(stream, "gm"), async ({ url, fetch }) => {
        const words = await messageOf(fetch(url));
        expect(/certificate|issuer|UNABLE_TO_VERIFY/i.test(words), words);
      }, { ca });
    },
    "nobody listens": async () => {
      const server = createTcpServer();
      const port = await listen(server);
      await new Promise((resolve) => server.close(resolve));
      const fetch = http2Fetch();
      for (let round = 0; round < 2; round++) {
        const words = await messageOf(fetch(`https://127.0.0.1:${port}/`));
        expect(/ECONNREFUSED|refused/.test(words), words);
      }
    },
    "an abort ends the wait for a connection, and gives the connection up": async () => {
      let closed = 0;
      const server = createTcpServer((socket) => {
        socket.on("error", () => {});
        socket.resume();
        socket.once("close", () => closed++);
      });
      const port = await listen(server);
      try {
        const fetch = http2Fetch();
        const aborts = [new AbortController(), new AbortController()];
        const both = aborts.map(({ signal }) =>
          messageOf(fetch(`https://127.0.0.1:${port}/`, { signal }))
        );
        await pause(100);
        aborts[0]!.abort(new Error("enough"));
        expectSame(await both[0], "Error: enough ", "error");
        await pause(100);
        expectSame(closed, 0, "connections closed while somebody waits");
        aborts[1]!.abort(new Error("enough"));
        await both[1];
        await until(() => closed === 1, "the connection is closed");
        const { signal } = aborts[0]!;
        expectSame(
          await messageOf(fetch(`https://127.0.0.1:${port}/`, { signal })),
          "Error: enough ",
          "error",
        );
      } finally {
        server.close();
      }
    },
    "an abort ends a request and the reading of its body, and keeps the connection": async () => {
      let resets = 0;
      const answer = (stream: ServerHttp2Stream, path: string) => {
        stream.once("close", () => {
          if (stream.rstCode !== 0) resets++;
        });
        if (path === "/never") return;
        if (path === "/half") {
          stream.respond({ ":status": 200 });
          return void stream.write("half");
        }
        ok(stream, "whole");
      };
      await withHttp2(tls, answer, async ({ url, fetch, connections }) => {
        const at = (path: string) => new URL(path, url).href;
        for (const path of ["/never", "/half"]) {
          const abort = new AbortController();
          const { signal } = abort;
          const reading = fetch(at(path), { signal }).then((response) => response.text());
          const words = messageOf(reading);
          await pause(100);
          abort.abort(new Error("enough"));
          expectSame(await words, "Error: enough ", path);
        }
        await until(() => resets === 2, "the server has heard of both");
        expectSame(await (await fetch(at("/"))).text(), "whole", "body");
        const unread = await fetch(at("/half"));
        await unread.body!.cancel();
        await until(() => resets === 3, "the server has heard that the body is not read");
        expectSame(connections(), 1, "connections");
      });
    },
    "an abort after the answer does nothing": async () => {
      const codes: number[] = [];
      let pings = 0;
      const answer = (stream: ServerHttp2Stream) => {
        stream.session!.once("ping", () => pings++);
        stream.once("close", () => codes.push(stream.rstCode));
        ok(stream, "gm");
      };
      await withHttp2(tls, answer, async ({ url, fetch }) => {
        for (let round = 0; round < 3; round++) {
          const abort = new AbortController();
          const response = await fetch(url, { signal: abort.signal });
          expectSame(await response.text(), "gm", "body");
          abort.abort();
        }
        await until(() => codes.length === 3, "the server has ended all");
        expectSame(codes.join(), "0,0,0", "codes");
        expectSame(pings, 0, "pings");
      });
    },
    "an answer that is cut off is an error": async () => {
      let drop = () => {};
      const answer = (stream: ServerHttp2Stream, path: string) => {
        if (path === "/nothing") return stream.close(0);
        stream.respond({ ":status": 200 });
        stream.write("half");
        setTimeout(() => {
          if (path === "/reset") stream.destroy(new Error("The server failed"));
          else drop();
        }, 50);
      };
      await withHttp2(tls, answer, async ({ url, fetch, sockets }) => {
        drop = () => sockets.forEach((socket) => socket.destroy());
        for (const path of ["/nothing", "/reset", "/dropped"]) {
          const reading = fetch(new URL(path, url).href).then((response) => response.text());
          await messageOf(reading).catch((error) => {
            throw new Error(`${path}: ${error}`);
          });
        }
      });
    },
    "a new connection follows one that the server has closed": async () => {
      await withHttp2(tls, (stream) => ok(stream, "gm"), async (to) => {
        const { url, fetch, sessions, sockets, connections } = to;
        const ask = async () => expectSame(await (await fetch(url)).text(), "gm", "body");
        await ask();
        sessions[0]!.close();
        await until(() => sockets.size === 0, "the first connection is closed");
        await ask();
        for (const socket of sockets) socket.destroy();
        await pause(100);
        await ask();
        expectSame(connections(), 3, "connections");
      });
    },
    "a connection is closed after a while without requests, and not before": async () => {
      const answer = (stream: ServerHttp2Stream, path: string) => {
        setTimeout(() => ok(stream, "gm"), path === "/slow" ? 600 : 0);
      };
      await withHttp2(tls, answer, async ({ url, fetch, sockets, connections }) => {
        const ask = async (path: string) => {
          expectSame(await (await fetch(new URL(path, url).href)).text(), "gm", "body");
        };
        // Nothing is sent for longer than an idle connection is kept.
        const slow = ask("/slow");
        await pause(400);
        await ask("/");
        await slow;
        expectSame(connections(), 1, "connections");
        await until(() => sockets.size === 0, "the connection is closed");
        await ask("/");
        expectSame(connections(), 2, "connections");
      }, { idleMs: 150 });
    },
    "a server that falls silent costs one request, not all that follow": async () => {
      const sockets = new Set<Socket>();
      await withHttp2(tls, (stream) => ok(stream, "gm"), async ({ url }) => {
        // Between client and server, a relay whose first connection forwards nothing any more.
        let isSilent = false;
        let count = 0;
        const relay = createTcpServer((socket) => {
          const isFirst = ++count === 1;
          const server = new URL(url);
          const onward = connectTcp(Number(server.port), "127.0.0.1");
          for (const [from, to] of [[socket, onward], [onward, socket]] as const) {
            sockets.add(from);
            from.on("error", () => {});
            from.on("data", (chunk) => {
              if (!isSilent || !isFirst) to.write(chunk);
            });
          }
        });
        const port = await listen(relay);
        const fetch = http2Fetch({ ca: tls.ca, pingMs: 150 });
        const relayed = `https://127.0.0.1:${port}/`;
        try {
          expectSame(await (await fetch(relayed)).text(), "gm", "body");
          isSilent = true;
          const { signal } = abortLater(100);
          await messageOf(fetch(relayed, { signal }));
          await pause(400);
          expectSame(await (await fetch(relayed)).text(), "gm", "body");
          expectSame(count, 2, "connections");
        } finally {
          relay.close();
          for (const socket of sockets) socket.destroy();
        }
      });
    },
  };
}

function abortLater(ms: number): AbortController {
  const controller = new AbortController();
  setTimeout(() => controller.abort(new Error("enough")), ms);
  return controller;
}

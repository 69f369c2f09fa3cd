import { connect as connectHttp2 } from "node:http2";
import { startDevnet } from "@nilvm/client/devnet";
import { assert, assertEquals } from "@std/assert";

const text = new TextEncoder();

/** A request for a method that no node has. */
const request = "POST /no.Service/Method HTTP/1.1\r\nhost: node\r\n" +
  "content-type: application/grpc-web\r\n";

async function openConnection(endpoint: string): Promise<Deno.TcpConn> {
  const { hostname, port } = new URL(endpoint);
  return await Deno.connect({ hostname, port: Number(port) });
}

/** The text of an answer without a body, whose last chunk is empty. */
async function readAnswer(connection: Deno.Conn): Promise<string> {
  let answer = "";
  const piece = new Uint8Array(4096);
  while (!answer.endsWith("\r\n\r\n")) {
    const length = await connection.read(piece);
    if (length === null) throw new Error(`the connection was closed after ${answer}`);
    answer += new TextDecoder().decode(piece.subarray(0, length));
  }
  return answer;
}

Deno.test("a node leaves idle connections open, like real nodes", async () => {
  await using devnet = await startDevnet();
  using connection = await openConnection(devnet.network.bootnode);
  for (let round = 0; round < 2; round++) {
    await connection.write(text.encode(`${request}content-length: 0\r\n\r\n`));
    const answer = await readAnswer(connection);
    assert(answer.includes("grpc-status: 12"), answer);
    assert(!/keep-alive: timeout/i.test(answer), answer);
    // Servers in Node close idle connections after six seconds unless they are told otherwise.
    if (round === 0) await new Promise((resolve) => setTimeout(resolve, 7_000));
  }
});

Deno.test("a node keeps the connection on which it refused a message that is too long", async () => {
  await using devnet = await startDevnet();
  using connection = await openConnection(devnet.network.bootnode);
  const path = "/nillion.membership.v1.Membership/Cluster";
  const length = 7 * 1024 * 1024;
  const header = request.replace("/no.Service/Method", path) + `content-length: ${length}\r\n\r\n`;
  const body = new Uint8Array(length);
  new DataView(body.buffer).setUint32(1, length - 5);
  const [answer] = await Promise.all([
    readAnswer(connection),
    (async () => {
      for (const bytes of [text.encode(header), body]) {
        for (let at = 0; at < bytes.length;) at += await connection.write(bytes.subarray(at));
      }
    })(),
  ]);
  assert(answer.includes("grpc-status: 11"), answer);
  await connection.write(text.encode(`${request}content-length: 0\r\n\r\n`));
  assert((await readAnswer(connection)).includes("grpc-status: 12"));
});

// Real nodes take 1 MiB at once, and announce that they take headers of 16 KiB.
Deno.test("difference: a node takes 64 KiB at once over HTTP/2, and announces no limit of headers", async () => {
  await using devnet = await startDevnet();
  using connection = await openConnection(devnet.network.bootnode);
  const emptySettings = Uint8Array.of(0, 0, 0, 4, 0, 0, 0, 0, 0);
  await connection.write(text.encode("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"));
  await connection.write(emptySettings);
  const settings = new Map<number, number>();
  let windowBytes = 65_535;
  for (let isAcknowledged = false; !isAcknowledged;) {
    const { type, flags, payload } = await readHttp2Frame(connection);
    const view = new DataView(payload.buffer);
    for (let at = 0; type === 4 && at < payload.length; at += 6) {
      settings.set(view.getUint16(at), view.getUint32(at + 2));
    }
    if (type === 8) windowBytes += view.getUint32(0);
    isAcknowledged = type === 4 && flags === 1;
  }
  const [initialWindowSize, maxHeaderListSize] = [4, 6];
  assertEquals(settings.get(initialWindowSize) ?? 65_535, 65_535);
  assertEquals(settings.has(maxHeaderListSize), false);
  assertEquals(windowBytes, 65_535);
});

async function readHttp2Frame(connection: Deno.Conn) {
  const header = await readExactly(connection, 9);
  const payload = await readExactly(connection, new DataView(header.buffer).getUint32(0) >>> 8);
  return { type: header[3]!, flags: header[4]!, payload };
}

async function readExactly(connection: Deno.Conn, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length;) at += (await connection.read(bytes.subarray(at)))!;
  return bytes;
}

// Real nodes answer 431 over HTTP/2, and take 400 KiB over HTTP/1.1.
Deno.test("difference: headers of more than 16 KiB get 431, also over HTTP/1.1", async () => {
  await using devnet = await startDevnet();
  const session = connectHttp2(devnet.network.bootnode);
  const overHttp2 = async (bytes: number) => {
    const stream = session.request({
      ":method": "POST",
      ":path": "/no.Service/Method",
      "content-type": "application/grpc",
      "x-long": "x".repeat(bytes),
    });
    const { promise, resolve } = Promise.withResolvers<unknown>();
    stream.on("response", (headers) => resolve(headers[":status"]));
    stream.on("error", ({ message }) => resolve(message));
    stream.resume();
    stream.end();
    return await promise;
  };
  assertEquals(await overHttp2(15_000), 200);
  assertEquals(await overHttp2(17_000), 431);
  await new Promise<void>((resolve) => session.close(resolve));

  const overHttp1 = await fetch(devnet.network.bootnode, {
    method: "POST",
    headers: { "x-long": "x".repeat(17_000) },
  });
  await overHttp1.body?.cancel();
  assertEquals(overHttp1.status, 431);
});

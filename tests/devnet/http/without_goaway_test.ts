import { Duplex } from "node:stream";
import { assertEquals } from "@std/assert";
import { withoutGoaway } from "../../../src/devnet/http/without_goaway.ts";

const preface = new TextEncoder().encode("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");

/** A frame of HTTP/2 on stream 0. */
function frame(type: number, length: number): Uint8Array {
  const bytes = new Uint8Array(9 + length).fill(type + 100);
  bytes.set([length >> 16, length >> 8, length, type, 0, 0, 0, 0, 0]);
  return bytes;
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(parts.flatMap((part) => [...part]));
}

Deno.test("a devnet's HTTP/2 gets all that a client sends but GOAWAY, however it is cut", async () => {
  const [settings, data, empty, goaway] = [frame(4, 18), frame(0, 300), frame(1, 0), frame(7, 8)];
  const sent = joined(preface, settings, goaway, data, frame(7, 200), goaway, empty, data, goaway);
  const expected = joined(preface, settings, data, empty, data);
  for (const length of [1, 2, 7, 9, 64, sent.length]) {
    let at = 0;
    const socket = new Duplex({
      read() {
        const piece = sent.subarray(at, at += length);
        this.push(piece.length === 0 ? null : piece);
      },
    });
    const got: Uint8Array[] = [];
    for await (const piece of withoutGoaway(socket)) got.push(piece);
    assertEquals(joined(...got), expected);
  }
});

/** Runs a devnet whose HTTP/2 client has ended, while all memory that can be freed is. */
const server = `
import { startDevnet } from "@nilvm/client/devnet";
const devnet = await startDevnet();
const client = new Deno.Command(Deno.execPath(), {
  args: [
    ...["run", "-A", "--no-check", "--config=" + Deno.args[1], Deno.args[0]],
    JSON.stringify({ ...devnet.network, privateKey: devnet.wallets[0].privateKey }),
  ],
  stderr: "inherit",
});
const collecting = setInterval(() => gc(), 20);
const { code } = await client.output();
await new Promise((resolve) => setTimeout(resolve, 200));
clearInterval(collecting);
await devnet[Symbol.asyncDispose]();
console.log("The client ended with " + code);
`;

const client = `
import { Network, PrivateKey, SecretBlob, VmClient } from "@nilvm/client";
import { NilChainPayer } from "@nilvm/client/nilchain";
const { bootnode, chainId, chainRpcEndpoint, privateKey } = JSON.parse(Deno.args[0]);
const client = Deno.createHttpClient({ http1: false, http2: true });
const toNodes = (input, init) => fetch(input, { ...init, client });
const chain = new Network({ bootnode, chainId, chainRpcEndpoint });
const payer = new NilChainPayer({ network: chain, privateKey });
const network = new Network({ bootnode, chainId, chainRpcEndpoint, fetch: toNodes });
const key = PrivateKey.random();
const user = await VmClient.create({ key, network: chain, payer });
await user.addFunds(100_000_000n);
const reader = await VmClient.create({ key, network });
const values = { blob: new SecretBlob(new Uint8Array(500_000)) };
await Promise.all(Array.from({ length: 8 }, () => reader.storeValues(values, { ttlDays: 1 }).invoke()));
`;

Deno.test("a devnet outlives a client that ends its HTTP/2 session", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.writeTextFile(`${folder}/server.ts`, server);
    await Deno.writeTextFile(`${folder}/client.ts`, client);
    const config = new URL("../../../deno.json", import.meta.url).pathname;
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "-A", "--no-check", "--v8-flags=--expose-gc", `--config=${config}`],
        ...[`${folder}/server.ts`, `${folder}/client.ts`, config],
      ],
    }).output();
    const printed = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("");
    assertEquals([code, printed], [0, "The client ended with 0\n"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

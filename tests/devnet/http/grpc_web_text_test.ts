import { Code } from "@connectrpc/connect";
import { fromBinary } from "@bufbuild/protobuf";
import { startDevnet } from "@nilvm/client/devnet";
import { assert, assertEquals } from "@std/assert";
import { splitFrames } from "../../../src/base/frames.ts";
import { ClusterSchema } from "../../../src/gen/nillion/membership/v1/cluster_pb.ts";
import { framed } from "../../support/devnet/raw_user.ts";

const text = "application/grpc-web-text";
const empty = framed(new Uint8Array());
const cluster = "nillion.membership.v1.Membership/Cluster";

/** The bytes of a text of base64 that was encoded in parts. */
function decoded(parts: string): Uint8Array {
  const bytes = parts.match(/[^=]+={0,2}/g)!.map((part) => Uint8Array.fromBase64(part));
  return new Uint8Array(bytes.flatMap((part) => [...part]));
}

Deno.test("a node answers grpc-web-text, whose bodies are in base64", async () => {
  await using devnet = await startDevnet();
  for (const send of [fetch, devnet.fetch]) {
    for (const type of [text, `${text}+proto`]) {
      const response = await send(`${devnet.network.bootnode}/${cluster}`, {
        method: "POST",
        headers: { "content-type": type, accept: type },
        body: empty.toBase64(),
      });
      assertEquals(response.headers.get("content-type"), `${text}+proto`);
      const { frames, isCut } = splitFrames(decoded(await response.text()));
      assertEquals([frames.map(({ flags }) => flags), isCut], [[0, 0x80], false]);
      assertEquals(fromBinary(ClusterSchema, frames[0]!.data).members.length, 3);
      assert(new TextDecoder().decode(frames[1]!.data).includes("grpc-status: 0"));
    }
  }
});

Deno.test("a node takes the encoding of an answer from the header accept, like real nodes", async () => {
  await using devnet = await startDevnet({ listen: false });
  const send = async (headers: Record<string, string>, body: BodyInit) =>
    (await devnet.fetch(`${devnet.network.bootnode}/${cluster}`, {
      method: "POST",
      headers,
      body,
    })).headers.get("content-type");
  const binary = "application/grpc-web+proto";
  assertEquals(await send({ "content-type": text }, empty.toBase64()), binary);
  assertEquals(await send({ "content-type": binary, accept: text }, empty), `${text}+proto`);
  assertEquals(await send({ "content-type": text, accept: "*/*" }, empty.toBase64()), binary);
});

Deno.test("a node takes base64 that arrives in pieces of any length", async () => {
  await using devnet = await startDevnet({ listen: false });
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const letter of empty.toBase64()) controller.enqueue(new TextEncoder().encode(letter));
      controller.close();
    },
  });
  const response = await devnet.fetch(`${devnet.network.bootnode}/${cluster}`, {
    method: "POST",
    headers: { "content-type": text },
    body,
  });
  assertEquals(response.headers.get("grpc-status"), null);
  assertEquals(splitFrames(await response.bytes()).frames.length, 2);
});

Deno.test("a node refuses malformed base64 with the status of real nodes", async () => {
  await using devnet = await startDevnet({ listen: false });
  const cases = [
    ["AAAAAAA", "tonic-web: malformed base64 request"],
    ["AAA!AAA=", "tonic-web: Invalid symbol 33, offset 3."],
    ["AA==AAAA", "tonic-web: Invalid symbol 61, offset 2."],
  ] as const;
  for (const [body, words] of cases) {
    const response = await devnet.fetch(`${devnet.network.bootnode}/${cluster}`, {
      method: "POST",
      headers: { "content-type": text },
      body,
    });
    assertEquals(response.headers.get("grpc-status"), `${Code.Internal}`);
    assertEquals(decodeURIComponent(response.headers.get("grpc-message")!), words);
  }
});

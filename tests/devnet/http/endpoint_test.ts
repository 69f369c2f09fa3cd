import { create, toBinary } from "@bufbuild/protobuf";
import { assert, assertEquals } from "@std/assert";
import { Code, ConnectError, createClient } from "@connectrpc/connect";
import { createGrpcTransport, Http2SessionManager } from "@connectrpc/connect-node";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import { type Devnet, startDevnet } from "@nilvm/client/devnet";
import { Membership } from "../../../src/gen/nillion/membership/v1/service_pb.ts";
import { PriceQuoteRequestSchema } from "../../../src/gen/nillion/payments/v1/quote_pb.ts";
import { Payments } from "../../../src/gen/nillion/payments/v1/service_pb.ts";
import { Permissions } from "../../../src/gen/nillion/permissions/v1/service_pb.ts";
import { Preprocessing } from "../../../src/gen/nillion/preprocessing/v1/service_pb.ts";
import { framed, RawUser } from "../../support/devnet/raw_user.ts";
import { refused } from "../../support/devnet/refused.ts";

const payments = "nillion.payments.v1.Payments";

Deno.test("a node answers gRPC over HTTP/2 and gRPC-Web over HTTP/1.1 on one port", async () => {
  await using devnet = await startDevnet({ nodes: 4 });
  const { endpoint: baseUrl } = devnet.nodes[3]!;
  const sessionManager = new Http2SessionManager(baseUrl);
  const clients = [
    createClient(Membership, createGrpcTransport({ baseUrl, sessionManager })),
    createClient(Membership, createGrpcWebTransport({ baseUrl })),
  ];
  const clusters = await Promise.all(
    [...clients, ...clients, ...clients].map((client) => client.cluster({})),
  );
  for (const { members, polynomialDegree } of clusters) {
    assertEquals(
      members.map(({ grpcEndpoint }) => grpcEndpoint),
      devnet.nodes.map((n) => n.endpoint),
    );
    assertEquals(polynomialDegree, 1);
  }
  sessionManager.abort();
});

Deno.test("a node answers a request that arrives byte by byte", async () => {
  await using devnet = await startDevnet();
  const { hostname, port } = new URL(devnet.network.bootnode);
  using connection = await Deno.connect({ hostname, port: Number(port) });
  const request = `POST /no/service HTTP/1.1\r\nhost: ${hostname}\r\nconnection: close\r\n` +
    "content-type: application/grpc-web\r\ncontent-length: 0\r\n\r\n";
  for (const byte of new TextEncoder().encode(request)) {
    await connection.write(Uint8Array.of(byte));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const answer = new Uint8Array(4096);
  const length = await connection.read(answer);
  const text = new TextDecoder().decode(answer.subarray(0, length!));
  assert(text.startsWith("HTTP/1.1 200") && text.includes("grpc-status: 12"), text);
});

Deno.test("a node keeps a connection alive between requests, as its answers say", async () => {
  await using devnet = await startDevnet();
  const { hostname, port } = new URL(devnet.network.bootnode);
  using connection = await Deno.connect({ hostname, port: Number(port) });
  const request = `POST /no/service HTTP/1.1\r\nhost: ${hostname}\r\n` +
    "content-type: application/grpc-web\r\ncontent-length: 0\r\n\r\n";
  const answer = new Uint8Array(4096);
  for (let round = 0; round < 3; round++) {
    await connection.write(new TextEncoder().encode(request));
    const length = await connection.read(answer);
    const text = new TextDecoder().decode(answer.subarray(0, length ?? 0));
    assert(text.startsWith("HTTP/1.1 200") && text.includes("grpc-status: 12"), text);
    assert(/connection: keep-alive/i.test(text), text);
  }
});

Deno.test("a node gives the same refusals over both protocols", async () => {
  await using devnet = await startDevnet();
  const { endpoint: baseUrl } = devnet.nodes.find((node) => node.isLeader)!;
  const sessionManager = new Http2SessionManager(baseUrl);
  for (
    const transport of [
      createGrpcTransport({ baseUrl, sessionManager }),
      createGrpcWebTransport({ baseUrl }),
    ]
  ) {
    assertEquals(
      await refused(createClient(Payments, transport).accountBalance({})),
      "PermissionDenied: permissions denied",
    );
    assertEquals(
      await refused(createClient(Payments, transport).priceQuote({})),
      "InvalidArgument: protobuf parsing error: 'operation' not set",
    );
    assertEquals(
      await refused(createClient(Preprocessing, transport).cleanupUsedElements({})),
      "Unimplemented: ",
    );
  }
  sessionManager.abort();
});

Deno.test("a node allows requests from pages of any origin", async () => {
  await using devnet = await startDevnet();
  const preflight = await fetch(`${devnet.network.bootnode}/${payments}/PriceQuote`, {
    method: "OPTIONS",
    headers: {
      "origin": "https://app.example",
      "access-control-request-method": "POST",
      "access-control-request-headers": "x-nillion-token",
    },
  });
  await preflight.body?.cancel();
  assertEquals(preflight.status, 200);
  for (const name of ["allow-origin", "allow-methods", "allow-headers"]) {
    assertEquals(preflight.headers.get(`access-control-${name}`), "*", name);
  }
  for (const headers of [{}, { "content-type": "application/grpc-web+proto" }]) {
    const response = await fetch(devnet.network.bootnode, { method: "POST", headers });
    await response.body?.cancel();
    assertEquals(response.headers.get("access-control-allow-origin"), "*");
    assertEquals(response.headers.get("access-control-expose-headers"), "*");
  }
});

Deno.test("a node puts a refusal without a body into the headers", async () => {
  await using devnet = await startDevnet({ listen: false });
  const leader = devnet.nodes.find((node) => node.isLeader)!;
  const response = await devnet.fetch(`${leader.endpoint}/${payments}/PriceQuote`, {
    method: "POST",
    headers: { "content-type": "application/grpc-web+proto" },
    body: framed(new Uint8Array()),
  });
  assertEquals(response.status, 200);
  assertEquals(response.headers.get("grpc-status"), `${Code.InvalidArgument}`);
  assertEquals(
    response.headers.get("grpc-message"),
    encodeURIComponent("protobuf parsing error: 'operation' not set"),
  );
  assertEquals((await response.arrayBuffer()).byteLength, 0);
});

Deno.test("a node refuses requests that are neither gRPC nor gRPC-Web", async () => {
  await using devnet = await startDevnet();
  const path = `${devnet.network.bootnode}/nillion.membership.v1.Membership/Cluster`;
  const connect = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
  const web = { headers: { "content-type": "application/grpc-web+proto" } };
  for (const [request, status] of [[{}, 400], [connect, 400], [web, 405]] as const) {
    const response = await fetch(path, request);
    await response.body?.cancel();
    assertEquals(response.status, status);
  }
});

Deno.test("a PreconditionFailure tells that the balance is too small", async () => {
  await using devnet = await startDevnet({ listen: false });
  const user = new RawUser(devnet);
  const error = await user.receipt({ case: "poolStatus", value: {} }).catch((error) => error);
  assert(error instanceof ConnectError);
  assertEquals(error.code, Code.FailedPrecondition);
  const [detail] = error.details;
  assert(detail !== undefined && "type" in detail);
  assertEquals(detail.type, "google.rpc.PreconditionFailure");
  const text = new TextDecoder().decode(detail.value);
  assert(text.includes("PAYMENT") && text.includes("BALANCE"));
});

Deno.test("a node refuses messages of more than 6 MiB", async () => {
  await using devnet = await startDevnet();
  const leader = devnet.nodes.find((node) => node.isLeader)!;
  for (const send of [fetch, devnet.fetch]) {
    const response = await send(`${leader.endpoint}/${payments}/PriceQuote`, {
      method: "POST",
      headers: { "content-type": "application/grpc-web+proto" },
      body: framed(new Uint8Array(6 * 1024 * 1024 + 1)),
    });
    await response.body?.cancel();
    assertEquals(response.headers.get("grpc-status"), `${Code.OutOfRange}`);
  }
});

/** Sends a request for the price of something to a leader, and gives its gRPC status and message. */
async function statusOf(
  devnet: Devnet,
  body: BodyInit,
  headers: Record<string, string> = {},
): Promise<[number, string | null, string]> {
  const leader = devnet.nodes.find((node) => node.isLeader)!;
  const response = await devnet.fetch(`${leader.endpoint}/${payments}/PriceQuote`, {
    method: "POST",
    headers: { "content-type": "application/grpc-web+proto", ...headers },
    body,
  });
  await response.body?.cancel();
  const message = decodeURIComponent(response.headers.get("grpc-message") ?? "");
  return [response.status, response.headers.get("grpc-status"), message];
}

/** An entry of a repeated or unknown field, over and over. */
const flood = (field: number, count: number) =>
  new Uint8Array(2 * count).map((_, at) => at % 2 === 0 ? field << 3 | 2 : 0);

Deno.test("a node refuses requests beyond its limits before it decodes them", async () => {
  await using devnet = await startDevnet({ listen: false });
  const invalid = `${Code.InvalidArgument}`;
  const honest = framed(new Uint8Array());
  const cases: [string, BodyInit, Record<string, string>, [number, string | null, string]][] = [
    ["headers", honest, { "x-long": "x".repeat(20_000) }, [431, null, ""]],
    ["fields", framed(flood(15, 3_000_000)), {}, [
      200,
      invalid,
      "more than 1000 fields that are unknown or repeated",
    ]],
    ["frames", new Uint8Array(5_005), {}, [200, invalid, "more than 1000 frames"]],
    [
      "bytes",
      new Uint8Array([...honest, ...new Uint8Array(6 * 1024 * 1024 + 1)]),
      {},
      [200, `${Code.OutOfRange}`, "the body has more than 6291456 bytes"],
    ],
    [
      "compressed",
      Uint8Array.of(1, 0, 0, 0, 0),
      { "grpc-encoding": "gzip" },
      [200, `${Code.Unimplemented}`, "Content is compressed with `gzip` which isn't supported"],
    ],
  ];
  for (const [what, body, headers, expected] of cases) {
    const [status, grpcStatus, message] = await statusOf(devnet, body, headers);
    assertEquals([status, grpcStatus], expected.slice(0, 2), what);
    assert(message.includes(expected[2]), `${what}: ${message}`);
  }
  assertEquals(await statusOf(devnet, honest), [
    200,
    invalid,
    "protobuf parsing error: 'operation' not set",
  ]);
});

Deno.test("a node refuses malformed frames with the status and words of real nodes", async () => {
  await using devnet = await startDevnet({ listen: false });
  const honest = framed(new Uint8Array());
  const cut = "Unexpected EOF decoding stream.";
  const protocol = "protocol error: received message with";
  const cases: [string, Uint8Array, string][] = [
    ["no message", new Uint8Array(), "Missing request message."],
    ["a cut prefix", honest.subarray(0, 4), cut],
    ["a cut message", Uint8Array.of(0, 0, 0, 0, 2, 1), cut],
    ["a cut second frame", new Uint8Array([...honest, 0, 0, 0]), cut],
    [
      "the flag of compression",
      Uint8Array.of(1, 0, 0, 0, 0),
      `${protocol} compressed-flag but no grpc-encoding was specified`,
    ],
    [
      "an unknown flag",
      Uint8Array.of(128, 0, 0, 0, 0),
      `${protocol} invalid compression flag: 128 (valid flags are 0 and 1), while sending request`,
    ],
    [
      "no protobuf",
      framed(Uint8Array.of(10, 200)),
      "failed to decode Protobuf message: premature EOF",
    ],
    [
      "no protobuf in the second frame",
      new Uint8Array([...honest, ...framed(Uint8Array.of(7))]),
      "failed to decode Protobuf message: illegal tag",
    ],
  ];
  for (const [what, body, words] of cases) {
    const [status, grpcStatus, message] = await statusOf(devnet, body as BufferSource);
    assertEquals([status, grpcStatus], [200, `${Code.Internal}`], what);
    assert(message.startsWith(words), `${what}: ${message}`);
  }
});

Deno.test("a node answers the first of two messages, like real nodes", async () => {
  await using devnet = await startDevnet({ listen: false });
  const priced = toBinary(
    PriceQuoteRequestSchema,
    create(PriceQuoteRequestSchema, { operation: { case: "poolStatus", value: {} } }),
  );
  const unpriced = new Uint8Array();
  const send = async (...messages: Uint8Array[]) =>
    (await statusOf(devnet, new Uint8Array(messages.flatMap((one) => [...framed(one)]))))[1];
  assertEquals(await send(priced, unpriced), null, "the status is in the trailers of the answer");
  assertEquals(await send(unpriced, priced), `${Code.InvalidArgument}`);
});

Deno.test("a node checks the token before the message, also of an unknown method", async () => {
  await using devnet = await startDevnet({ listen: false });
  const token = { "x-nillion-token": "nonsense!" };
  const [, grpcStatus, message] = await statusOf(devnet, new Uint8Array(), token);
  assertEquals([grpcStatus, message], [`${Code.Unauthenticated}`, "invalid base64 encoded token"]);
  const unknown = await devnet.fetch(`${devnet.network.bootnode}/no.Service/Method`, {
    method: "POST",
    headers: { "content-type": "application/grpc-web+proto", ...token },
  });
  assertEquals(unknown.headers.get("grpc-status"), `${Code.Unauthenticated}`);
});

Deno.test("a node bounds the counts of a request over both protocols", async () => {
  await using devnet = await startDevnet();
  const { endpoint: baseUrl } = devnet.nodes[0]!;
  const sessionManager = new Http2SessionManager(baseUrl);
  const users = Array.from({ length: 10_001 }, () => ({ contents: new Uint8Array() }));
  const request = { valuesId: new Uint8Array(16), retrieve: { grant: users } };
  for (
    const transport of [
      createGrpcTransport({ baseUrl, sessionManager }),
      createGrpcWebTransport({ baseUrl }),
    ]
  ) {
    assertEquals(
      await refused(createClient(Permissions, transport).updatePermissions(request)),
      "InvalidArgument: more than 10000 entries of grant",
    );
  }
  sessionManager.abort();
});

/** Requests of gRPC-Web to a node, and what is read of their answers. */
import { Code, ConnectError } from "@connectrpc/connect";
import { assert, assertEquals, assertRejects, assertThrows } from "@std/assert";
import { platform } from "../../src/async/environment.ts";
import { Lanes } from "../../src/async/lanes.ts";
import { Slots } from "../../src/async/slots.ts";
import { ClusterSchema } from "../../src/gen/nillion/membership/v1/cluster_pb.ts";
import { Membership } from "../../src/gen/nillion/membership/v1/service_pb.ts";
import { failureOf } from "../../src/network/failure.ts";
import { nodeFetch } from "../../src/network/node_fetch.ts";
import { nodeTransport } from "../../src/network/node_transport.ts";
import { readAnswer, type WholeAnswer } from "../../src/network/read_answer.ts";
import { ServerClock } from "../../src/network/server_clock.ts";
import { frame } from "../../tools/grpc_web.ts";

/** Options for requests whose answers are not checked. */
const plain = {
  lane: new Slots(1),
  environment: platform,
  read: ({ body }: WholeAnswer) => body,
};

const url = "http://node.example.com/";
const body = new TextEncoder().encode("b");
const { signal: never } = new AbortController();

/** Checks answers to a request for the cluster. */
const read = (answer: WholeAnswer) => readAnswer(answer, ClusterSchema);

Deno.test("nodeFetch() uses no option that Workers refuse, and follows no redirect", async () => {
  const seen: (RequestInit | undefined)[] = [];
  const fetch = nodeFetch(
    (_input, init) => {
      seen.push(init);
      return Promise.resolve(new Response("ok"));
    },
    { ...plain, token: () => "t" },
  );
  await fetch(url, body, never);
  const [sent] = seen;
  assertEquals(Object.keys(sent!).sort(), ["body", "headers", "method", "redirect", "signal"]);
  assertEquals([sent?.method, sent?.redirect, sent?.body], ["POST", "manual", body]);
  assertEquals(Object.fromEntries(new Headers(sent?.headers)), {
    "content-type": "application/grpc-web+proto",
    "x-grpc-web": "1",
    "x-nillion-token": "t",
  });
});

Deno.test("nodeFetch() refuses a redirect, which would send the token to another server", async () => {
  const location = "http://elsewhere.example.com";
  const redirect = new Response("see there", { status: 307, headers: { location } });
  const fetch = nodeFetch(() => Promise.resolve(redirect), { ...plain, read });
  const error = await assertRejects(
    () => fetch(url, body, never),
    ConnectError,
    "a redirect, which the client never follows",
  );
  assertEquals(error.code, Code.Internal);
  assertEquals(redirect.bodyUsed, true);
});

Deno.test("nodeFetch() stops reading an endless answer", async () => {
  let isCancelled = false;
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      controller.enqueue(new Uint8Array(1024 * 1024));
      sent++;
    },
    cancel() {
      isCancelled = true;
    },
  });
  const fetch = nodeFetch(() => Promise.resolve(new Response(endless)), plain);
  const error = await assertRejects(
    () => fetch(url, body, never),
    ConnectError,
    "more than 16777216 bytes",
  );
  assertEquals(error.code, Code.Internal);
  assert(isCancelled);
  assert(sent < 20);
});

Deno.test("nodeFetch() sends at most one request per slot at a time", async () => {
  let underWay = 0;
  let most = 0;
  const fetch = nodeFetch(async () => {
    most = Math.max(most, ++underWay);
    await new Promise((resolve) => setTimeout(resolve, 1));
    underWay--;
    return new Response("ok");
  }, { ...plain, lane: new Slots(6) });
  await Promise.all(Array.from({ length: 40 }, () => fetch(url, body, never)));
  assertEquals(most, 6);
});

const statusLine = (text: string) => new TextEncoder().encode(text);
const answerOf = (headers: Record<string, string>, ...frames: Uint8Array[]): WholeAnswer => ({
  status: 200,
  headers: new Headers({ "content-type": "application/grpc-web+proto", ...headers }),
  body: new Uint8Array(frames.flatMap((each) => [...each])),
});
const trailers = (text: string) => {
  const bytes = frame(statusLine(text));
  bytes[0] = 0x80;
  return bytes;
};

const ok = trailers("grpc-status: 0\r\n");

Deno.test("readAnswer() takes the status of the trailers, and keeps all headers", () => {
  const busy = trailers("grpc-status: 14\r\ngrpc-message: later\r\n");
  const answer = answerOf({ "grpc-status": "0", "retry-after": "7" }, busy);
  const error = assertThrows(() => readAnswer(answer, ClusterSchema), ConnectError);
  assertEquals([error.code, error.rawMessage], [Code.Unavailable, "later"]);
  assertEquals(error.metadata.get("retry-after"), "7");
  assertEquals(error.metadata.get("grpc-status"), "14");
});

Deno.test("readAnswer() takes the status of the headers when the trailers have none", () => {
  const answer = answerOf({ "grpc-status": "5", "grpc-message": "gone%20" }, trailers(""));
  const error = assertThrows(() => readAnswer(answer, ClusterSchema), ConnectError);
  assertEquals([error.code, error.rawMessage], [Code.NotFound, "gone "]);
  assertEquals(readAnswer(answerOf({ "grpc-status": "0" }), ClusterSchema), []);
});

Deno.test("readAnswer() takes no words of the headers for a status of the trailers", () => {
  const headers = { "grpc-status": "5", "grpc-message": "gone" };
  const answer = answerOf(headers, trailers("grpc-status: 14\r\n"));
  const error = assertThrows(() => readAnswer(answer, ClusterSchema), ConnectError);
  assertEquals([error.code, error.rawMessage], [Code.Unavailable, ""]);
});

Deno.test("readAnswer() takes a refusal that only the details of the status tell", () => {
  // A status with code 8, as its details are serialized.
  const refused = "grpc-status: 0\r\ngrpc-status-details-bin: CAg\r\n";
  const inTrailers = answerOf({ "retry-after": "7" }, trailers(refused));
  const inHeaders = answerOf({ "grpc-status": "0", "grpc-status-details-bin": "CAg" });
  for (const answer of [inTrailers, inHeaders]) {
    const error = assertThrows(() => readAnswer(answer, ClusterSchema), ConnectError);
    assertEquals(error.code, Code.ResourceExhausted);
  }
  const ofTrailers = answerOf({ "grpc-status-details-bin": "CAg" }, ok);
  assertEquals(readAnswer(ofTrailers, ClusterSchema), []);
});

Deno.test("readAnswer() refuses a status that is malformed or missing", () => {
  const malformed = answerOf({ "grpc-status": "5", "grpc-message": "%" });
  assertThrows(() => readAnswer(malformed, ClusterSchema), ConnectError, "malformed status");
  const none = answerOf({}, frame(new Uint8Array()), trailers("x: y\r\n"));
  assertThrows(() => readAnswer(none, ClusterSchema), ConnectError, "ends too early");
});

/** A transport to a node that always answers with these frames. */
function transportOf(...frames: Uint8Array[]) {
  const { body, headers } = answerOf({}, ...frames);
  return nodeTransport({
    baseUrl: "http://node.example.com/",
    fetch: () => Promise.resolve(new Response(body, { headers })),
    lane: new Lanes(6, 3, 3, platform).open(),
    environment: platform,
    clock: new ServerClock(platform),
  });
}

const { cluster } = Membership.method;

for (const count of [0, 2]) {
  Deno.test(`a request for one message refuses ${count} of them`, async () => {
    const send = transportOf(...Array(count).fill(frame(new Uint8Array())), ok);
    const error = await assertRejects(() => send(cluster, {}, never), ConnectError, "in place of");
    assertEquals(failureOf(error).reason, "unusableAnswer");
  });
}

Deno.test("a request refuses a message that cannot be decoded as unusable", async () => {
  // A field of five bytes that are not there, and a field with the number 0.
  for (const message of [Uint8Array.of(0x0a, 5), Uint8Array.of(0)]) {
    const send = transportOf(frame(message), ok);
    const error = await assertRejects(() => send(cluster, {}, never), ConnectError);
    assertEquals(failureOf(error).reason, "unusableAnswer");
  }
});

Deno.test("a transport calls fetch as a function, since browsers and Workers refuse a method", async () => {
  const owners: unknown[] = [];
  const send = nodeTransport({
    baseUrl: "http://node.example.com/",
    fetch(this: unknown) {
      owners.push(this);
      return Promise.resolve(new Response(null, { status: 404 }));
    },
    lane: new Lanes(6, 3, 3, platform).open(),
    environment: platform,
    clock: new ServerClock(platform),
  });
  await assertRejects(() => send(Membership.method.cluster, {}, never), ConnectError, "404");
  assertEquals(owners, [undefined]);
});

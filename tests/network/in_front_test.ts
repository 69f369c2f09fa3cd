/** What stands between a client and a node is told as that, and never taken for the node or the user. */
import { Code, ConnectError } from "@connectrpc/connect";
import {
  type ComputeId,
  type FailureReason,
  InsufficientFundsError,
  Network,
  NotFoundError,
  SecretInteger,
  UnavailableError,
  VmClient,
  VmError,
} from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";
import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { consequenceOf, failureOf, toVmError } from "../../src/network/failure.ts";
import { NoAnswer, unanswered } from "../../src/network/no_answer.ts";
import { frame } from "../../tools/grpc_web.ts";
import { run } from "../../tools/run.ts";
import { webHeaders } from "../support/grpc_web.ts";
import { fundedClient, startNet } from "../support/net_fixture.ts";
import { authority, testTls } from "../support/tls_fixture.ts";

const values = { a: new SecretInteger(7) };
const options = { ttlDays: 1 };

/** An answer of a proxy, and what the client makes of it. */
interface Front {
  readonly answer: () => Response;
  readonly status: number;
  readonly words: string;
  readonly isRepeated: boolean;
}

const page = (status: number, type = "text/html; charset=utf-8"): Front => ({
  answer: () => new Response("<html>", { status, headers: { "content-type": type } }),
  status,
  words: `answered HTTP ${status}, ${type.split(";")[0]}`,
  isRepeated: status >= 500 || status === 429,
});

const cutBody = Uint8Array.of(0, 0, 0, 0, 9, 1, 2);

const fronts: Record<string, Front> = {
  "a web page": page(200),
  "a refusal for lack of a login": page(401, "application/json"),
  "a ban": page(403),
  "a page that is not found": page(404),
  "too many requests": page(429, "text/plain"),
  "an error of its own": page(500),
  "a bad gateway": page(502),
  "a gateway that is overloaded": page(503),
  "a gateway that waits too long": page(504),
  "a redirect": {
    answer: () => new Response(null, { status: 302, headers: { location: "https://a.example" } }),
    status: 302,
    words: "answered a redirect, which the client never follows: HTTP 302, no content type",
    isRepeated: false,
  },
  "a body that is cut off": {
    answer: () => new Response(cutBody, { headers: webHeaders }),
    status: 200,
    words: "answered HTTP 200, application/grpc-web+proto, with a body that ends too early",
    isRepeated: true,
  },
  "a message without trailers": {
    answer: () => new Response(frame(new Uint8Array()), { headers: webHeaders }),
    status: 200,
    words: "with a body that ends too early",
    isRepeated: true,
  },
  "a ban that has a status of gRPC": {
    answer: () => new Response(null, { status: 403, headers: { "grpc-status": "5" } }),
    status: 403,
    words: "answered HTTP 403, no content type",
    isRepeated: false,
  },
  "a body without trailers": {
    answer: () => new Response(cutBody.slice(0, 0), { headers: webHeaders }),
    status: 200,
    words: "with a body that ends too early",
    isRepeated: true,
  },
};

for (const [what, { answer, status, words, isRepeated }] of Object.entries(fronts)) {
  Deno.test(`${what} in front of the leader is told as that`, async () => {
    await using net = await startNet();
    await using client = await fundedClient(net);
    net.passed.length = 0;
    net.intercept = () => Promise.resolve(answer());
    const error = await assertRejects(() => client.balance(), VmError, words);
    assert(error.message.includes("Something in front of node "), error.message);
    assertEquals(error.code, isRepeated ? "UNAVAILABLE" : "INTERNAL");
    const { reason, from, ...failure } = error.failure!;
    assertEquals([reason, from, failure.status], ["notANode", "between", status]);
    assertEquals(net.count("AccountBalance"), isRepeated ? 5 : 1);
  });
}

Deno.test("something in front of the bootnode is told as that", async () => {
  await using net = await startNet();
  net.intercept = () => Promise.resolve(page(403).answer());
  await assertRejects(
    () => net.client(),
    VmError,
    `Something in front of the bootnode at ${net.devnet.network.bootnode} answered HTTP 403, text/html`,
  );
});

Deno.test("a write goes on after a gateway has failed once", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const failed = new Set();
  net.intercept = (passing) => {
    if (passing.to === "chain" || failed.has(passing.method)) return passing.passOn();
    failed.add(passing.method);
    return Promise.resolve(page(502).answer());
  };
  const id = await client.storeValues(values, options).invoke();
  assertEquals(String((await client.retrieveValues(id).invoke())["a"]!.value), "7");
});

/** Puts the status of refusals into headers beside an empty frame of trailers, as Traefik 3 does. */
async function withEmptyTrailers(response: Response): Promise<Response> {
  const bytes = await response.bytes();
  const headers = new Headers(response.headers);
  if (!headers.has("grpc-status") && bytes[0] === 0x80) {
    for (const line of new TextDecoder().decode(bytes.subarray(5)).split("\r\n")) {
      const at = line.indexOf(":");
      if (at > 0) headers.set(line.slice(0, at), line.slice(at + 1).trim());
    }
  }
  if (!headers.has("grpc-status")) return new Response(bytes, { headers });
  return new Response(Uint8Array.of(0x80, 0, 0, 0, 0), { headers });
}

Deno.test("an empty frame of trailers after a status in the headers is the refusal it was", async () => {
  await using net = await startNet();
  await using client = await net.client({ payer: undefined });
  net.intercept = async ({ to, passOn }) =>
    to === "chain" ? await passOn() : await withEmptyTrailers(await passOn());
  await assertRejects(() => client.storeValues(values, options).invoke(), InsufficientFundsError);
  const missing = crypto.randomUUID();
  await assertRejects(
    () => client.retrievePermissions(missing).invoke(),
    VmError,
    "The balance does not cover",
  );
  await assertRejects(() => client.deleteValues(missing).invoke(), NotFoundError);
  // A streaming method has its own way through the transport.
  const computeId = missing as ComputeId;
  await assertRejects(() => client.retrieveComputeResults(computeId).invoke(), NotFoundError);
});

Deno.test("a message beside an empty frame of trailers is read with the status in the headers", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  net.intercept = async ({ to, passOn }) => {
    const response = await passOn();
    if (to === "chain") return response;
    const bytes = await response.bytes();
    const end = 5 + new DataView(bytes.buffer).getUint32(1);
    if (bytes[0] !== 0 || bytes[end] !== 0x80) return new Response(bytes, response);
    const headers = { ...webHeaders, "grpc-status": "0" };
    return new Response(new Uint8Array([...bytes.subarray(0, end), 0x80, 0, 0, 0, 0]), { headers });
  };
  const id = await client.storeValues(values, options).invoke();
  assertEquals(String((await client.retrieveValues(id).invoke())["a"]!.value), "7");
});

// Causes

const url = "https://node.example.com:14311/a.Service/Method";

/** What `fetch` throws, and what the client says of it. */
const causes: [unknown, string][] = [
  [
    new TypeError("fetch failed", { cause: new Error("connect ECONNREFUSED 10.0.0.1:1") }),
    "fetch failed: connect ECONNREFUSED 10.0.0.1:1",
  ],
  [
    new TypeError("fetch failed", {
      cause: Object.assign(new Error("self-signed certificate"), {
        code: "DEPTH_ZERO_SELF_SIGNED_CERT",
      }),
    }),
    "self-signed certificate",
  ],
  [
    new TypeError("fetch failed", {
      cause: Object.assign(
        new AggregateError([
          new Error("connect ECONNREFUSED ::1:1"),
          new Error("connect ECONNREFUSED 127.0.0.1:1"),
        ]),
        { code: "ECONNREFUSED" },
      ),
    }),
    "connect ECONNREFUSED ::1:1: connect ECONNREFUSED 127.0.0.1:1",
  ],
  [new TypeError("outer: inner", { cause: new Error("inner") }), "outer: inner"],
  ["a text", "a text"],
];

for (const [error, words] of causes) {
  Deno.test(`the cause stands in the message: ${words}`, () => {
    const told = toVmError(unanswered(error, url), {}, "Node a");
    assertEquals(told.code, "UNAVAILABLE");
    assert(told.message.startsWith("Node a cannot be reached: "), told.message);
    assert(told.message.includes(words), told.message);
    assertEquals((told.cause as Error).cause, error);
  });
}

Deno.test("a fetch that does not speak HTTP/2 is told so, and what to import in Node", async () => {
  await using devnet = await startDevnet({ tls: testTls });
  using client = Deno.createHttpClient({ caCerts: [authority], http2: false });
  const { bootnode } = devnet.network;
  const network = new Network({
    bootnode,
    fetch: (input, init) => fetch(input, { ...init, client }),
  });
  const error = await assertRejects(
    () => VmClient.create({ key: PrivateKey.random(), network }),
    UnavailableError,
  );
  assertStringIncludes(error.message, `The bootnode at ${bootnode} cannot be reached: `);
  assertStringIncludes(error.message, "The server speaks HTTP/2 alone over TLS");
  assertStringIncludes(error.message, 'in Node, import "@nilvm/client/node"');
});

// What Node 20 throws.
const refusedByNode = new TypeError("fetch failed", {
  cause: Object.assign(
    new Error("ssl3_read_bytes:tlsv1 alert no application protocol:SSL alert number 120\n"),
    { code: "ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL" },
  ),
});

Deno.test("an error of Node about HTTP/2 names what to import", () => {
  const words = unanswered(refusedByNode, url).rawMessage;
  assertStringIncludes(words, "SSL alert number 120. The server speaks HTTP/2 alone over TLS");
  assertStringIncludes(words, 'in Node, import "@nilvm/client/node"');
});

Deno.test("a chain of causes that never ends is named up to a limit", () => {
  const error = new Error("again");
  error.cause = error;
  assertEquals(unanswered(error, url).rawMessage, "again");
});

Deno.test("a certificate that nobody signed is named", async () => {
  // Nothing speaks TLS at this port: the platform says so in a cause.
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen() {} },
    () => new Response(),
  );
  const network = new Network({ bootnode: `https://127.0.0.1:${server.addr.port}` });
  const error = await assertRejects(
    () => VmClient.create({ key: PrivateKey.random(), network }),
    VmError,
  );
  assertEquals(error.code, "UNAVAILABLE");
  assert(/tls|certificate|InvalidContentType|corrupt message/i.test(error.message), error.message);
});

Deno.test("for a devnet that is not running, the error says how to start it", async () => {
  const closed = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  closed.close();
  const network = new Network({
    bootnode: `http://127.0.0.1:${(closed.addr as Deno.NetAddr).port}`,
  });
  const error = await assertRejects(
    () => VmClient.create({ key: PrivateKey.random(), network }),
    VmError,
    "start a devnet with `npx nilvm devnet`",
  );
  assertEquals(error.code, "UNAVAILABLE");
  assert(/refused/i.test(error.message), error.message);
});

Deno.test("a missing permission of Deno is told as that, with its flag", async () => {
  const main = new URL("../../mod.ts", import.meta.url).href;
  const keys = new URL("../../src/keys/mod.ts", import.meta.url).href;
  const config = new URL("../../deno.json", import.meta.url).pathname;
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/program.ts`;
    await Deno.writeTextFile(
      path,
      `import { Network, VmClient } from ${JSON.stringify(main)};
       import { PrivateKey } from ${JSON.stringify(keys)};
       const network = new Network({ bootnode: "http://localhost:37939" });
       const error = await VmClient.create({ key: PrivateKey.random(), network }).catch((e) => e);
       console.log(JSON.stringify([error.code, error.failure.reason, error.failure.delivery, error.message]));`,
    );
    const args = ["run", "--no-prompt", "--no-check", "--config", config, "--allow-net=127.0.0.1"];
    const printed = new TextDecoder().decode(await run(Deno.execPath(), [...args, path]));
    const [code, reason, delivery, message] = JSON.parse(printed);
    assertEquals([code, reason, delivery], ["FAILED_PRECONDITION", "notAllowed", "notSent"]);
    assert(message.includes("--allow-net=localhost:37939"), message);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a permission that is missing for the nodes alone is told for the whole operation", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const denied = Object.assign(new Error('Requires net access to "node:80"'), {
    name: "NotCapable",
  });
  net.intercept = ({ method, passOn }) =>
    method === "StoreValues" ? Promise.reject(denied) : passOn();
  const write = client.storeValues(values, options);
  const error = await assertRejects(() => write.invoke(), VmError, "--allow-net=");
  assertEquals(error.code, "FAILED_PRECONDITION");
  net.intercept = ({ passOn }) => passOn();
  await write.invoke();
});

Deno.test("each kind of a missing answer has its reason and its consequence", () => {
  const found = (kind: NoAnswer["kind"], status?: number) =>
    new ConnectError("x", Code.Internal, undefined, undefined, new NoAnswer("x", kind, status));
  const expected: [NoAnswer["kind"], FailureReason, string][] = [
    ["foreign", "notANode", "resume"],
    ["passing", "notANode", "askAgain"],
    ["unusable", "unusableAnswer", "resume"],
    ["notAllowed", "notAllowed", "resume"],
  ];
  for (const [kind, reason, consequence] of expected) {
    const error = found(kind, kind === "notAllowed" ? undefined : 200);
    assertEquals(failureOf(error).reason, reason);
    assertEquals(consequenceOf(error), consequence);
    assertEquals(consequenceOf(toVmError(error)), consequence);
  }
});

import { create } from "@bufbuild/protobuf";
import {
  AbortedError,
  EcdsaPrivateKey,
  FailedPreconditionError,
  InternalError,
  NodesDisagreeError,
  NotEnoughSharesError,
  NotFoundError,
  Permissions,
  SecretBlob,
  SecretInteger,
  TimeoutError,
  UnavailableError,
} from "@nilvm/client";
import { seededEnvironment } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";
import { assert, assertEquals, assertInstanceOf, assertRejects } from "@std/assert";
import {
  ComputePermissionsSchema,
  PermissionsSchema,
} from "../../src/gen/nillion/permissions/v1/permissions_pb.ts";
import { StoreValuesResponseSchema } from "../../src/gen/nillion/values/v1/store_pb.ts";
import { RetrieveValuesResponseSchema } from "../../src/gen/nilvm/opaque/v1/values_pb.ts";
import { changeAnswer, refusal, webHeaders } from "../support/grpc_web.ts";
import { hang } from "../support/hang.ts";
import {
  fundedClient,
  loseFirst,
  type Passing,
  refuse,
  startNet,
  statuses,
} from "../support/net_fixture.ts";

const options = { ttlDays: 1 };
const values = {
  number: new SecretInteger(424242),
  text: new SecretBlob(new TextEncoder().encode("gm, builder")),
};

const nothing = new Uint8Array();

/** Failures of a node, as a client sees them. */
const troubles: Record<string, (passing: Passing) => Promise<Response>> = {
  "refuses connections": refuse,
  "never answers": ({ signal }) => hang(signal),
  "cannot serve now": () => Promise.resolve(refusal(14, "overloaded")),
  "fails": () => Promise.resolve(refusal(13, "internal error")),
  "has lost the values": () => Promise.resolve(refusal(5, "value not found")),
  "is behind a broken proxy": () => Promise.resolve(new Response("Bad gateway", { status: 502 })),
  "answers with a web page": () =>
    Promise.resolve(new Response("<html>", { headers: { "content-type": "text/html" } })),
  "answers nothing": () => Promise.resolve(new Response(nothing, { headers: webHeaders })),
  "answers garbage": () =>
    Promise.resolve(
      new Response(crypto.getRandomValues(new Uint8Array(500)), { headers: webHeaders }),
    ),
  "redirects elsewhere": () =>
    Promise.resolve(new Response(null, { status: 307, headers: { location: "http://a.example" } })),
  "holds no values": (passing) =>
    changeAnswer(passing, RetrieveValuesResponseSchema, (message) => message.values = []),
  "holds broken values": (passing) =>
    changeAnswer(passing, RetrieveValuesResponseSchema, ({ values }) => {
      values[0] = values[0]!.slice(0, -3);
    }),
};

for (const [trouble, answer] of Object.entries(troubles)) {
  Deno.test(`a read succeeds while one node ${trouble}`, async () => {
    await using net = await startNet({ nodes: 4 });
    await using client = await fundedClient(net);
    const id = await client.storeValues(values, options).invoke();
    net.intercept = (passing) =>
      passing.to === 2 && passing.method === "RetrieveValues" ? answer(passing) : passing.passOn();
    const operation = client.retrieveValues(id);
    const read = await operation.invoke();
    assert(read["number"]!.equals(values.number) && read["text"]!.equals(values.text));
    const [a, b, troubled, d] = statuses(operation.outcomes);
    assertEquals([a, b, d], ["done", "done", "done"]);
    assert(/^(failed|unknown) /.test(troubled!), troubled);
  });
}

Deno.test("a read gives the right values, whatever one node answers", async () => {
  await using net = await startNet({ nodes: 4 });
  await using client = await net.client();
  await client.addFunds(500_000_000n);
  const id = await client.storeValues(values, options).invoke();
  const { randomBytes } = seededEnvironment("whatever one node answers");
  const below = (limit: number) => new DataView(randomBytes(4).buffer).getUint32(0) % limit;
  for (let round = 0; round < 150; round++) {
    net.intercept = async ({ to, method, passOn }) => {
      const response = await passOn();
      if (to !== 1 || method !== "RetrieveValues") return response;
      let body = new Uint8Array(await response.arrayBuffer());
      if (below(2) === 0) body = body.slice(0, below(body.length));
      for (let left = below(4); left > 0 && body.length > 0; left--) {
        body[below(body.length)] = below(256);
      }
      return new Response(body, { headers: response.headers });
    };
    const read = await client.retrieveValues(id).invoke();
    const isRight = read["number"]!.equals(values.number) && read["text"]!.equals(values.text);
    assert(isRight, `round ${round}`);
  }
});

Deno.test("a read that has enough answers waits for slow nodes only a little longer", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const id = await client.storeValues(values, options).invoke();
  net.intercept = ({ to, method, passOn, signal }) =>
    to === 0 && method === "RetrieveValues" ? hang(signal) : passOn();
  const operation = client.retrieveValues(id);
  await operation.invoke({ timeoutMs: 4_000 }); // It waits one second for the third node.
  assertEquals(statuses(operation.outcomes), ["unknown UNAVAILABLE", "done", "done"]);
});

Deno.test("a read without enough shares says which nodes are missing, and can be resumed", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const id = await client.storeValues(values, options).invoke();
  net.intercept = ({ to, method, passOn }) =>
    to !== 1 && method === "RetrieveValues" ? refuse() : passOn();
  const operation = client.retrieveValues(id);
  const error = await assertRejects(() => operation.invoke(), NotEnoughSharesError);
  assertEquals(statuses(error.outcomes), [
    "unknown UNAVAILABLE",
    "done",
    "unknown UNAVAILABLE",
  ]);
  const { balance } = await client.balance();
  net.intercept = ({ passOn }) => passOn();
  const read = await operation.invoke();
  assert(read["number"]!.equals(values.number));
  assertEquals((await client.balance()).balance, balance, "with the receipt it had");
});

Deno.test("a read of key shares needs every node, and names the missing one", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const key = new EcdsaPrivateKey(PrivateKey.random().toBytes());
  const id = await client.storeValues({ key }, options).invoke();
  net.intercept = ({ to, method, passOn }) =>
    to === 2 && method === "RetrieveValues" ? refuse() : passOn();
  const operation = client.retrieveValues(id);
  const error = await assertRejects(() => operation.invoke(), NotEnoughSharesError);
  assertEquals(statuses(error.outcomes), ["done", "done", "unknown UNAVAILABLE"]);
  net.intercept = ({ passOn }) => passOn();
  assert((await operation.invoke())["key"]!.equals(key));
});

Deno.test("a read says that no node can be reached", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const id = await client.storeValues(values, options).invoke();
  net.intercept = ({ method, passOn }) => method === "RetrieveValues" ? refuse() : passOn();
  const error = await assertRejects(() => client.retrieveValues(id).invoke(), UnavailableError);
  assertEquals(statuses(error.outcomes), Array(3).fill("unknown UNAVAILABLE"));
});

Deno.test("a read says that nodes disagree about whether the values exist", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const id = await client.storeValues(values, options).invoke();
  net.intercept = ({ to, method, passOn }) =>
    to !== 0 && method === "RetrieveValues"
      ? Promise.resolve(refusal(5, "value not found"))
      : passOn();
  const error = await assertRejects(() => client.retrieveValues(id).invoke(), NodesDisagreeError);
  assertEquals(statuses(error.outcomes), ["done", "failed NOT_FOUND", "failed NOT_FOUND"]);
});

Deno.test("a read whose receipt a node has used buys another one at the next invoke()", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const id = await client.storeValues(values, options).invoke();
  const lose = loseFirst("RetrieveValues");
  net.intercept = (passing) => passing.to === 0 ? passing.passOn() : lose(passing);
  const operation = client.retrieveValues(id);
  const error = await assertRejects(() => operation.invoke(), NotEnoughSharesError);
  assertEquals(statuses(error.outcomes), ["done", "done", "done"]);
  net.intercept = ({ passOn }) => passOn();
  assert((await operation.invoke())["number"]!.equals(values.number));
});

Deno.test("a read whose receipt every node refuses as used is not told as a write", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const id = await client.storeValues(values, options).invoke();
  net.intercept = ({ method, passOn }) =>
    method === "RetrieveValues" ? Promise.resolve(refusal(9, "nonce already used")) : passOn();
  await assertRejects(() => client.retrieveValues(id).invoke(), FailedPreconditionError);
});

// Writes

Deno.test("a write that did not reach every node says so, and resumes with the same receipt", async () => {
  await using net = await startNet({ nodes: 4 });
  await using client = await fundedClient(net);
  net.intercept = ({ to, method, passOn }) =>
    to === 1 && method === "StoreValues" ? refuse() : passOn();
  const operation = client.storeValues(values, options);
  const error = await assertRejects(() => operation.invoke(), UnavailableError, "3 of 4 nodes");
  assertEquals(statuses(error.outcomes), ["done", "unknown UNAVAILABLE", "done", "done"]);
  assertEquals(operation.outcomes, error.outcomes);
  const { balance } = await client.balance();
  const stored = net.count("StoreValues");

  net.intercept = ({ passOn }) => passOn();
  const id = await operation.invoke();

  assertEquals((await client.balance()).balance, balance);
  assertEquals(net.count("StoreValues"), stored + 1, "only the node that was missing");
  for (const node of net.devnet.nodes) {
    assertEquals(new Set(node.heldShares().map(({ valuesId }) => valuesId)), new Set([id]));
  }
  assert((await client.retrieveValues(id).invoke())["number"]!.equals(values.number));
});

Deno.test("a write succeeds although one node's answer is lost", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  net.intercept = loseFirst("StoreValues", 2);
  const operation = client.storeValues(values, options);
  const id = await operation.invoke();
  assertEquals(statuses(operation.outcomes), ["done", "done", "done"]);
  assert((await client.retrieveValues(id).invoke())["text"]!.equals(values.text));
});

Deno.test("a write succeeds although every answer is lost", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  net.intercept = loseFirst("StoreValues");
  const operation = client.storeValues(values, options);
  const id = await operation.invoke();
  assertEquals(statuses(operation.outcomes), ["done", "done", "done"]);
  assert((await client.retrieveValues(id).invoke())["text"]!.equals(values.text));
});

for (const [what, code] of [["fails", 13], ["takes the caller for nobody", 16]] as const) {
  Deno.test(`a write while one node ${what} goes on there, for the same price`, async () => {
    await using net = await startNet();
    await using client = await fundedClient(net);
    net.intercept = ({ to, method, passOn }) =>
      to === 0 && method === "StoreValues" ? Promise.resolve(refusal(code, "not now")) : passOn();
    const operation = client.storeValues(values, options);
    const error = await assertRejects(() => operation.invoke(), NodesDisagreeError);
    assertEquals(error.outcomes?.map(({ status }) => status), ["failed", "done", "done"]);
    assert(operation.isResumable);
    net.passed.length = 0;

    net.intercept = ({ passOn }) => passOn();
    const id = await operation.invoke();

    assertEquals(net.passed, [{ to: 0, method: "StoreValues" }]);
    assert(!operation.isResumable);
    for (const node of net.devnet.nodes) {
      assertEquals(new Set(node.heldShares().map(({ valuesId }) => valuesId)), new Set([id]));
    }
    assert((await client.retrieveValues(id).invoke())["number"]!.equals(values.number));
  });
}

Deno.test("a write that one node refuses for good starts from the beginning", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  net.intercept = ({ to, method, passOn }) =>
    to === 0 && method === "StoreValues" ? Promise.resolve(refusal(3, "no")) : passOn();
  const operation = client.storeValues(values, options);
  const error = await assertRejects(() => operation.invoke(), NodesDisagreeError);
  assertEquals(statuses(error.outcomes), ["failed INVALID_ARGUMENT", "done", "done"]);
  assert(!operation.isResumable);
  net.intercept = ({ passOn }) => passOn();
  const id = await operation.invoke();
  assertEquals(net.count("PriceQuote"), 2);
  assert((await client.retrieveValues(id).invoke())["number"]!.equals(values.number));
});

Deno.test("a token that a node refuses is replaced by a new one, once", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const tokens: (string | null)[] = [];
  net.intercept = ({ to, method, request, passOn }) => {
    if (to !== 1 || method !== "StoreValues") return passOn();
    tokens.push(request.headers.get("x-nillion-token"));
    return tokens.length === 1 ? Promise.resolve(refusal(16, "token expired")) : passOn();
  };
  await client.storeValues(values, options).invoke();
  assertEquals(tokens.length, 2);
  assert(tokens[0] !== null && tokens[0] !== tokens[1]);
});

Deno.test("writes that hang at one node leave connections for others, and resume with new tokens", async () => {
  const clock = { aheadMs: 0, now: () => Date.now() + clock.aheadMs };
  await using net = await startNet({
    environment: { ...seededEnvironment("slow"), now: clock.now },
  });
  await using client = await net.client({ environment: clock });
  await client.addFunds(50_000_000n);
  const id = await client.storeValues(values, options).invoke();
  const released = Promise.withResolvers<void>();
  net.intercept = async ({ to, method, passOn }) => {
    if (to === 0 && method === "StoreValues") await released.promise;
    return await passOn();
  };
  const { balance } = await client.balance();
  const writes = Array.from({ length: 10 }, () => client.storeValues(values, options).invoke());

  // Other nodes still serve, since six connections may be open and three of them hang at node 0.
  const read = await client.retrieveValues(id).invoke({ timeoutMs: 10_000 });
  assert(read["number"]!.equals(values.number));

  // Requests that waited would now carry expired tokens.
  clock.aheadMs = 61_000;
  released.resolve();
  assertEquals(new Set(await Promise.all(writes)).size, 10);
  const there = net.passed.filter(({ to, method }) => to === 0 && method === "StoreValues");
  assertEquals(there.length, 1 + 10 + 3, "only those that hung there carried old tokens");
  assertEquals((await client.balance()).balance, balance - 1_100n);
});

Deno.test("a request to the leader that hangs is sent again", async () => {
  const environment = {
    sleep: (ms: number, signal: AbortSignal) => {
      if (ms < 1_000) return Promise.resolve();
      return new Promise<void>((resolve, reject) => {
        // The limit of one attempt ends soon, and the limit of the call never.
        if (ms === 20_000) setTimeout(resolve, 20);
        signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      });
    },
  };
  await using net = await startNet();
  await using client = await net.client({ environment });
  let isFirst = true;
  net.intercept = ({ method, signal, passOn }) => {
    if (method !== "AccountBalance" || !isFirst) return passOn();
    isFirst = false;
    return hang(signal);
  };
  assertEquals((await client.balance()).balance, 0n);
  net.intercept = ({ signal }) => hang(signal);
  await assertRejects(
    () => client.balance(),
    UnavailableError,
    "No answer arrived within 20000 ms",
  );
});

Deno.test("a second invoke() while the first is under way keeps its own limits", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const released = Promise.withResolvers<void>();
  net.intercept = async ({ method, passOn }) => {
    if (method === "StoreValues") await released.promise;
    return await passOn();
  };
  const operation = client.storeValues(values, options);
  const first = operation.invoke();
  await assertRejects(() => operation.invoke({ timeoutMs: 50 }), TimeoutError);
  await assertRejects(() => operation.invoke({ signal: AbortSignal.abort() }), AbortedError);
  const second = operation.invoke();
  released.resolve();
  assertEquals(await second, await first);
});

Deno.test("permissions without an owner are blamed on the nodes that sent them", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const id = await client.storeValues(values, options).invoke();
  net.intercept = (passing) =>
    passing.method === "RetrievePermissions"
      ? changeAnswer(passing, PermissionsSchema, (message) => delete message.owner)
      : passing.passOn();
  const operation = client.retrievePermissions(id);
  const error = await assertRejects(() => operation.invoke(), InternalError, "a malformed user id");
  assertEquals(statuses(error.outcomes), ["failed INTERNAL", "failed INTERNAL", "failed INTERNAL"]);
});

Deno.test("a read says when all answers were lost", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const id = await client.storeValues(values, options).invoke();
  net.intercept = loseFirst("RetrieveValues");
  const error = await assertRejects(
    () => client.retrieveValues(id).invoke(),
    UnavailableError,
    "their answers were lost: invoke the operation again, which pays again",
  );
  assertEquals(statuses(error.outcomes), ["done", "done", "done"]);
});

Deno.test("a write refuses an invalid id from the nodes", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  net.intercept = (passing) =>
    passing.method !== "StoreValues"
      ? passing.passOn()
      : changeAnswer(passing, StoreValuesResponseSchema, (message) => message.valuesId = nothing);
  await assertRejects(
    () => client.storeValues(values, options).invoke(),
    InternalError,
    "id of 0 bytes",
  );
});

Deno.test("a stopped write can be resumed", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  net.intercept = ({ to, method, passOn, signal }) =>
    to === 2 && method === "StoreValues" ? hang(signal) : passOn();
  const operation = client.storeValues(values, options);
  const error = await assertRejects(() => operation.invoke({ timeoutMs: 1_000 }), TimeoutError);
  assertEquals(statuses(error.outcomes), ["done", "done", "unknown TIMEOUT"]);
  net.intercept = ({ passOn }) => passOn();
  const id = await operation.invoke();
  assert((await client.retrieveValues(id).invoke())["number"]!.equals(values.number));
  assertEquals(net.count("PaymentReceipt"), 2);
});

Deno.test("a delete that did not reach every node resumes at the others", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const id = await client.storeValues(values, options).invoke();
  net.intercept = ({ to, method, passOn }) =>
    to === 1 && method === "DeleteValues" ? refuse() : passOn();
  const operation = client.deleteValues(id);
  const error = await assertRejects(() => operation.invoke(), UnavailableError, "2 of 3 nodes");
  assertEquals(statuses(error.outcomes), ["done", "unknown UNAVAILABLE", "done"]);
  net.intercept = ({ passOn }) => passOn();
  await operation.invoke();
  for (const node of net.devnet.nodes) assertEquals(node.heldShares(), []);
});

Deno.test("nodes do not disagree when another user deletes the values meanwhile", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const id = await client.storeValues(values, options).invoke();
  net.intercept = ({ to, method, passOn }) =>
    to === 1 && method === "DeleteValues" ? refuse() : passOn();
  await assertRejects(() => client.deleteValues(id).invoke(), UnavailableError);
  net.intercept = ({ passOn }) => passOn();
  await client.deleteValues(id).invoke();
  for (const node of net.devnet.nodes) assertEquals(node.heldShares(), []);
  await assertRejects(() => client.deleteValues(id).invoke(), NotFoundError);
});

/** Makes some nodes answer that nobody may retrieve, update or delete. */
function lying(lies: Record<number, "retrieve" | "update" | "delete">) {
  return (passing: Passing) => {
    const lie = typeof passing.to === "number" ? lies[passing.to] : undefined;
    return lie === undefined || passing.method !== "RetrievePermissions"
      ? passing.passOn()
      : changeAnswer(passing, PermissionsSchema, (message) => message[lie] = []);
  };
}

Deno.test("permissions are what the honest nodes answer, and the lying nodes are named", async () => {
  const cases = [
    { nodes: 3, polynomialDegree: 1, lies: { 0: "retrieve" } },
    { nodes: 5, polynomialDegree: 2, lies: { 2: "update" } },
    { nodes: 5, polynomialDegree: 2, lies: { 0: "retrieve", 4: "retrieve" } },
    { nodes: 5, polynomialDegree: 1, lies: { 1: "retrieve", 3: "delete" } },
  ] as const;
  for (const { lies, ...cluster } of cases) {
    await using net = await startNet(cluster);
    await using client = await fundedClient(net);
    const id = await client.storeValues(values, options).invoke();
    net.intercept = lying(lies);
    const operation = client.retrievePermissions(id);
    const permissions = await operation.invoke();
    assert(permissions.equals(Permissions.defaultsForUser(client.userId)));
    const liars = operation.outcomes.filter(({ status }) => status !== "done");
    assertEquals(
      liars.map(({ node }) => node),
      Object.keys(lies).map((index) => net.devnet.nodes[Number(index)]!.id),
    );
    for (const { status, node, error } of liars) {
      assertEquals([status, error!.node, error!.phase], ["failed", node, "nodes"]);
      assertInstanceOf(error, NodesDisagreeError);
    }
  }
});

Deno.test("permissions are returned only when exactly one large enough group of nodes agrees", async () => {
  const cases = [
    { nodes: 3, polynomialDegree: 1, lies: { 0: "retrieve", 1: "update" } },
    { nodes: 5, polynomialDegree: 2, lies: { 0: "retrieve", 1: "update", 2: "delete" } },
    { nodes: 5, polynomialDegree: 1, lies: { 0: "retrieve", 1: "retrieve" } },
  ] as const;
  for (const { lies, ...cluster } of cases) {
    await using net = await startNet(cluster);
    await using client = await fundedClient(net);
    const id = await client.storeValues(values, options).invoke();
    net.intercept = lying(lies);
    const error = await assertRejects(
      () => client.retrievePermissions(id).invoke(),
      NodesDisagreeError,
      "different permissions",
    );
    assertEquals(error.outcomes!.length, cluster.nodes);
  }
});

Deno.test("permissions that too few nodes answer are not believed", async () => {
  for (const [polynomialDegree, heard] of [[1, 1], [2, 2]] as const) {
    await using net = await startNet({ nodes: 5, polynomialDegree });
    await using client = await fundedClient(net);
    const id = await client.storeValues(values, options).invoke();
    net.intercept = ({ to, method, passOn }) =>
      method === "RetrievePermissions" && Number(to) >= heard ? refuse() : passOn();
    const operation = client.retrievePermissions(id);
    await assertRejects(
      () => operation.invoke(),
      UnavailableError,
      `${heard} of the nodes answered, and ${polynomialDegree + 1} must agree`,
    );
    net.intercept = ({ passOn }) => passOn();
    assert((await operation.invoke()).equals(Permissions.defaultsForUser(client.userId)));
  }
});

Deno.test("an invalid program id in permissions is left out, since it allows nothing", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const id = await client.storeValues(values, options).invoke();
  net.intercept = (passing) =>
    passing.method !== "RetrievePermissions"
      ? passing.passOn()
      : changeAnswer(passing, PermissionsSchema, ({ owner, compute }) => {
        const programIds = ["only a name", "p/1"];
        compute.push(create(ComputePermissionsSchema, { user: owner!, programIds }));
      });
  const expected = Permissions.defaultsForUser(client.userId).allowCompute(client.userId, "p/1");
  assert((await client.retrievePermissions(id).invoke()).equals(expected));
});

Deno.test("an unreachable leader is named, after some attempts", async () => {
  await using net = await startNet();
  await using client = await net.client();
  net.intercept = ({ method, passOn }) => method === "PriceQuote" ? refuse() : passOn();
  const error = await assertRejects(
    () => client.storeValues(values, options).invoke(),
    UnavailableError,
    "cannot be reached: connection refused",
  );
  assertEquals([error.node, error.phase], [client.cluster.leader.id, "quote"]);
  assert(error.message.includes(client.cluster.leader.endpoint));
  assertEquals(net.count("PriceQuote"), 5);
  assertInstanceOf(error.cause, Error);
});

Deno.test("an error repeats only the beginning of a node's long message", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const id = await client.storeValues(values, options).invoke();
  const words = "value not found: " + "x".repeat(1_000_000);
  net.intercept = ({ method, passOn }) =>
    method === "RetrieveValues" ? Promise.resolve(refusal(5, words)) : passOn();
  const error = await assertRejects(
    () => client.retrieveValues(id).invoke(),
    NotFoundError,
    "value not found: xxx",
  );
  assert(error.message.length < 10_000, `${error.message.length} characters`);
  assert(error.outcomes!.every(({ error }) => error!.message.length < 10_000));
});

Deno.test("a read that is right although one node lies needs one more node, and goes on once that node answers", async () => {
  await using net = await startNet();
  await using client = await fundedClient(net);
  const id = await client.storeValues(values, options).invoke();
  net.intercept = ({ to, method, passOn }) =>
    to === 0 && method === "RetrieveValues" ? refuse() : passOn();
  const read = await client.retrieveValues(id, { faultTolerance: 0 }).invoke();
  assertEquals(Object.keys(read), Object.keys(values));
  const operation = client.retrieveValues(id, { faultTolerance: 1 });
  const error = await assertRejects(() => operation.invoke(), NotEnoughSharesError);
  assertEquals([error.have, error.need, error.phase], [2, 3, "unmask"]);
  assertEquals(statuses(error.outcomes), ["unknown UNAVAILABLE", "done", "done"]);
  const { balance } = await client.balance();
  net.intercept = ({ passOn }) => passOn();
  assertEquals(Object.keys(await operation.invoke()), Object.keys(values));
  assertEquals((await client.balance()).balance, balance, "nothing is paid again");
});

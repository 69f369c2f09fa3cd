/** The events of a client: which come, in which order, and that listeners cannot do harm. */
import {
  InvalidArgumentError,
  SecretBlob,
  SecretInteger,
  UnavailableError,
  type VmEvent,
} from "@nilvm/client";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { hang } from "../support/hang.ts";
import { loseFirst, refuse, startNet, type TestNet } from "../support/net_fixture.ts";

const values = { a: new SecretInteger(42) };
const options = { ttlDays: 1 };

/** A client that pays for each operation on the chain. */
function payingClient(net: TestNet, own: Parameters<TestNet["client"]>[0] = {}) {
  return net.client({ paymentMode: "perOperation", ...own });
}

/** An event in a few words, without what differs between runs. */
function brief(event: VmEvent): string {
  switch (event.type) {
    case "operationStart":
    case "operationEnd":
      return `${event.type} ${event.operation}`;
    case "phaseStart":
    case "phaseEnd":
      return `${event.type} ${event.phase}`;
    case "payment":
      return `payment ${event.isOpen ? "open" : "closed"}${event.txHash ? " with hash" : ""}`;
    default:
      return `${event.type} ${event.method}`;
  }
}

/** The events of these kinds, in a few words. */
function briefly(events: readonly VmEvent[], ...types: VmEvent["type"][]): string[] {
  return events.filter(({ type }) => types.includes(type)).map(brief);
}

function ofType<Type extends VmEvent["type"]>(
  events: readonly VmEvent[],
  type: Type,
): Extract<VmEvent, { type: Type }>[] {
  return events.filter((event): event is Extract<VmEvent, { type: Type }> => event.type === type);
}

Deno.test("a paid operation tells of its phases, its price, its payment and each node, in order", async () => {
  await using net = await startNet();
  const events: VmEvent[] = [];
  await using client = await payingClient(net);
  await client.storeValues(values, options).invoke({ onEvent: (event) => events.push(event) });

  assertEquals(
    briefly(events, "operationStart", "phaseStart", "phaseEnd", "payment", "operationEnd"),
    [
      "operationStart storeValues",
      "phaseStart quote",
      "phaseEnd quote",
      "phaseStart payment",
      "payment open",
      "payment open with hash",
      "phaseEnd payment",
      "phaseStart receipt",
      "phaseEnd receipt",
      "phaseStart nodes",
      "phaseEnd nodes",
      "payment closed with hash",
      "operationEnd storeValues",
    ],
  );
  const [quote, payment, receipt, nodes] = ofType(events, "phaseEnd");
  assertEquals([quote?.feesUnil, quote?.feesCredits], [1_000_000n, 100n]);
  assert(/^[0-9A-F]{64}$/.test(payment?.txHash ?? ""), payment?.txHash);
  assertEquals(receipt?.txHash, payment?.txHash);
  assertEquals(nodes?.nodeCount, 3);
  const [end] = ofType(events, "operationEnd");
  assertEquals(end?.txHash, payment?.txHash);
  assertEquals(end?.error, undefined);
  const ends = ofType(events, "requestEnd");
  const ids = client.cluster.members.map(({ id }) => id).sort();
  assertEquals(
    ends.filter(({ method }) => method === "StoreValues").map(({ node }) => node!).sort(),
    ids,
  );
  for (const { grpcStatus, attempt, service, durationMs, queueMs } of ends) {
    assertEquals([grpcStatus, attempt], [0, 1]);
    assert(service.startsWith("nillion."), service);
    assert(durationMs >= queueMs && queueMs >= 0);
  }
  assertEquals(new Set(events.map(({ call }) => call)).size, 1);
  assertEquals(new Set(events.map(({ operation }) => operation)), new Set(["storeValues"]));
  assert(events.every(Object.isFrozen));
});

Deno.test("every start has its end, and a part ends before what it is in", async () => {
  await using net = await startNet();
  const events: VmEvent[] = [];
  await using client = await payingClient(net, { onEvent: (event) => events.push(event) });
  const id = await client.storeValues(values, options).invoke();
  await client.retrieveValues(id).invoke();
  await client.deleteValues(id).invoke();
  await client.balance();

  for (const call of new Set(events.map(({ call }) => call))) {
    const ofCall = events.filter((event) => event.call === call);
    for (const kind of ["operation", "phase", "request"] as const) {
      const starts = ofType(ofCall, `${kind}Start`).length;
      assertEquals(ofType(ofCall, `${kind}End`).length, starts, `${kind} of call ${call}`);
    }
    assertEquals(ofCall[0]?.type, "operationStart");
    assertEquals(ofCall.at(-1)?.type, "operationEnd");
  }
  const operations = ofType(events, "operationEnd").map(({ operation }) => operation);
  assertEquals(operations, ["connect", "storeValues", "retrieveValues", "deleteValues", "balance"]);
});

Deno.test("quote() and the methods of a client are told of by their names", async () => {
  await using net = await startNet();
  const events: VmEvent[] = [];
  const onEvent = (event: VmEvent) => events.push(event);
  await using client = await net.client();
  await client.addFunds(20_000_000n, undefined, { onEvent });
  await client.resumePayments({ onEvent });
  const operation = client.poolStatus();
  const quote = await operation.quote({ onEvent });
  const receipt = await client.getPaymentReceipt(quote, undefined, { onEvent });
  await operation.invokeWithReceipt(receipt, { onEvent });

  const started = briefly(events, "operationStart").map((line) => line.split(" ")[1]);
  const names = ["addFunds", "resumePayments", "poolStatus", "getPaymentReceipt", "poolStatus"];
  assertEquals(started, names);
  const opened = ofType(events, "payment").filter(({ operation }) => operation === "addFunds");
  assertEquals(
    opened.map(({ isOpen, txHash }) => [isOpen, txHash !== undefined]),
    [[true, false], [true, true], [false, true]],
  );
  assertEquals(opened[0]?.amountUnil, 20_000_000n);
});

/** An answer whose body arrives in chunks of some bytes. */
async function inChunks(answer: Response, length: number): Promise<Response> {
  const bytes = new Uint8Array(await answer.arrayBuffer());
  let at = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at += length));
    },
  });
  return new Response(body, answer);
}

Deno.test("a large value gives progress: what each node gets and has, and what has arrived", async () => {
  await using net = await startNet();
  await using client = await net.client();
  await client.addFunds(1_000_000_000n);
  const events: VmEvent[] = [];
  const onEvent = (event: VmEvent) => events.push(event);
  const blob = new SecretBlob(crypto.getRandomValues(new Uint8Array(60_000)));
  const id = await client.storeValues({ blob, other: blob, more: blob }, options)
    .invoke({ onEvent });

  const stored = events.filter((event) =>
    event.type === "requestProgress" && event.method === "StoreValues"
  ) as Extract<VmEvent, { type: "requestProgress" }>[];
  for (const { id } of client.cluster.members) {
    const [before, after] = stored.filter(({ node }) => node === id);
    assert(before!.toSendBytes > 180_000, `${before!.toSendBytes}`);
    assertEquals([before!.sentBytes, after!.sentBytes], [0, before!.toSendBytes]);
  }

  events.length = 0;
  net.intercept = async ({ method, passOn }) => {
    const answer = await passOn();
    return method === "RetrieveValues" ? inChunks(answer, 1_024) : answer;
  };
  await client.retrieveValues(id).invoke({ onEvent });
  for (const { id } of client.cluster.members) {
    const isRead = (event: VmEvent) =>
      "method" in event && event.method === "RetrieveValues" && event.node === id;
    const read = events.filter(isRead);
    const arrived = ofType(read, "requestProgress").map(({ receivedBytes }) => receivedBytes);
    const [end] = ofType(read, "requestEnd");
    assert(end!.receivedBytes > 180_000, `${end!.receivedBytes}`);
    assert(arrived.some((bytes) => bytes > 0 && bytes <= end!.receivedBytes), arrived.join());
    assert(arrived.length <= 3 + end!.receivedBytes / 65_536, arrived.join());
    assertEquals(arrived, [...arrived].sort((a, b) => a - b));
  }
});

Deno.test("a request that is repeated says how often it was sent", async () => {
  await using net = await startNet();
  const events: VmEvent[] = [];
  await using client = await payingClient(net, { onEvent: (event) => events.push(event) });
  net.intercept = loseFirst("StoreValues", 1);
  await client.storeValues(values, options).invoke();

  const of = ofType(events, "requestEnd").filter(({ method }) => method === "StoreValues");
  const node = of.find(({ error }) => error !== undefined)?.node;
  const told = of.filter((event) => event.node === node)
    .map(({ attempt, error, grpcStatus }) => [attempt, error, grpcStatus]);
  assertEquals(told[0], [1, "UNAVAILABLE", undefined]);
  assertEquals(told[1]?.[0], 2);
});

Deno.test("a request of the leader that is repeated says how often it was sent", async () => {
  await using net = await startNet();
  const events: VmEvent[] = [];
  await using client = await net.client({ onEvent: (event) => events.push(event) });
  net.intercept = loseFirst("AccountBalance");
  await client.balance();
  const attempts = ofType(events, "requestEnd").filter(({ method }) => method === "AccountBalance")
    .map(({ attempt, error }) => [attempt, error]);
  assertEquals(attempts, [[1, "UNAVAILABLE"], [2, undefined]]);
});

Deno.test("a failure is told by its code in the request, the phase and the operation", async () => {
  await using net = await startNet();
  const events: VmEvent[] = [];
  await using client = await payingClient(net, { onEvent: (event) => events.push(event) });
  const unknown = "5f1d6b1e-3c0f-4c7e-9a52-8b7d5f0c1a2b";
  const { code } = await assertRejects(() => client.retrieveValues(unknown).invoke()) as {
    code?: string;
  };
  assertEquals(code, "NOT_FOUND");
  const requests = ofType(events, "requestEnd").filter(({ method }) => method === "RetrieveValues");
  assertEquals(requests.map(({ error, grpcStatus }) => [error, grpcStatus]), [
    ["NOT_FOUND", 5],
    ["NOT_FOUND", 5],
    ["NOT_FOUND", 5],
  ]);
  assertEquals(ofType(events, "phaseEnd").at(-1)?.error, "NOT_FOUND");
  assertEquals(ofType(events, "operationEnd").at(-1)?.error, "NOT_FOUND");
});

Deno.test("a request that the client needs no longer is told as stopped, and not as failed", async () => {
  await using net = await startNet();
  const events: VmEvent[] = [];
  await using client = await payingClient(net, { onEvent: (event) => events.push(event) });
  const id = await client.storeValues(values, options).invoke();
  const { intercept } = net;
  net.intercept = (passing) =>
    passing.method === "RetrieveValues" && passing.to === 1
      ? hang(passing.signal)
      : intercept(passing);
  assertEquals((await client.retrieveValues(id).invoke())["a"]?.value, 42n);
  const ends = ofType(events, "requestEnd").filter(({ method }) => method === "RetrieveValues");
  const slow = net.devnet.nodes[1]!.id;
  assertEquals(
    ends.map(({ node, error }) => [node === slow, error]).sort(),
    [[false, undefined], [false, undefined], [true, "ABORTED"]],
  );
  assertEquals(ofType(events, "operationEnd").at(-1)?.error, undefined);
});

Deno.test("a client that cannot connect tells of it", async () => {
  await using net = await startNet();
  const events: VmEvent[] = [];
  net.intercept = refuse;
  const connecting = () => net.client({ onEvent: (event) => events.push(event), timeoutMs: 500 });
  await assertRejects(connecting);
  const [end] = ofType(events, "operationEnd");
  assertEquals([end?.operation, end?.error], ["connect", end?.error]);
  assert(end?.error === "UNAVAILABLE" || end?.error === "TIMEOUT", end?.error);
  assertEquals(ofType(events, "requestEnd")[0]?.node, undefined);
});

Deno.test("a listener that throws, rejects or never ends does not change what a call does", async () => {
  await using net = await startNet();
  let heard = 0;
  const bad = [
    () => {
      heard++;
      throw new Error("a bug of the listener");
    },
    () => {
      heard++;
      return Promise.reject(new Error("a bug of the listener"));
    },
    () => {
      heard++;
      return new Promise(() => {});
    },
  ];
  for (const onEvent of bad) {
    await using client = await payingClient(net, { onEvent });
    const id = await client.storeValues(values, options).invoke({ onEvent: bad[0]! });
    assertEquals((await client.retrieveValues(id).invoke())["a"]?.value, 42n);
  }
  assert(heard > 100, `${heard}`);
});

Deno.test("a listener may call the client, also to close it, and hears of it after the step", async () => {
  await using net = await startNet();
  const client = await payingClient(net);
  let isInside = false;
  const order: boolean[] = [];
  const onEvent = ({ type }: VmEvent) => {
    order.push(isInside);
    if (type === "phaseEnd") client[Symbol.asyncDispose]();
  };
  const operation = client.storeValues(values, options);
  isInside = true;
  const running = operation.invoke({ onEvent });
  isInside = false;
  const { code } = await assertRejects(() => running) as { code?: string };
  assertEquals(code, "ABORTED");
  assert(order.length > 2);
  assert(!order.includes(true), "a listener never runs inside of a step");
});

Deno.test("a listener at the client and at the call hears each event once", async () => {
  await using net = await startNet();
  const events: VmEvent[] = [];
  const onEvent = (event: VmEvent) => events.push(event);
  await using client = await net.client({ onEvent });
  events.length = 0;
  await client.balance({ onEvent });
  assertEquals(ofType(events, "operationEnd").length, 1);

  const others: VmEvent[] = [];
  events.length = 0;
  await client.balance({ onEvent: (event) => others.push(event) });
  assertEquals(others, events);
});

Deno.test("a call that shares an attempt hears of its own start and end", async () => {
  await using net = await startNet();
  await using client = await payingClient(net);
  const events: VmEvent[] = [];
  const operation = client.storeValues(values, options);
  const first = operation.invoke();
  const second = operation.invoke({ onEvent: (event) => events.push(event) });
  assertEquals(await first, await second);
  assertEquals(events.map(brief), ["operationStart storeValues", "operationEnd storeValues"]);
});

Deno.test("the times of events are those of the client's clock", async () => {
  await using net = await startNet();
  let nowMs = 1_000_000;
  const events: VmEvent[] = [];
  const environment = { now: () => nowMs += 10 };
  await using client = await net.client({
    environment,
    onEvent: (event) => events.push(event),
  });
  await client[Symbol.asyncDispose]();
  assert(events.every(({ atMs }) => atMs > 1_000_000 && atMs <= nowMs));
  assert(ofType(events, "requestEnd").every(({ durationMs }) => durationMs >= 10));
});

Deno.test("onEvent and tracer are refused when they are not what they must be", async () => {
  await using net = await startNet();
  const wrong = "no function" as never;
  await assertRejects(() => net.client({ onEvent: wrong }), InvalidArgumentError, "onEvent");
  await assertRejects(() => net.client({ tracer: {} as never }), InvalidArgumentError, "tracer");
  await using client = await net.client();
  await assertRejects(() => client.balance({ onEvent: wrong }), InvalidArgumentError, "onEvent");
  const operation = client.poolStatus();
  await assertRejects(() => operation.invoke({ onEvent: wrong }), InvalidArgumentError, "onEvent");
  assertEquals(net.count("PriceQuote"), 0);
});

Deno.test("events hold no token, receipt, key or share, and nothing but what is documented", async () => {
  await using net = await startNet();
  const events: VmEvent[] = [];
  const secrets = new Set<string>();
  const note = (bytes: Uint8Array) => {
    for (const form of [bytes.toHex(), bytes.toBase64(), bytes.join()]) secrets.add(form);
  };
  net.intercept = async ({ request, passOn }) => {
    const token = request.headers.get("x-nillion-token");
    if (token !== null) secrets.add(token);
    return await passOn();
  };
  await using client = await payingClient(net, { onEvent: (event) => events.push(event) });
  const operation = client.storeValues(values, options);
  const quote = await operation.quote();
  const txHash = await net.payer().submitPayment(quote.feesUnil, quote.nonce);
  const { receipt, signature } = await client.getPaymentReceipt(quote, txHash);
  const id = await operation.invokeWithReceipt({ receipt, signature });
  await client.retrieveValues(id).invoke();
  note(receipt);
  note(signature);
  for (const node of net.devnet.nodes) for (const { bytes } of node.heldShares()) note(bytes);

  assert(secrets.size > 10, `${secrets.size}`);
  const text = JSON.stringify(events, (_, value) => typeof value === "bigint" ? `${value}` : value);
  assertEquals([...secrets].filter((secret) => text.includes(secret)), []);
  const context = ["atMs", "call", "operation", "type"];
  const request = [...context, "attempt", "endpoint", "method", "node", "phase", "service"];
  const bytes = ["receivedBytes", "sentBytes", "toSendBytes"];
  const outcome = ["durationMs", "error"];
  const known: Record<VmEvent["type"], string[]> = {
    operationStart: context,
    operationEnd: [...context, ...outcome, "txHash"],
    phaseStart: [...context, "phase", "nodeCount"],
    phaseEnd: [
      ...[...context, ...outcome, "phase", "nodeCount"],
      ...["feesUnil", "feesCredits", "txHash"],
    ],
    requestStart: request,
    requestProgress: [...request, ...bytes],
    requestEnd: [...request, ...bytes, ...outcome, "queueMs", "grpcStatus"],
    payment: [...context, "payment", "isOpen", "amountUnil", "txHash"],
  };
  for (const event of events) {
    const surplus = Object.entries(event).filter(([name, value]) =>
      !known[event.type].includes(name) || typeof value === "object" || value === undefined
    );
    assertEquals(surplus, [], event.type);
  }
});

Deno.test("UnavailableError stays what a call rejects with while somebody listens", async () => {
  await using net = await startNet();
  await using client = await net.client({ onEvent() {} });
  net.intercept = refuse;
  await assertRejects(() => client.balance(), UnavailableError);
});

/** Spans of a client, made by OpenTelemetry's own SDK. */
import {
  type Span as OtelSpan,
  SpanStatusCode,
  type Tracer as OtelTracer,
} from "@opentelemetry/api";
import { context, SpanKind, trace } from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  type ReadableSpan,
  SimpleSpanProcessor,
} from "@opentelemetry/sdk-trace-base";
import { SecretInteger, type Span, type Tracer } from "@nilvm/client";
import { assert, assertEquals, assertRejects } from "@std/assert";
import { loseFirst, startNet, type TestNet } from "../support/net_fixture.ts";

const values = { a: new SecretInteger(42) };
const options = { ttlDays: 1 };
const unknownId = "5f1d6b1e-3c0f-4c7e-9a52-8b7d5f0c1a2b";

/** OpenTelemetry's SDK, which keeps finished spans in memory. */
class Telemetry implements AsyncDisposable {
  readonly #exporter = new InMemorySpanExporter();
  readonly #provider: BasicTracerProvider;
  readonly tracer: OtelTracer;

  constructor() {
    context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
    const processor = new SimpleSpanProcessor(this.#exporter);
    this.#provider = new BasicTracerProvider({ spanProcessors: [processor] });
    this.tracer = this.#provider.getTracer("test");
  }

  get spans(): ReadableSpan[] {
    return this.#exporter.getFinishedSpans();
  }

  /** The names of a span and of those that it is in, from the inside out. */
  path(span: ReadableSpan): string[] {
    const parent = this.spans.find((other) =>
      other.spanContext().spanId === span.parentSpanContext?.spanId
    );
    return [span.name, ...(parent === undefined ? [] : this.path(parent))];
  }

  paths(name: string): string[] {
    const found = this.spans.filter((span) => span.name === name);
    return [...new Set(found.map((span) => this.path(span).join(" in ")))];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    context.disable();
    // The exporter starts a timer for each span, after which the provider is flushed.
    await this.#provider.forceFlush();
    await this.#provider.shutdown();
  }
}

/** A user's own instrumentation of `fetch`. */
function instrument(net: TestNet, tracer: OtelTracer): void {
  const { intercept } = net;
  net.intercept = (passing) =>
    tracer.startActiveSpan(`POST ${passing.method}`, async (span) => {
      try {
        return await intercept(passing);
      } finally {
        span.end();
      }
    });
}

Deno.test("a tracer of OpenTelemetry has the type of a tracer", () => {
  const tracer: Tracer = trace.getTracer("test");
  const span: Span = tracer.startActiveSpan("name", { kind: 2 }, (span) => span);
  span.end();
  const take = (span: OtelSpan): Span => span;
  assert(take !== undefined);
});

Deno.test("spans nest: operation, phase, request to a node, and the user's own of fetch", async () => {
  await using telemetry = new Telemetry();
  const { tracer } = telemetry;
  await using net = await startNet();
  instrument(net, tracer);
  await using client = await net.client({ tracer, paymentMode: "perOperation" });
  await tracer.startActiveSpan("the user's", async (span) => {
    await client.storeValues(values, options).invoke();
    span.end();
  });

  const within = "nilvm.storeValues in the user's";
  assertEquals(telemetry.paths("POST Cluster"), [
    "POST Cluster in nillion.membership.v1.Membership/Cluster in nilvm.cluster in nilvm.connect",
  ]);
  assertEquals(telemetry.paths("POST PriceQuote"), [
    `POST PriceQuote in nillion.payments.v1.Payments/PriceQuote in nilvm.quote in ${within}`,
  ]);
  assertEquals(telemetry.paths("POST broadcast_tx_sync"), [
    `POST broadcast_tx_sync in nilvm.payment in ${within}`,
  ]);
  assertEquals(telemetry.paths("POST PaymentReceipt"), [
    `POST PaymentReceipt in nillion.payments.v1.Payments/PaymentReceipt in nilvm.receipt in ${within}`,
  ]);
  assertEquals(telemetry.paths("POST StoreValues"), [
    `POST StoreValues in nillion.values.v1.Values/StoreValues in nilvm.nodes in ${within}`,
  ]);
  assertEquals(telemetry.spans.filter(({ name }) => name.endsWith("/StoreValues")).length, 3);
});

Deno.test("calls at the same time do not mix their spans", async () => {
  await using telemetry = new Telemetry();
  const { tracer } = telemetry;
  await using net = await startNet();
  await using client = await net.client({ tracer });
  await Promise.all(
    [1, 2, 3, 4].map((number) =>
      tracer.startActiveSpan(`user ${number}`, async (span) => {
        await client.balance();
        span.end();
      })
    ),
  );
  assertEquals(
    telemetry.paths("nillion.payments.v1.Payments/AccountBalance"),
    [1, 2, 3, 4].map((number) =>
      `nillion.payments.v1.Payments/AccountBalance in nilvm.balance in user ${number}`
    ),
  );
});

Deno.test("spans have the names and attributes of OpenTelemetry's conventions for RPC", async () => {
  await using telemetry = new Telemetry();
  await using net = await startNet();
  await using client = await net.client({
    tracer: telemetry.tracer,
    paymentMode: "perOperation",
  });
  await client.storeValues(values, options).invoke();

  const request = telemetry.spans.find(({ name }) =>
    name === "nillion.values.v1.Values/StoreValues"
  )!;
  const { "nilvm.node": node, ...attributes } = request.attributes;
  assert(client.cluster.members.some(({ id }) => id === node));
  assertEquals(request.kind, SpanKind.CLIENT);
  const { hostname } = new URL(
    client.cluster.members.find(({ id }) => id === node)!.endpoint,
  );
  assertEquals(attributes, {
    "rpc.system": "grpc",
    "rpc.service": "nillion.values.v1.Values",
    "rpc.method": "StoreValues",
    "server.address": hostname,
    "server.port": 80,
    "nilvm.attempt": 1,
    "rpc.grpc.status_code": 0,
  });
  const [quote, payment, operation] = ["quote", "payment", "storeValues"].map((name) =>
    telemetry.spans.find((span) => span.name === `nilvm.${name}`)!
  );
  assertEquals(quote!.attributes, { "nilvm.fees_unil": "1000000" });
  const { "nilvm.tx_hash": txHash } = payment!.attributes;
  assert(/^[0-9A-F]{64}$/.test(`${txHash}`), `${txHash}`);
  assertEquals(operation!.attributes, { "nilvm.tx_hash": txHash! });
  assertEquals(operation!.kind, SpanKind.INTERNAL);
  assertEquals(operation!.status, { code: SpanStatusCode.UNSET });
});

Deno.test("a failed span has the error's code, and none of a server's words", async () => {
  await using telemetry = new Telemetry();
  await using net = await startNet();
  await using client = await net.client({
    tracer: telemetry.tracer,
    paymentMode: "perOperation",
  });
  const words = "words of a node";
  using _ = net.devnet.nodes[0]!.inject({
    kind: "refuse",
    code: "NOT_FOUND",
    message: words,
    methods: ["RetrieveValues"],
  });
  const error = await assertRejects(() => client.retrieveValues(unknownId).invoke(), Error);
  assert(error.message.includes(words), error.message);

  const failed = telemetry.spans.filter(({ attributes }) => "error.type" in attributes);
  assertEquals(
    failed.map(({ name, attributes, status }) => [name, attributes["error.type"], status]),
    [
      ...[1, 2, 3].map(() => "nillion.values.v1.Values/RetrieveValues"),
      "nilvm.nodes",
      "nilvm.retrieveValues",
    ].map((name) => [name, "NOT_FOUND", { code: SpanStatusCode.ERROR, message: "NOT_FOUND" }]),
  );
  const codes = failed.map(({ attributes }) => attributes["rpc.grpc.status_code"]);
  assertEquals(codes, [5, 5, 5, undefined, undefined]);
  const seen = telemetry.spans.map(({ name, attributes, events, status }) =>
    JSON.stringify({ name, attributes, events, status })
  );
  assertEquals(seen.filter((text) => text.includes(words)), []);
});

Deno.test("a repeated request is a span of its own, with its number", async () => {
  await using telemetry = new Telemetry();
  await using net = await startNet();
  await using client = await net.client({ tracer: telemetry.tracer });
  net.intercept = loseFirst("AccountBalance");
  await client.balance();
  const found = telemetry.spans.filter(({ name }) => name.endsWith("/AccountBalance"));
  assertEquals(found.map(({ attributes }) => attributes["nilvm.attempt"]), [1, 2]);
});

Deno.test("a tracer that throws, or makes no span, does not change what a call does", async () => {
  await using net = await startNet();
  const refuses = () => {
    throw new Error("a bug of the tracer");
  };
  const brokenSpan = { setAttribute: refuses, setStatus: refuses, end: refuses } as Span;
  const tracers: Tracer["startActiveSpan"][] = [
    refuses,
    () => undefined as never,
    (_name, _options, run) => run(brokenSpan) as never,
    (_name, _options, run) => {
      run(brokenSpan);
      throw new Error("a bug of the tracer");
    },
    async (_name: string, _options: unknown, run: (span: Span) => unknown) =>
      await run(brokenSpan) as never,
  ] as Tracer["startActiveSpan"][];
  for (const startActiveSpan of tracers) {
    await using client = await net.client({ tracer: { startActiveSpan } });
    await client.addFunds(20_000_000n);
    const id = await client.storeValues(values, options).invoke();
    assertEquals((await client.retrieveValues(id).invoke())["a"]?.value, 42n);
    await assertRejects(() => client.retrieveValues(unknownId).invoke(), Error, "not found");
    assertEquals(net.count("StoreValues"), 3);
    net.passed.length = 0;
  }
});

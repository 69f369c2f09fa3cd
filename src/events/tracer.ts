/** What a client uses of a span. The spans of `@opentelemetry/api` have it. */
export interface Span {
  /** Sets an attribute. */
  setAttribute(name: string, value: string | number): unknown;
  /** Sets the status: the code 2 is an error. */
  setStatus(status: { code: number; message?: string }): unknown;
  /** Ends the span. */
  end(): void;
}

/** How a span begins. */
export interface SpanOptions {
  /** 0 for a part of this process, 2 for a request to a server. */
  kind?: number;
  /** The attributes. */
  attributes?: Record<string, string | number>;
}

/**
 * Makes spans. A tracer of `@opentelemetry/api` is one: `trace.getTracer("my-app")`.
 *
 * An operation is a span. Its phases are spans in it, and in those are the requests to nodes, which have the names and
 * attributes of OpenTelemetry's conventions for RPC. A span of your own `fetch` is inside that of its request.
 *
 * @example A tracer that prints what takes how long
 * ```ts
 * import type { Span, SpanOptions, Tracer } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assertEquals } from "@std/assert";
 *
 * const ended: string[] = [];
 * const tracer: Tracer = {
 *   startActiveSpan<F extends (span: Span) => unknown>(name: string, _: SpanOptions, run: F) {
 *     const span: Span = {
 *       setAttribute() {},
 *       setStatus() {},
 *       end() {
 *         ended.push(name);
 *       },
 *     };
 *     return run(span) as ReturnType<F>;
 *   },
 * };
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await devnet.client({ tracer });
 * ended.length = 0;
 * await client.balance();
 *
 * assertEquals(ended, ["nillion.payments.v1.Payments/AccountBalance", "nilvm.balance"]);
 * ```
 */
export interface Tracer {
  /** Runs a function with a new span, which is the active one while it runs, and gives what the function returns. */
  startActiveSpan<F extends (span: Span) => unknown>(
    name: string,
    options: SpanOptions,
    run: F,
  ): ReturnType<F>;
}

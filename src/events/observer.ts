import type { VmError } from "../errors/mod.ts";
import type { Facts, Meter, Observed, Observer, Part, RequestDescription } from "./observe.ts";
import type { Span, SpanOptions, Tracer } from "./tracer.ts";
import type { EventListener, OperationName, VmEvent } from "./vm_event.ts";

/** What an observer needs. */
export interface ObserverOptions {
  /** Who is told of events, if somebody is. */
  readonly listeners: readonly (EventListener | undefined)[];
  /** Who makes spans. */
  readonly tracer: Tracer | undefined;
  /** The clock, in milliseconds since the epoch. */
  readonly environment: { now(): number };
  /** What the client was asked to do. */
  readonly operation: OperationName;
  /** The number of the call. */
  readonly number: number;
  /** The error that a caller gets for what was thrown. */
  readonly toVmError: (thrown: unknown) => VmError;
}

/** What is known of a request when it begins. */
interface RequestPart extends Part {
  readonly node: string | undefined;
  readonly endpoint: string;
  readonly service: string;
  readonly method: string;
  readonly attempt: number;
}

/** What is known of it when it ends. */
interface RequestFacts extends Facts {
  queueMs: number;
  sentBytes: number;
  toSendBytes: number;
  receivedBytes: number;
  grpcStatus?: number | undefined;
}

/** How many bytes of an answer arrive between two events. */
const progressBytes = 65_536;

const internal = 0;
const client = 2;
const failed = 2;

/** Runs a call that somebody observes. */
export function observeCall<C extends Observed, T>(
  options: ObserverOptions,
  call: C,
  task: (call: C) => Promise<T>,
): Promise<T> {
  const observer = new CallObserver(options);
  call.observer = observer;
  return observer.watch("operation", {}, async (facts) => {
    try {
      return await task(call);
    } finally {
      facts.txHash = call.txHash;
    }
  });
}

/** Does what must not break an operation, whoever has written it. */
function quietly(task: () => unknown): void {
  try {
    Promise.resolve(task()).catch(() => {});
  } catch {
    // It belongs to the caller, and says nothing about the operation.
  }
}

class CallObserver implements Observer {
  readonly #options: ObserverOptions;

  constructor(options: ObserverOptions) {
    this.#options = options;
  }

  watch<T>(
    kind: "operation" | "phase",
    part: Part,
    task: (facts: Facts) => Promise<T>,
  ): Promise<T> {
    return this.#inSpan(
      `nilvm.${part.phase ?? this.#options.operation}`,
      { kind: internal },
      (span) => this.#run(kind, part, {}, span, task),
    );
  }

  request<T>(
    { phase, attempt = 1, signal }: Observed,
    { parent, name }: RequestDescription,
    { id, endpoint }: { readonly id?: string; readonly endpoint: string },
    task: (meter: Meter) => Promise<T>,
  ): Promise<T> {
    const service = parent.typeName;
    const part = { phase, node: id, endpoint, service, method: name, attempt };
    const facts: RequestFacts = { queueMs: 0, sentBytes: 0, toSendBytes: 0, receivedBytes: 0 };
    const options = { kind: client, attributes: attributesOf(part) };
    return this.#inSpan(
      `${service}/${name}`,
      options,
      (span) =>
        this.#run("request", part, facts, span, async () => {
          try {
            const result = await task(this.#meter(part, facts));
            facts.grpcStatus = 0;
            return result;
          } catch (error) {
            const { code, failure } = this.#options.toVmError(error);
            if (failure?.from === "node") facts.grpcStatus = failure.status;
            // The client stopped it, as it had answers enough: that says nothing about the node.
            if (signal.aborted && code === "UNAVAILABLE") facts.error = "ABORTED";
            throw error;
          }
        }),
    );
  }

  payment(...[payment, isOpen, { amountUnil, pending }]: Parameters<Observer["payment"]>): void {
    this.#tell("payment", { payment, isOpen, amountUnil, txHash: pending?.txHash });
  }

  /** Tells the listeners, after the step that is under way. */
  #tell(type: VmEvent["type"], ...fields: object[]): void {
    const { listeners, operation, number, environment } = this.#options;
    const known = Object.entries(Object.assign({}, ...fields)).filter(([, value]) =>
      value !== undefined
    );
    const event = Object.freeze({
      type,
      operation,
      call: number,
      atMs: environment.now(),
      ...Object.fromEntries(known),
    }) as unknown as VmEvent;
    for (const listener of new Set(listeners)) told.then(() => listener?.(event)).catch(() => {});
  }

  /** Runs a task in a span, or without one when the tracer makes none. */
  #inSpan<T>(
    name: string,
    options: SpanOptions,
    task: (span?: Span) => Promise<T>,
  ): Promise<T> {
    let running: Promise<T> | undefined;
    const run = (span?: Span) => running ??= task(span);
    quietly(() => this.#options.tracer?.startActiveSpan(name, options, run));
    return run();
  }

  async #run<F extends Facts, T>(
    kind: "operation" | "phase" | "request",
    part: Part,
    facts: F,
    span: Span | undefined,
    task: (facts: F) => Promise<T>,
  ): Promise<T> {
    const { environment, toVmError } = this.#options;
    const startMs = environment.now();
    this.#tell(`${kind}Start`, part);
    try {
      return await task(facts);
    } catch (error) {
      facts.error ??= toVmError(error).code;
      throw error;
    } finally {
      this.#tell(`${kind}End`, part, { durationMs: environment.now() - startMs }, facts);
      quietly(() => end(span, facts));
    }
  }

  #meter(part: RequestPart, facts: RequestFacts): Meter {
    const { environment } = this.#options;
    const startMs = environment.now();
    let untoldBytes = 0;
    return (what, bytes) => {
      facts[`${what}Bytes`] += bytes;
      if (what === "toSend") facts.queueMs = environment.now() - startMs;
      if (what === "received" && (untoldBytes += bytes) < progressBytes) return;
      untoldBytes = 0;
      const { sentBytes, toSendBytes, receivedBytes } = facts;
      this.#tell("requestProgress", part, { sentBytes, toSendBytes, receivedBytes });
    };
  }
}

const told = Promise.resolve();

/** What OpenTelemetry's conventions for RPC have of a request. */
function attributesOf(
  { service, method, endpoint, attempt, node }: RequestPart,
): Record<string, string | number> {
  const { hostname, port, protocol } = new URL(endpoint);
  return {
    "rpc.system": "grpc",
    "rpc.service": service,
    "rpc.method": method,
    "server.address": hostname,
    "server.port": Number(port) || (protocol === "https:" ? 443 : 80),
    "nilvm.attempt": attempt,
    ...(node !== undefined && { "nilvm.node": node }),
  };
}

/** Ends a span. A server's words could be anything, so an error is its code. */
function end(span: Span | undefined, { error, ...facts }: Partial<RequestFacts>): void {
  const attributes = {
    "rpc.grpc.status_code": facts.grpcStatus,
    "nilvm.tx_hash": facts.txHash,
    "nilvm.fees_unil": facts.feesUnil?.toString(),
    "error.type": error,
  };
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) span?.setAttribute(name, value);
  }
  if (error !== undefined) span?.setStatus({ code: failed, message: error });
  span?.end();
}

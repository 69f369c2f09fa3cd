import { Code } from "@connectrpc/connect";
import type {
  UniversalHandlerFn,
  UniversalServerRequest,
  UniversalServerResponse,
} from "@connectrpc/connect/protocol";
import { trailerFlag, trailerParse } from "@connectrpc/connect/protocol-grpc-web";
import { Health } from "../gen/grpc/health/v1/health_pb.ts";
import { ServerReflection } from "../gen/grpc/reflection/v1/reflection_pb.ts";
import { Compute } from "../gen/nillion/compute/v1/service_pb.ts";
import { LeaderQueries } from "../gen/nillion/leader_queries/v1/service_pb.ts";
import { Membership } from "../gen/nillion/membership/v1/service_pb.ts";
import { Payments } from "../gen/nillion/payments/v1/service_pb.ts";
import { Permissions } from "../gen/nillion/permissions/v1/service_pb.ts";
import { Programs } from "../gen/nillion/programs/v1/service_pb.ts";
import { Values } from "../gen/nillion/values/v1/service_pb.ts";
import { withNext } from "./base/bodies.ts";
import type { DevnetClock } from "./base/clock.ts";
import { OperationTrace } from "./base/operation_trace.ts";
import { faultMethods, statusCodes } from "./faults/check_fault.ts";
import type { StatusCode } from "./faults/fault.ts";
import { methodsOf } from "./faults/with_faults.ts";

/** A request that a devnet has answered. It holds no secret, no share, no token and no message of a server. */
export interface LoggedRequest {
  /** Its number, from 1. */
  readonly number: number;
  /** When it arrived, in milliseconds since the Unix epoch, by the devnet's clock. */
  readonly atMs: number;
  /** The number of the node that it went to, or `chain`. */
  readonly to: number | "chain";
  /**
   * What it called: `nillion.values.v1.Values/StoreValues`, or a method of the chain such as `broadcast_tx_sync`. It is
   * `unknown` when there is no such method.
   */
  readonly method: string;
  /** The id of the user who sent it, in hex, if it has a valid token. */
  readonly user?: string;
  /**
   * The operation that it belongs to, if it has a quote or a receipt that the devnet has taken: the first 8 bytes of the
   * nonce of its quote, in hex.
   */
  readonly operation?: string;
  /**
   * How it ended: `OK`; another gRPC status; `HTTP` with another HTTP status than 200; `DROPPED` when a fault dropped the
   * connection, or `LEFT` when the caller did not wait for the end.
   */
  readonly status: "OK" | "DROPPED" | "LEFT" | StatusCode | `HTTP ${number}`;
  /** How long it took until the end of its answer, in milliseconds. */
  readonly durationMs: number;
  /** The bytes of its body. */
  readonly requestBytes: number;
  /** The bytes of the answer's body. */
  readonly responseBytes: number;
}

/** Takes what a devnet logs. What it throws is dropped. */
export type RequestListener = (request: LoggedRequest) => unknown;

/** How many requests are kept for other processes that ask. */
const keptMax = 1_000;

const services = [
  ...[Compute, Health, LeaderQueries, Membership, Payments],
  ...[Permissions, Programs, ServerReflection, Values],
];
const nodeMethods = new Set(
  services.flatMap(({ typeName, methods }) => methods.map(({ name }) => `${typeName}/${name}`)),
);
const chainMethods = new Set(faultMethods.chain);
const unknown = "unknown";

const names = new Map(Object.entries(statusCodes).map(([name, code]) => [code, name]));

/** Logs the requests to a devnet. */
export class RequestLog {
  /** The ids of the senders of requests, by the headers of those. Nodes note them once they have checked the token. */
  readonly senders: WeakMap<Headers, string> = new WeakMap();
  /** The operations of requests. Nodes note them likewise. */
  readonly trace: OperationTrace = new OperationTrace();
  readonly #listener: RequestListener | undefined;
  readonly #clock: Pick<DevnetClock, "now">;
  readonly #callersNow: () => number;
  readonly #kept: LoggedRequest[] = [];
  #count = 0;

  /**
   * Tells a listener, if there is one, and keeps the latest requests.
   *
   * @param callersNow the clock that measures how long requests take, which no test advances
   */
  constructor(
    listener: RequestListener | undefined,
    clock: Pick<DevnetClock, "now">,
    callersNow: () => number,
  ) {
    this.#listener = listener;
    this.#clock = clock;
    this.#callersNow = callersNow;
  }

  /** The latest requests with a larger number than this, in the order of their ends. */
  after(number: number): LoggedRequest[] {
    return this.#kept.filter((request) => request.number > number);
  }

  /** Logs the requests for a handler. */
  of(to: number | "chain", handler: UniversalHandlerFn): UniversalHandlerFn {
    return async (incoming) => {
      // A browser's preflight request calls no method.
      if (incoming.method === "OPTIONS") return await handler(incoming);
      const atMs = this.#clock.now();
      const startMs = this.#callersNow();
      const { request, methods } = await methodsOf(incoming);
      const counts = { requestBytes: 0, responseBytes: 0 };
      const end = (status: LoggedRequest["status"]) => {
        const user = this.senders.get(request.header);
        const operation = this.trace.of(request.header);
        this.#add({
          number: ++this.#count,
          atMs,
          to,
          method: nameOf(to, new URL(request.url).pathname.slice(1), methods),
          ...(user !== undefined && { user }),
          ...(operation !== undefined && { operation }),
          status,
          durationMs: this.#callersNow() - startMs,
          ...counts,
        });
      };
      let response: UniversalServerResponse;
      try {
        response = await handler(counted(request, (bytes) => counts.requestBytes += bytes));
      } catch (error) {
        end("DROPPED");
        throw error;
      }
      if (response.body === undefined) {
        end(statusOf(response));
        return response;
      }
      const body = watched(response, (bytes) => counts.responseBytes += bytes, end);
      return { ...response, body };
    };
  }

  #add(request: LoggedRequest): void {
    this.#kept.push(request);
    if (this.#kept.length > keptMax) this.#kept.shift();
    try {
      Promise.resolve(this.#listener?.(request)).catch(() => {});
    } catch {
      // It says nothing about the request.
    }
  }
}

/** The name of what was called. Words that are no name, which callers choose, could be anything. */
function nameOf(to: number | "chain", path: string, methods: readonly string[]): string {
  if (to !== "chain") return nodeMethods.has(path) ? path : unknown;
  return methods.map((name) => chainMethods.has(name) ? name : unknown).join() || unknown;
}

/** A request whose bytes are counted as they are read. */
function counted(
  request: UniversalServerRequest,
  count: (bytes: number) => void,
): UniversalServerRequest {
  const iterator = (request.body as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  const body = withNext(iterator, async () => {
    const next = await iterator.next();
    if (!next.done) count(next.value.length);
    return next;
  });
  return { ...request, body };
}

/** The body of an answer, with a word when it has ended, and how. */
function watched(
  response: UniversalServerResponse,
  count: (bytes: number) => void,
  end: (status: LoggedRequest["status"]) => void,
): AsyncIterable<Uint8Array> {
  const iterator = response.body![Symbol.asyncIterator]();
  let last: Uint8Array | undefined;
  let isOver = false;
  const endOnce = (status: LoggedRequest["status"]) => {
    if (!isOver) end(status);
    isOver = true;
  };
  const chunks: AsyncIterator<Uint8Array> = {
    async next() {
      try {
        const next = await iterator.next();
        if (next.done) endOnce(statusOf(response, last));
        else count((last = next.value).length);
        return next;
      } catch (error) {
        endOnce("DROPPED");
        throw error;
      }
    },
    async return() {
      // The caller may stop after the last frame, and so need no end.
      endOnce(isTrailers(last) ? statusOf(response, last) : "LEFT");
      return await iterator.return?.() ?? { done: true, value: undefined };
    },
  };
  return { [Symbol.asyncIterator]: () => chunks };
}

function isTrailers(frame: Uint8Array | undefined): frame is Uint8Array {
  return frame?.[0] === trailerFlag;
}

/** The status in the last frame of gRPC-Web, in the trailers of gRPC, or in the headers. */
function statusOf(
  { status, header, trailer }: UniversalServerResponse,
  last?: Uint8Array,
): LoggedRequest["status"] {
  if (status !== 200) return `HTTP ${status}`;
  const own = isTrailers(last) ? trailerParse(last.subarray(5)) : new Headers(trailer);
  const code = Number(own.get("grpc-status") ?? new Headers(header).get("grpc-status") ?? 0);
  return code === 0 ? "OK" : (names.get(code) ?? Code[Code.Unknown]) as StatusCode;
}

/** A logged request as a line for people. */
export function logLine(request: LoggedRequest): string {
  const { atMs, to, method, user, status, durationMs, requestBytes, responseBytes } = request;
  return [
    new Date(atMs).toISOString(),
    to === "chain" ? to : `node ${to}`,
    method,
    status,
    `${durationMs} ms`,
    `${requestBytes} bytes in`,
    `${responseBytes} out`,
    ...(user === undefined ? [] : [`user ${user}`]),
  ].join("  ");
}

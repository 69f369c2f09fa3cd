import type { DescMethod } from "@bufbuild/protobuf";
import type { Transport } from "@connectrpc/connect";
import { createGrpcWebTransport } from "@connectrpc/connect-web";
import type { Environment } from "../async/environment.ts";
import type { Lane } from "../async/lanes.ts";
import { type Fetch, nodeFetch } from "./node_fetch.ts";
import { readAnswer } from "./read_answer.ts";
import type { ServerClock } from "./server_clock.ts";

/** Where and how a transport sends its requests. */
export interface NodeTransportOptions {
  /** The URL of the node. */
  readonly baseUrl: string;
  /** The platform's `fetch`, or its replacement. */
  readonly fetch: Fetch;
  /** The queue of the node. */
  readonly lane: Lane;
  /** The timers for the limit on an attempt. */
  readonly environment: Environment;
  /** The clock of the node. */
  readonly clock: ServerClock;
  /** Makes the token of a request. Without it requests have none. */
  readonly token?: (() => string) | undefined;
}

/** A gRPC-Web transport to one node, which checks every answer before it is decoded. */
export function nodeTransport(options: NodeTransportOptions): Transport {
  const { baseUrl, lane, environment, clock, token } = options;
  const fetch: Fetch = (input, init) => clock.timed(() => options.fetch(input, init));
  const transportOf = ({ output, methodKind }: DescMethod) => {
    // A node may answer a stream late, as while it computes.
    const isPatient = methodKind === "server_streaming";
    return createGrpcWebTransport({
      baseUrl,
      binaryOptions: { readUnknownFields: false },
      fetch: nodeFetch(fetch, {
        environment,
        token,
        lane: { run: (task, signal) => lane.run(task, signal, isPatient) },
        read: (answer) => readAnswer(answer, output),
      }),
    });
  };
  return {
    unary: (method, ...rest) => transportOf(method).unary(method, ...rest),
    stream: (method, ...rest) => transportOf(method).stream(method, ...rest),
  };
}

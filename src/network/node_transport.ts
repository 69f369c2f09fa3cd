import {
  create,
  type DescMessage,
  type DescMethod,
  fromBinary,
  type MessageInitShape,
  type MessageShape,
  toBinary,
} from "@bufbuild/protobuf";
import type { Environment } from "../async/environment.ts";
import type { Lane } from "../async/lanes.ts";
import type { Fetch } from "../base/default_fetch.ts";
import { frameOf } from "../base/frames.ts";
import { messageOf } from "../base/text.ts";
import type { Meter } from "../events/observe.ts";
import type { TokenSource } from "./auth_token.ts";
import { NoAnswer, withoutAnswer } from "./no_answer.ts";
import { nodeFetch } from "./node_fetch.ts";
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
  readonly token?: TokenSource["current"] | undefined;
}

/**
 * Sends a request to a node, and gives the messages of its answer: one, or any number for a method that
 * streams.
 */
export type NodeTransport = <In extends DescMessage, Out extends DescMessage>(
  method: DescMethod & { readonly input: In; readonly output: Out },
  request: MessageInitShape<In>,
  signal: AbortSignal,
  meter?: Meter,
) => Promise<MessageShape<Out>[]>;

/** A gRPC-Web transport to one node, which checks every answer before it is decoded. */
export function nodeTransport(options: NodeTransportOptions): NodeTransport {
  // Browsers and Workers refuse to run their `fetch` as a method of another object.
  const { baseUrl, fetch: platformFetch, lane, environment, clock, token } = options;
  const fetch: Fetch = (input, init) => clock.timed(() => platformFetch(input, init));
  const origin = baseUrl.replace(/\/$/, "");
  return async ({ parent, name, input, output, methodKind }, request, signal, meter) => {
    signal.throwIfAborted();
    // A node may answer a stream late, as while it computes.
    const isPatient = methodKind === "server_streaming";
    const send = nodeFetch(fetch, {
      environment,
      token,
      meter,
      lane: { run: (task, signal) => lane.run(task, signal, isPatient) },
      read: (answer) => decode(readAnswer(answer, output), output),
    });
    const message = toBinary(input, create(input, request));
    const messages = await send(`${origin}/${parent.typeName}/${name}`, frameOf(message), signal);
    if (isPatient || messages.length === 1) return messages;
    throw unusable(`${messages.length} messages in place of one`);
  };
}

function decode<Out extends DescMessage>(
  messages: readonly Uint8Array[],
  output: Out,
): MessageShape<Out>[] {
  try {
    return messages.map((message) => fromBinary(output, message, { readUnknownFields: false }));
  } catch (error) {
    throw unusable(messageOf(error), error);
  }
}

function unusable(why: string, cause?: unknown): Error {
  return withoutAnswer(new NoAnswer(why, "unusable", undefined, cause));
}

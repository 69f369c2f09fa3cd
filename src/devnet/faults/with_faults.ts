import { ConnectError } from "@connectrpc/connect";
import type {
  UniversalHandlerFn,
  UniversalServerRequest,
  UniversalServerResponse,
} from "@connectrpc/connect/protocol";
import type { DevnetClock } from "../base/clock.ts";
import { bodyOf, concatenate, readBody } from "../base/bodies.ts";
import { ConnectionDropped, refuse } from "../http/endpoint.ts";
import { statusCodes } from "./check_fault.ts";
import type { ActiveFault } from "./fault_registry.ts";
import { type Lie, lies } from "./lies.ts";

const frameHeaderBytes = 5;

/**
 * Applies the faults of a node, or of the chain, to the requests for its handler. A request takesEffect the oldest fault
 * first.
 */
export function withFaults(
  handler: UniversalHandlerFn,
  faults: () => readonly ActiveFault[],
  { sleep }: Pick<DevnetClock, "sleep">,
): UniversalHandlerFn {
  return async (incoming) => {
    const present = faults();
    // A browser's preflight request calls no method.
    if (present.length === 0 || incoming.method === "OPTIONS") return await handler(incoming);
    const { request, methods } = await methodsOf(incoming);
    const serve = present.reduceRight<UniversalHandlerFn>(
      (next, fault) => (request) => meet(fault, methods, request, next, sleep),
      handler,
    );
    return await serve(request);
  };
}

async function meet(
  { fault, takesEffect, draw }: ActiveFault,
  methods: readonly string[],
  request: UniversalServerRequest,
  next: UniversalHandlerFn,
  sleep: DevnetClock["sleep"],
): Promise<UniversalServerResponse> {
  switch (fault.kind) {
    case "down":
      if (takesEffect(methods)) throw new ConnectionDropped();
      break;
    case "slow":
      if (takesEffect(methods)) await sleep(fault.delayMs, request.signal);
      break;
    case "refuse":
      if (!takesEffect(methods)) break;
      return refuse(request, new ConnectError(fault.message ?? "", statusCodes[fault.code]));
    case "disconnect": {
      if (!takesEffect(methods)) break;
      const response = await next(request);
      return { ...response, body: cutOff(response.body, fault.afterBytes ?? 0) };
    }
    case "lie": {
      const lie = methods.map((name) => (lies as Record<string, Lie>)[name])[0];
      if (lie === undefined || !takesEffect(methods)) break;
      const response = await next(request);
      if (response.body === undefined) return response;
      return { ...response, body: changed(response.body, (message) => lie(message, draw)) };
    }
  }
  return await next(request);
}

/** The methods that a request calls; a batch to the chain can call several. */
export async function methodsOf(
  request: UniversalServerRequest,
): Promise<{ request: UniversalServerRequest; methods: string[] }> {
  const { pathname } = new URL(request.url);
  if (pathname !== "/") {
    return { request, methods: [pathname.slice(pathname.lastIndexOf("/") + 1)] };
  }
  const body = (await readBody(request.body as AsyncIterable<Uint8Array>, Infinity))!;
  return {
    request: { ...request, body: bodyOf(body) },
    methods: calledBy(new TextDecoder().decode(body)),
  };
}

function calledBy(body: string): string[] {
  try {
    return [JSON.parse(body)].flat().flatMap(({ method }) => method ?? []);
  } catch {
    return []; // The chain refuses a body that is not JSON.
  }
}

/** The first bytes of a body; then the connection is dropped. */
async function* cutOff(
  body: AsyncIterable<Uint8Array> | undefined,
  bytes: number,
): AsyncIterable<Uint8Array> {
  let left = bytes;
  // The first chunk is read in any case, because a service starts with the first read.
  for await (const chunk of body ?? []) {
    const part = chunk.subarray(0, left);
    left -= part.length;
    if (part.length > 0) yield part;
    if (left === 0) break;
  }
  throw new ConnectionDropped();
}

/** A body with changed messages. Frames other than messages, such as trailers, stay as they are. */
async function* changed(
  body: AsyncIterable<Uint8Array>,
  change: (message: Uint8Array) => Uint8Array,
): AsyncIterable<Uint8Array> {
  let pending = new Uint8Array();
  for await (const chunk of body) {
    pending = concatenate(pending, chunk);
    while (pending.length >= frameHeaderBytes) {
      const { buffer, byteOffset } = pending;
      const end = frameHeaderBytes + new DataView(buffer, byteOffset).getUint32(1);
      if (pending.length < end) break;
      const frame = pending.subarray(0, end);
      pending = pending.subarray(end);
      yield frame[0] === 0 ? framed(change(frame.subarray(frameHeaderBytes))) : frame;
    }
  }
}

function framed(message: Uint8Array): Uint8Array {
  const header = new Uint8Array(frameHeaderBytes);
  new DataView(header.buffer).setUint32(1, message.length);
  return concatenate(header, message);
}

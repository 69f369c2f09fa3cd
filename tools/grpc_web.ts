import {
  create,
  type DescMessage,
  fromBinary,
  type MessageInitShape,
  type MessageShape,
  toBinary,
} from "@bufbuild/protobuf";
import type { Passing } from "../tests/support/net_fixture.ts";

const headerBytes = 5;

/** The first message of a body, and what comes after it. */
export function unframe(body: Uint8Array): { message: Uint8Array; rest: Uint8Array } {
  const length = new DataView(body.buffer, body.byteOffset).getUint32(1);
  const end = headerBytes + length;
  return { message: body.subarray(headerBytes, end), rest: body.subarray(end) };
}

/** A body of one message and whatever comes after it. */
export function frame(
  message: Uint8Array,
  rest: Uint8Array = new Uint8Array(),
): Uint8Array<ArrayBuffer> {
  const body = new Uint8Array(headerBytes + message.length + rest.length);
  new DataView(body.buffer).setUint32(1, message.length);
  body.set(message, headerBytes);
  body.set(rest, headerBytes + message.length);
  return body;
}

/** Lets a request through and changes the answer. */
export async function changeAnswer<Desc extends DescMessage>(
  { passOn }: Passing,
  schema: Desc,
  change: (message: MessageShape<Desc>) => void,
): Promise<Response> {
  const response = await passOn();
  if (response.headers.has("grpc-status")) return response; // A refusal has no message.
  const { message: bytes, rest } = unframe(new Uint8Array(await response.arrayBuffer()));
  const message = fromBinary(schema, bytes);
  change(message);
  return new Response(frame(toBinary(schema, message), rest), { headers: response.headers });
}

/** What a request says. */
export async function readRequest<Desc extends DescMessage>(
  { request }: Passing,
  schema: Desc,
): Promise<MessageShape<Desc>> {
  return fromBinary(schema, unframe(new Uint8Array(await request.clone().arrayBuffer())).message);
}

/** The body of a request. */
export function requestBody<Desc extends DescMessage>(
  schema: Desc,
  message: MessageInitShape<Desc>,
): Uint8Array<ArrayBuffer> {
  return frame(toBinary(schema, create(schema, message)));
}

/** The headers of an answer with messages. */
export const webHeaders = { "content-type": "application/grpc-web+proto" };

/** An answer of these messages, framed, which ends as if all were well. */
export function answerOf(...messages: Uint8Array<ArrayBuffer>[]): Response {
  const trailer = frame(new TextEncoder().encode("grpc-status: 0\r\n"));
  trailer[0] = 0x80;
  return new Response(new Blob([...messages, trailer]), { headers: webHeaders });
}

/** A node's refusal, as it travels. */
export function refusal(code: number, message: string): Response {
  const headers = {
    ...webHeaders,
    "grpc-status": String(code),
    "grpc-message": encodeURIComponent(message),
  };
  return new Response(null, { headers });
}

/** Answers of nodes as they travel, made or changed by a test. */
import {
  create,
  type DescMessage,
  fromBinary,
  type MessageInitShape,
  type MessageShape,
  toBinary,
} from "@bufbuild/protobuf";
import { frame, unframe } from "../../tools/grpc_web.ts";
import type { Passing } from "./net_fixture.ts";

/** Lets a request through and changes the answer. */
export async function changeAnswer<Desc extends DescMessage>(
  { passOn }: Pick<Passing, "passOn">,
  schema: Desc,
  change: (message: MessageShape<Desc>) => unknown,
): Promise<Response> {
  const response = await passOn();
  if (response.headers.has("grpc-status")) return response; // A refusal has no message.
  const { message: bytes, rest } = unframe(new Uint8Array(await response.arrayBuffer()));
  const message = fromBinary(schema, bytes);
  await change(message);
  return new Response(frame(toBinary(schema, message), rest), { headers: response.headers });
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

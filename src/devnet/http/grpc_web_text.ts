import { decodeBase64, encodeBase64 } from "../../base/base64.ts";
import { Code } from "@connectrpc/connect";
import type { UniversalHandlerFn } from "@connectrpc/connect/protocol";
import { refusal } from "../base/refusal.ts";

const binaryType = "application/grpc-web+proto";
const textType = "application/grpc-web-text+proto";
const textTypes: readonly (string | null)[] = ["application/grpc-web-text", textType];

/**
 * Serves `application/grpc-web-text` too, which has its bodies in base64. As at nodes, the content type decides on the
 * request and `accept` on the answer, each for itself.
 */
export function withGrpcWebText(handler: UniversalHandlerFn): UniversalHandlerFn {
  return async (request) => {
    const isText = textTypes.includes(request.header.get("content-type"));
    const response = await handler(
      isText
        ? {
          ...request,
          header: withType(request.header, binaryType),
          body: decoded(request.body as AsyncIterable<Uint8Array>),
        }
        : request,
    );
    const { header, body } = response;
    const wantsText = textTypes.includes(request.header.get("accept")) &&
      header?.get("content-type")?.startsWith("application/grpc-web") === true;
    if (!wantsText) return response;
    return {
      ...response,
      header: withType(header!, textType),
      ...(body !== undefined && { body: encoded(body) }),
    };
  };
}

function withType(header: HeadersInit, type: string): Headers {
  const changed = new Headers(header);
  changed.set("content-type", type);
  return changed;
}

/** The bytes of a body in base64. Four of its characters are decoded once all of them are there. */
async function* decoded(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let text = "";
  for await (const chunk of body) {
    text += new TextDecoder("latin1").decode(chunk);
    const whole = text.length - text.length % 4;
    if (whole > 0) yield bytesOf(text.slice(0, whole));
    text = text.slice(whole);
  }
  if (text !== "") throw refusal(Code.Internal, "tonic-web: malformed base64 request");
}

function bytesOf(text: string): Uint8Array {
  const offset = text.replace(/={1,2}$/, "").search(/[^A-Za-z0-9+/]/);
  if (offset === -1) return decodeBase64(text)!;
  const symbol = text.charCodeAt(offset);
  throw refusal(Code.Internal, `tonic-web: Invalid symbol ${symbol}, offset ${offset}.`);
}

/** A body in base64. Each chunk is encoded for itself, so a client gets it as soon as it is there. */
async function* encoded(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  for await (const chunk of body) {
    yield new TextEncoder().encode(encodeBase64(chunk));
  }
}

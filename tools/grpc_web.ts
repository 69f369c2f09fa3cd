/** Messages in the frames of gRPC-Web. */
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

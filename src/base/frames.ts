/**
 * The frames of gRPC and gRPC-Web: a byte of flags, the length in four bytes, and the contents.
 *
 * @module
 */

/** The most frames in one body. A node may say often that it still computes. */
export const framesMax = 1_000;

/** The most bytes of all headers or trailers together. */
export const headerBytesMax: number = 16 * 1024;

/** The flag of a frame with trailers. */
export const trailersFlag = 0x80;

/** The flag of a frame with compressed contents, which neither side asks for. */
export const compressedFlag = 1;

/** The bytes before the contents. */
export const prefixBytes = 5;

/** One frame. Its contents are a view of the body. */
export interface Frame {
  /** The flags. */
  readonly flags: number;
  /** The contents. */
  readonly data: Uint8Array;
}

/** The frames in a body. */
export interface Frames {
  /** The whole frames. */
  readonly frames: readonly Frame[];
  /** Whether the body ends within a frame. */
  readonly isCut: boolean;
}

/**
 * Splits a body into its frames. It copies nothing, and allocates nothing for announced lengths.
 *
 * @throws {RangeError} When there are more than `framesMax` frames.
 */
export function splitFrames(body: Uint8Array): Frames {
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  const frames: Frame[] = [];
  for (let at = 0; at < body.length;) {
    const start = at + prefixBytes;
    const end = start > body.length ? Infinity : start + view.getUint32(at + 1);
    if (end > body.length) return { frames, isCut: true };
    if (frames.length === framesMax) throw new RangeError(`more than ${framesMax} frames`);
    frames.push({ flags: body[at]!, data: body.subarray(start, end) });
    at = end;
  }
  return { frames, isCut: false };
}

/** A frame with one message, as it is sent. */
export function frameOf(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(prefixBytes + message.length);
  new DataView(frame.buffer).setUint32(1, message.length);
  frame.set(message, prefixBytes);
  return frame;
}

/** The bytes of headers or trailers, with a colon and the end of the line for each. */
export function headerBytes(headers: Headers): number {
  let bytes = 0;
  headers.forEach((value, name) => bytes += name.length + value.length + 4);
  return bytes;
}

const prototype = Object.getPrototypeOf(Uint8Array.prototype);
const brandOf = Object.getOwnPropertyDescriptor(prototype, Symbol.toStringTag)!.get!;
const byteLengthOf = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, "byteLength")!.get!;

/**
 * Whether these are bytes that only their owner can change: a `Uint8Array`, a `Buffer` too, of any realm, such as that of
 * a frame or of `node:vm`. A view of a `SharedArrayBuffer` is not, since another thread can change it between a check and
 * a use. Nor is a view whose memory was transferred to another thread, since its bytes are there.
 */
export function isBytes(value: unknown): value is Uint8Array {
  return brandOf.call(value) === "Uint8Array" && !isShared(value as Uint8Array) &&
    !isGone(value as Uint8Array);
}

function isShared({ buffer }: Uint8Array): boolean {
  try {
    return byteLengthOf.call(buffer) < 0;
  } catch {
    return true; // The getter of ArrayBuffer takes no other memory.
  }
}

/** Whether the memory was transferred, or its buffer resized to end before the view. Node 20 has no `ArrayBuffer.detached`. */
function isGone(bytes: Uint8Array): boolean {
  if (bytes.length > 0) return false;
  try {
    new Uint8Array(bytes);
    return false;
  } catch {
    return true; // Only an array without memory cannot be copied.
  }
}

/** The name of the built-in class of what is not bytes, whatever realm it is of, for an error message. */
export function classOf(value: unknown): string {
  const name = Object.prototype.toString.call(value).slice(8, -1);
  if (name !== "Uint8Array") return name;
  return isGone(value as Uint8Array)
    ? `${name} of memory that was transferred or resized`
    : `${name} of shared memory`;
}

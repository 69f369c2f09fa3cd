import { InvalidArgumentError } from "../errors/mod.ts";
import { classOf, isBytes } from "./brand.ts";

/**
 * Returns the bytes after checking their type and, where `length` is given, their number. Without
 * the check, a string from untyped code would count as so many zeros.
 *
 * @param subject What the bytes are; the error begins with it, as in `A message`.
 * @throws {InvalidArgumentError} When they are not a `Uint8Array`, or have another length.
 */
export function checkBytes(bytes: Uint8Array, subject: string, length?: number): Uint8Array {
  if (!isBytes(bytes)) {
    throw new InvalidArgumentError(`${subject} must be a Uint8Array, not ${classOf(bytes)}`);
  }
  if (length !== undefined && bytes.length !== length) {
    throw new InvalidArgumentError(
      `${subject} has ${length} bytes, but this one has ${bytes.length}`,
    );
  }
  return bytes;
}

/** A copy in memory of its own. The `slice()` of Node's `Buffer` is none, since it shares the memory of the buffer. */
export function copyBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}

/** Copies the parts into one array, one after the other. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Whether the bytes are the same. The time it takes depends on their lengths only. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let index = 0; index < a.length; index++) difference |= a[index]! ^ b[index]!;
  return difference === 0;
}

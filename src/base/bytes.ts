import { InvalidArgumentError } from "../errors/mod.ts";

/**
 * Returns the bytes after checking their type and, where `length` is given, their number. Without
 * the check, a string from untyped code would count as so many zeros.
 *
 * @param subject What the bytes are; the error begins with it, as in `A message`.
 * @throws {InvalidArgumentError} When they are not a `Uint8Array`, or have another length.
 */
export function checkBytes(bytes: Uint8Array, subject: string, length?: number): Uint8Array {
  if (!(bytes instanceof Uint8Array)) {
    throw new InvalidArgumentError(`${subject} must be a Uint8Array`);
  }
  if (length !== undefined && bytes.length !== length) {
    throw new InvalidArgumentError(
      `${subject} has ${length} bytes, but this one has ${bytes.length}`,
    );
  }
  return bytes;
}

/** Whether the bytes are the same. The time it takes depends on their lengths only. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let index = 0; index < a.length; index++) difference |= a[index]! ^ b[index]!;
  return difference === 0;
}

import { InvalidArgumentError } from "../errors/mod.ts";

/**
 * The bytes, once it is sure that they are bytes and as many as there have to be. Where types are not checked, a string
 * would pass for as many zeros.
 *
 * @throws {InvalidArgumentError} When they are not.
 */
export function checkedBytes(bytes: Uint8Array, what: string, length?: number): Uint8Array {
  if (!(bytes instanceof Uint8Array)) throw new InvalidArgumentError(`${what} is no Uint8Array`);
  if (length !== undefined && bytes.length !== length) {
    throw new InvalidArgumentError(`${what} has ${length} bytes but this has ${bytes.length}`);
  }
  return bytes;
}

import { InternalError, InvalidArgumentError } from "../errors/mod.ts";
import { decodeHex, encodeHex } from "./hex.ts";
import { shown } from "./text.ts";
import { uuidForm } from "./uuid_form.ts";

const byteCount = 16;

/**
 * The bytes of an id.
 *
 * @param idOf What the id belongs to, for the error, such as `values`.
 * @throws {InvalidArgumentError} When the id is not a UUID.
 */
export function uuidToBytes(id: string, idOf: string): Uint8Array<ArrayBuffer> {
  const bytes = typeof id === "string" && uuidForm.test(id)
    ? decodeHex(id.replaceAll("-", ""))
    : undefined;
  if (bytes === undefined) {
    throw new InvalidArgumentError(
      `The id of ${idOf} must be a UUID, got ${shown(id)}`,
    );
  }
  return bytes;
}

/**
 * The id that a node sent.
 *
 * @throws {InternalError} When it does not have 16 bytes.
 */
export function uuidFromBytes(bytes: Uint8Array): string {
  if (bytes.length !== byteCount) {
    throw new InternalError(`A node sent an id of ${bytes.length} bytes; an id has ${byteCount}`);
  }
  const hex = encodeHex(bytes);
  return [0, 8, 12, 16, 20].map((start, i, starts) => hex.slice(start, starts[i + 1])).join("-");
}

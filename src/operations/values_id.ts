import { InternalError, InvalidArgumentError } from "../errors.ts";
import { decodeHex, encodeHex } from "../keys/hex.ts";

/** The id of a set of stored values: a UUID such as `5f1d6b1e-3c0f-4c7e-9a52-8b7d5f0c1a2b`. */
export type ValuesId = string;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const idBytes = 16;

/** The bytes of an id, as they travel. */
export function valuesIdToBytes(id: ValuesId): Uint8Array {
  const bytes = uuid.test(id) ? decodeHex(id.replaceAll("-", "")) : undefined;
  if (bytes === undefined) {
    throw new InvalidArgumentError(`An id of values is a UUID, not ${JSON.stringify(id)}`);
  }
  return bytes;
}

/** The id that a node gave. */
export function valuesIdFromBytes(bytes: Uint8Array): ValuesId {
  if (bytes.length !== idBytes) {
    throw new InternalError(
      `A node gave an id of ${bytes.length} bytes, where ${idBytes} make one`,
    );
  }
  const hex = encodeHex(bytes);
  return [0, 8, 12, 16, 20].map((start, i, starts) => hex.slice(start, starts[i + 1])).join("-");
}

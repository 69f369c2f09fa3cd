import { InternalError, InvalidArgumentError } from "../errors/mod.ts";
import { decodeHex, encodeHex } from "./hex.ts";

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const byteCount = 16;

/** The bytes of an id, as they travel; `what` says in an error what it is the id of. */
export function uuidToBytes(id: string, what: string): Uint8Array<ArrayBuffer> {
  const bytes = typeof id === "string" && form.test(id)
    ? decodeHex(id.replaceAll("-", ""))
    : undefined;
  if (bytes === undefined) {
    throw new InvalidArgumentError(`An id of ${what} is a UUID, not ${JSON.stringify(String(id))}`);
  }
  return bytes;
}

/** The id that a node gave. */
export function uuidFromBytes(bytes: Uint8Array): string {
  if (bytes.length !== byteCount) {
    throw new InternalError(
      `A node gave an id of ${bytes.length} bytes, where ${byteCount} make one`,
    );
  }
  const hex = encodeHex(bytes);
  return [0, 8, 12, 16, 20].map((start, i, starts) => hex.slice(start, starts[i + 1])).join("-");
}

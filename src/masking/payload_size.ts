import { InvalidArgumentError } from "../errors/mod.ts";

/** The length of the name and of the value in a serialized `NamedValue` as {@linkcode SecretMasker.mask} makes it. */
export function payloadSize(namedValue: Uint8Array): number {
  let size = 0;
  let offset = 0;
  while (offset < namedValue.length) {
    let length = 0;
    let byte = 0x80;
    // The key of a field has one byte, its length at most five.
    for (let shift = 0; byte >= 0x80 && shift < 35; shift += 7) {
      byte = namedValue[++offset] ?? 0;
      length += (byte & 0x7f) * 2 ** shift;
    }
    size += length;
    offset += 1 + length;
  }
  if (offset > namedValue.length) throw new InvalidArgumentError("Not a serialized value");
  return size;
}

import { hexOf } from "../hex.ts";

/** The text form of the 16 bytes that name stored values, or `undefined` for any other number of bytes. */
export function uuidOf(bytes: Uint8Array): string | undefined {
  if (bytes.length !== 16) return undefined;
  return hexOf(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Makes a random (version 4) UUID out of 16 random bytes. */
export function uuidFromRandom(random: Uint8Array): Uint8Array {
  const bytes = random.slice();
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes;
}

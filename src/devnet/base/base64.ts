import { base64Decode, base64Encode } from "@bufbuild/protobuf/wire";

/** The bytes in base64. The platforms' own `toBase64` is missing from Node 20 and browsers of 2024. */
export const encodeBase64: (bytes: Uint8Array) => string = base64Encode;

/**
 * The bytes of a text in base64.
 *
 * @throws {SyntaxError} When the text is not exactly what {@linkcode encodeBase64} writes.
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const bytes = typeof text === "string" ? decode(text) : undefined;
  if (bytes === undefined || base64Encode(bytes) !== text) {
    throw new SyntaxError(`expected base64, got ${text}`);
  }
  return bytes;
}

function decode(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return base64Decode(text);
  } catch {
    return undefined;
  }
}

import { decodeBase64 as decodeAnyBase64, encodeBase64 } from "../../base/base64.ts";

/**
 * The bytes of a text in base64.
 *
 * @throws {SyntaxError} When the text is not exactly what {@linkcode encodeBase64} writes.
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const bytes = decodeAnyBase64(text);
  if (bytes === undefined || encodeBase64(bytes) !== text) {
    throw new SyntaxError(`expected base64, got ${text}`);
  }
  return bytes;
}

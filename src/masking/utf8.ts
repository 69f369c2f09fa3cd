/**
 * Text as UTF-8, without an object for each: there are as many names as values, and nearly all are short and plain.
 *
 * @module
 */
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Longer texts are read faster by the platform. */
const plainLengthMax = 32;

/** How many bytes a well-formed text takes. */
export function utf8Length(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit > 0x7f) length++;
    // Each half of a surrogate pair stands for two of its four bytes.
    if (unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff)) length++;
  }
  return length;
}

/** Writes a text that takes so many bytes. */
export function writeUtf8(text: string, target: Uint8Array, offset: number, length: number): void {
  if (length === text.length) {
    for (let index = 0; index < length; index++) target[offset + index] = text.charCodeAt(index);
  } else {
    encoder.encodeInto(text, target.subarray(offset, offset + length));
  }
}

/** Reads the text of so many bytes, which are known to be UTF-8. */
export function readUtf8(source: Uint8Array, offset: number, length: number): string {
  if (length <= plainLengthMax) {
    let text = "";
    for (let index = offset; index < offset + length; index++) {
      const byte = source[index]!;
      if (byte > 0x7f) return decoder.decode(source.subarray(offset, offset + length));
      text += String.fromCharCode(byte);
    }
    return text;
  }
  return decoder.decode(source.subarray(offset, offset + length));
}

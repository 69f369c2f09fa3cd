const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** The bytes as hex in lower case. The platforms' own `toHex` is missing from Node 20 and browsers of 2024. */
export function encodeHex(bytes: Uint8Array): string {
  let hex = "";
  for (const byte of bytes) hex += digits[byte];
  return hex;
}

/** The bytes of hex digits in either case, or `undefined` when the text is not hex. */
export function decodeHex(hex: string): Uint8Array<ArrayBuffer> | undefined {
  if (typeof hex !== "string" || hex.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(hex)) {
    return undefined;
  }
  return Uint8Array.from(
    { length: hex.length / 2 },
    (_, index) => parseInt(hex.slice(2 * index, 2 * index + 2), 16),
  );
}

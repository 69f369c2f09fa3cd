import { encodeBase64 } from "../../base/base64.ts";
import { decodeBase64 } from "../base/base64.ts";
import { isBytes } from "../../base/brand.ts";

/** The types that JSON lacks. Each is written as an object with one of these keys. */
const forms = {
  $bigint: (text: string) => BigInt(text),
  $bytes: (text: string) => decodeBase64(text),
  $map: (entries: [unknown, unknown][]) => new Map(entries),
  $set: (members: unknown[]) => new Set(members),
};

/** Writes a value of a table as JSON, bigints, bytes, maps and sets included. */
export function encodeState(value: unknown): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key: string) {
    const part = this[key];
    if (typeof part === "bigint") return { $bigint: `${part}` };
    if (isBytes(part)) {
      return { $bytes: encodeBase64(new Uint8Array(part.buffer, part.byteOffset, part.length)) };
    }
    if (part instanceof Map) return { $map: [...part] };
    if (part instanceof Set) return { $set: [...part] };
    return part;
  });
}

/**
 * Reads a value that {@linkcode encodeState} wrote.
 *
 * @throws {SyntaxError} For any other text.
 */
export function decodeState(text: string): unknown {
  return JSON.parse(text, (_key, value) => {
    if (typeof value !== "object" || value === null) return value;
    const [tag] = Object.keys(value);
    if (tag === undefined || !Object.hasOwn(forms, tag)) return value;
    return forms[tag as keyof typeof forms](value[tag]);
  });
}

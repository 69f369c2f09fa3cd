/** Writes the little of protobuf that programs need. */

/**
 * Bytes of a message. They are in plain arrays, as an engine takes ten times as long to make a small `Uint8Array`, and
 * each operation has five messages.
 */
export type Bytes = readonly number[];

/** A field's number, and its content: a number, a text, a message, or numbers in one field. */
export type Field = readonly [number: number, content: number | string | Bytes];

const encoder = new TextEncoder();

/** A message of these fields in this order. Numbers that are zero and empty texts are left out. */
export function message(fields: Iterable<Field>): Bytes {
  const bytes: number[] = [];
  for (const [field, content] of fields) {
    if (typeof content === "number") {
      if (content === 0) continue;
      writeVarint(bytes, 8 * field);
      writeVarint(bytes, content);
    } else if (content !== "") {
      const inner = typeof content === "string" ? encoder.encode(content) : content;
      writeVarint(bytes, 8 * field + 2);
      writeVarint(bytes, inner.length);
      for (const byte of inner) bytes.push(byte);
    }
  }
  return bytes;
}

/** Numbers one after the other, as one field holds them. */
export function varints(numbers: readonly number[]): Bytes {
  const bytes: number[] = [];
  for (const number of numbers) writeVarint(bytes, number);
  return bytes;
}

function writeVarint(bytes: number[], number: number): void {
  let left = number;
  for (; left > 0x7f; left = Math.floor(left / 0x80)) bytes.push(left % 0x80 + 0x80);
  bytes.push(left);
}

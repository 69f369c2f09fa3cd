/** Writes the little of protobuf that programs need. */

/** A field's content: a number, a text, a message, or numbers in one field. */
export type Content = number | string | Uint8Array;

const encoder = new TextEncoder();

/** A message of these fields in this order. Numbers that are zero and empty texts are left out. */
export function message(...fields: readonly (readonly [number, Content])[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const [field, content] of fields) {
    if (typeof content === "number") {
      if (content !== 0) parts.push(varints(8 * field, content));
    } else if (content !== "") {
      const bytes = typeof content === "string" ? encoder.encode(content) : content;
      parts.push(varints(8 * field + 2, bytes.length), bytes);
    }
  }
  return joined(parts);
}

/** Numbers one after the other, as one field holds them. */
export function varints(...numbers: readonly number[]): Uint8Array {
  const bytes: number[] = [];
  for (let left of numbers) {
    for (; left > 0x7f; left = Math.floor(left / 0x80)) bytes.push(left % 0x80 + 0x80);
    bytes.push(left);
  }
  return Uint8Array.from(bytes);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/**
 * Changes protobuf messages at random.
 *
 * @module
 */
import type { Random } from "../../tools/random.ts";

/** All of the parts, one after the other. */
export function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** A field of a message: where it starts, where its key ends, where its content starts and where that ends. */
export interface Field {
  start: number;
  keyEnd: number;
  content: number;
  end: number;
  isVarint: boolean;
}

/** The fields of a message, up to the first byte that is no field. */
export function fieldsOf(message: Uint8Array): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; at < message.length; scale *= 128) {
      const byte = message[at++]!;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
    return NaN;
  };
  while (at < message.length) {
    const start = at;
    const wireType = varint() % 8;
    const keyEnd = at;
    if (wireType !== 0 && wireType !== 2) break;
    const number = varint();
    const content = wireType === 0 ? keyEnd : at;
    if (wireType === 2) at += number;
    if (Number.isNaN(number) || at > message.length) break;
    fields.push({ start, keyEnd, content, end: at, isVarint: wireType === 0 });
  }
  return fields;
}

/** A number as a varint. */
export function varintOf(number: bigint): Uint8Array {
  const bytes: number[] = [];
  for (; number >= 0x80n; number >>= 7n) bytes.push(Number(number & 0x7fn | 0x80n));
  return Uint8Array.of(...bytes, Number(number));
}

const edges = [0n, 1n, 2n, 127n, 128n, 1n << 16n, 1n << 20n, 1n << 31n, (1n << 32n) - 1n, 1n << 63n]
  .concat((1n << 64n) - 1n);

/** Changes bytes at any place. */
function changeBytes(random: Random, bytes: Uint8Array, other: Uint8Array): Uint8Array {
  const at = random.below(bytes.length);
  const end = Math.min(bytes.length, at + 1 + random.below(random.pick([1, 8, 64, 1024])));
  const before = bytes.subarray(0, at);
  const piece = bytes.subarray(at, end);
  const after = bytes.subarray(end);
  const elsewhere = random.below(bytes.length - piece.length + 1);
  switch (random.below(9)) {
    case 0:
      return before;
    case 1: {
      const noise = Uint8Array.from(piece, () => random.below(256));
      return concat([before, noise, piece, after]);
    }
    case 2:
      return concat([before, after]);
    case 3:
      return concat([before, piece, piece, after]);
    case 4: {
      const rest = concat([before, after]);
      return concat([rest.subarray(0, elsewhere), piece, rest.subarray(elsewhere)]);
    }
    case 5:
      return concat([before, other.subarray(random.below(other.length))]);
    default: {
      const changed = bytes.slice();
      changed[at] = random.pick([
        changed[at]! + 1,
        changed[at]! - 1,
        changed[at]! ^ 1 << random.below(8),
      ]);
      return changed;
    }
  }
}

/** Changes fields, so that the result is still a message. */
function changeFields(random: Random, message: Uint8Array, other: Uint8Array): Uint8Array {
  const fields = fieldsOf(message);
  if (fields.length === 0) return changeBytes(random, message, other);
  const index = random.below(fields.length);
  const { start, keyEnd, content, end, isVarint } = fields[index]!;
  const field = message.subarray(start, end);
  const before = message.subarray(0, start);
  const after = message.subarray(end);
  switch (random.below(16)) {
    case 0:
      return concat([before, after]);
    case 1:
      return concat([before, field, field, after]);
    case 2: {
      const second = fields[random.below(fields.length)]!;
      const [a, b] = second.start < start ? [second, fields[index]!] : [fields[index]!, second];
      if (a === b) return message;
      return concat([
        message.subarray(0, a.start),
        message.subarray(b.start, b.end),
        message.subarray(a.end, b.start),
        message.subarray(a.start, a.end),
        message.subarray(b.end),
      ]);
    }
    case 3:
    case 4: {
      const theirs = fieldsOf(other);
      if (theirs.length === 0) return message;
      const taken = random.pick(theirs);
      const replaced = random.below(2) === 0 ? field : new Uint8Array();
      return concat([before, replaced, other.subarray(taken.start, taken.end), after]);
    }
  }
  const key = message.subarray(start, keyEnd);
  if (isVarint) {
    const number = random.below(2) === 0
      ? random.pick(edges)
      : BigInt(Math.max(0, message[content]! + random.pick([-2, -1, 1, 2])));
    return concat([before, key, varintOf(number), after]);
  }
  const change = random.below(8) === 0 ? changeBytes : changeFields;
  const inner = message.subarray(content, end);
  const changed = inner.length === 0 ? inner : change(random, inner, other);
  return concat([before, key, varintOf(BigInt(changed.length)), changed, after]);
}

/** Changes a message, most often so that it is still one. Pieces may come from `other`. */
export function mutate(random: Random, program: Uint8Array, other: Uint8Array): Uint8Array {
  let mutated = program;
  const change = random.below(2) === 0 ? changeBytes : changeFields;
  for (let left = 1 + random.below(4); left > 0 && mutated.length > 0; left--) {
    mutated = change(random, mutated, other);
  }
  return mutated;
}

/** A field's number and its content: a number, a text, a message, or numbers in one field. */
export type Field = readonly [number: number, content: number | string | Fields | Packed];

/** The fields of a message, in their order. Numbers that are zero and empty texts are left out. */
export type Fields = readonly Field[];

/** Numbers in one field. */
export interface Packed {
  readonly numbers: readonly number[];
}

const encoder = new TextEncoder();

/** The most bytes that a number takes. */
const varintMax = 8;

/** Writes the little of protobuf that programs need: fields one after the other, into memory that grows. */
export class ProtobufWriter {
  #bytes = new Uint8Array(256);
  #length = 0;

  /** All that is written. */
  get bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  /** Writes fields. */
  write(fields: Fields): void {
    for (const [field, content] of fields) {
      if (content === 0 || content === "") continue;
      this.#varint(8 * field + (typeof content === "number" ? 0 : 2));
      if (typeof content === "number") this.#varint(content);
      else this.#withLength(content);
    }
  }

  #withLength(content: string | Fields | Packed): void {
    const start = this.#length;
    // Most contents are so short that their length takes one byte.
    this.#varint(0);
    if (typeof content === "string") {
      const bytes = encoder.encode(content);
      this.#makeRoom(bytes.length);
      this.#bytes.set(bytes, this.#length);
      this.#length += bytes.length;
    } else if ("numbers" in content) {
      for (const number of content.numbers) this.#varint(number);
    } else this.write(content);
    const length = this.#length - start - 1;
    if (length > 0x7f) {
      const more = Math.floor(Math.log2(length) / 7);
      this.#makeRoom(more);
      this.#bytes.copyWithin(start + 1 + more, start + 1, this.#length);
      this.#length += more;
    }
    const end = this.#length;
    this.#length = start;
    this.#varint(length);
    this.#length = end;
  }

  #varint(number: number): void {
    this.#makeRoom(varintMax);
    let left = number;
    for (; left > 0x7f; left = Math.floor(left / 0x80)) {
      this.#bytes[this.#length++] = left % 0x80 + 0x80;
    }
    this.#bytes[this.#length++] = left;
  }

  #makeRoom(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * (this.#length + count));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

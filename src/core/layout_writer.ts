const encoder = new TextEncoder();

/** How many bytes a well-formed text takes in UTF-8. */
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

/** Writes the parts of values, one after the other. */
export class LayoutWriter {
  readonly #target: Uint8Array;
  readonly #view: DataView;
  readonly #width: number;
  #offset = 0;

  /** Starts at the first byte of memory that is all zero. Numbers get `width` bytes. */
  constructor(target: Uint8Array, width: number) {
    this.#target = target;
    this.#view = new DataView(target.buffer, target.byteOffset, target.length);
    this.#width = width;
  }

  /** Writes a kind. */
  kind(kind: number): void {
    this.#target[this.#offset++] = kind;
  }

  /** Writes a count. */
  count(number: number): void {
    this.#view.setUint32(this.#offset, number, true);
    this.#offset += 4;
  }

  /** Writes bytes of a fixed length. */
  fixed(bytes: Uint8Array): void {
    this.#target.set(bytes, this.#offset);
    this.#offset += bytes.length;
  }

  /** Writes bytes after their length. */
  bytes(bytes: Uint8Array): void {
    this.count(bytes.length);
    this.fixed(bytes);
  }

  /** Writes a name. */
  name(name: string): void {
    const length = utf8Length(name);
    this.count(length);
    const start = this.#offset;
    this.#offset += length;
    if (length > name.length) {
      encoder.encodeInto(name, this.#target.subarray(start, this.#offset));
    } else {
      for (let index = 0; index < length; index++) {
        this.#target[start + index] = name.charCodeAt(index);
      }
    }
  }

  /** Writes a number and returns whether it fits the width; the core checks whether it fits the prime. */
  number(number: bigint, isSigned: boolean): boolean {
    const bits = 8 * this.#width;
    const fits = (isSigned ? BigInt.asIntN : BigInt.asUintN)(bits, number) === number;
    this.#view.setBigInt64(this.#offset, number, true);
    // Most numbers need no more than their lowest word, which is all zeros or ones above.
    if (BigInt.asIntN(64, number) === number) {
      if (number < 0n) this.#target.fill(0xff, this.#offset + 8, this.#offset + this.#width);
    } else {
      for (let word = 8; word < this.#width; word += 8) {
        this.#view.setBigInt64(this.#offset + word, number >> BigInt(8 * word), true);
      }
    }
    this.#offset += this.#width;
    return fits;
  }
}

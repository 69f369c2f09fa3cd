import { fixedLengths, type kinds } from "./clear_layout.ts";

const decoder = new TextDecoder();

/** Names are mostly short and ASCII, which takes less time here. Longer ones are read faster by the platform. */
const plainLengthMax = 32;

/** Reads the parts of values, one after the other. */
export class LayoutReader {
  readonly #source: Uint8Array;
  readonly #view: DataView;
  readonly #width: number;
  #offset = 0;

  /** Starts at the first byte. Numbers have `width` bytes. */
  constructor(source: Uint8Array, width: number) {
    this.#source = source;
    this.#view = new DataView(source.buffer, source.byteOffset, source.length);
    this.#width = width;
  }

  /** The next kind. */
  kind(): typeof kinds[keyof typeof kinds] {
    return this.#source[this.#offset++] as typeof kinds[keyof typeof kinds];
  }

  /** The next count. */
  count(): number {
    this.#offset += 4;
    return this.#view.getUint32(this.#offset - 4, true);
  }

  /** The bytes of a value of a fixed length, as a view. */
  fixed(kind: keyof typeof fixedLengths): Uint8Array {
    return this.#take(fixedLengths[kind]);
  }

  /** The next bytes after their length, as a view. */
  bytes(): Uint8Array {
    return this.#take(this.count());
  }

  /** The next name. */
  name(): string {
    const length = this.count();
    const start = this.#offset;
    this.#offset += length;
    let name = "";
    for (let at = start; at < this.#offset; at++) {
      const byte = this.#source[at]!;
      if (byte > 0x7f || length > plainLengthMax) {
        return decoder.decode(this.#source.subarray(start, this.#offset));
      }
      name += String.fromCharCode(byte);
    }
    return name;
  }

  /** The next number, of a type that cannot be negative. */
  unsigned(): bigint {
    return this.#number(this.#view.getBigUint64(this.#offset + this.#width - 8, true));
  }

  /** The next number, of a type that may be negative. */
  signed(): bigint {
    return this.#number(this.#view.getBigInt64(this.#offset + this.#width - 8, true));
  }

  #take(length: number): Uint8Array {
    this.#offset += length;
    return this.#source.subarray(this.#offset - length, this.#offset);
  }

  /** The number whose highest word, with its sign, is given. */
  #number(highest: bigint): bigint {
    const start = this.#offset;
    this.#offset += this.#width;
    // Most numbers need no more than their lowest word, which is all zeros or ones above.
    const sign = this.#view.getInt32(start + 4, true) >> 31;
    if (highest === BigInt(sign) && this.#isFilledWith(sign, start + 8)) {
      return this.#view.getBigInt64(start, true);
    }
    let number = highest;
    for (let word = this.#width - 16; word >= 0; word -= 8) {
      number = number << 64n | this.#view.getBigUint64(start + word, true);
    }
    return number;
  }

  #isFilledWith(half: number, from: number): boolean {
    for (let at = from; at < this.#offset; at += 4) {
      if (this.#view.getInt32(at, true) !== half) return false;
    }
    return true;
  }
}

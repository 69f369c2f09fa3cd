/**
 * How values in the clear are laid out for both WASM modules, which read and write the same: what one unmasks the other
 * can run a program on. The modules have it in `wasm/shared/src/clear_layout.rs`.
 *
 * All numbers are little-endian; counts and lengths have 32 bits.
 *
 * - values: their count, then for each the length of its name, the name in UTF-8, and the value;
 * - a value: its kind, a byte, then its content;
 * - of an array: the count of its elements, and those; of a tuple: two values;
 * - of an integer or a boolean: a number as wide as the prime, in two's complement if it may be negative;
 * - of anything else: bytes, with their length before them where the type does not fix it.
 *
 * @module
 */

/** The kind of each type: the number of its field in the network's `Value` message. */
export const kinds = {
  PublicBoolean: 1,
  PublicInteger: 2,
  PublicUnsignedInteger: 3,
  SecretBoolean: 4,
  SecretInteger: 5,
  SecretUnsignedInteger: 6,
  NadaArray: 7,
  PublicArray: 7,
  NadaTuple: 8,
  SecretBlob: 9,
  EcdsaPrivateKey: 10,
  EcdsaSignature: 11,
  EcdsaDigestMessage: 12,
  EcdsaPublicKey: 13,
  StoreId: 14,
  EddsaPrivateKey: 15,
  EddsaSignature: 16,
  EddsaMessage: 17,
  EddsaPublicKey: 18,
} as const;

/** How many bytes a value has, by its kind, where all values of the type have as many. */
export const fixedLengths = {
  [kinds.EcdsaPrivateKey]: 32,
  [kinds.EcdsaSignature]: 64,
  [kinds.EcdsaDigestMessage]: 32,
  [kinds.EcdsaPublicKey]: 33,
  [kinds.StoreId]: 16,
  [kinds.EddsaPrivateKey]: 32,
  [kinds.EddsaSignature]: 64,
  [kinds.EddsaPublicKey]: 32,
} as const;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Names are mostly short and ASCII, which takes less time here. Longer ones are read faster by the platform. */
const plainLengthMax = 32;

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

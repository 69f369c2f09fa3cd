import { InvalidArgumentError } from "../errors/mod.ts";
import { heldBytes } from "../values/bytes_value.ts";
import { checkValues } from "../values/check_values.ts";
import type { NadaValue, Values } from "../values/values.ts";
import { kinds } from "../core/kinds.ts";
import type { ClearValues } from "../core/sharing.ts";
import { utf8Length, writeUtf8 } from "./utf8.ts";

/**
 * Lays clear values out for the core: a kind, then the content. Numbers have the prime's width, in two's complement
 * where they may be negative; what has no fixed length comes with its own.
 *
 * It goes over the values twice, first to know how much memory to ask for, so that secrets are written once, into
 * memory that the core wipes.
 */
export class ClearWriter implements ClearValues {
  /** How many values there are. */
  readonly count: number;
  /** How many bytes all values take. */
  readonly length: number;
  readonly #width: number;
  readonly #names: readonly string[];
  readonly #values: readonly NadaValue[];

  /**
   * Goes over the values for the first time.
   *
   * @throws {InvalidArgumentError} When one is no value, or its name no text.
   */
  constructor(values: Values, width: number) {
    this.#width = width;
    const { names, held } = checkValues(values);
    this.#names = names;
    this.#values = held;
    this.count = names.length;
    let length = 4;
    for (let index = 0; index < names.length; index++) {
      const name = names[index]!;
      if (!name.isWellFormed()) {
        throw new InvalidArgumentError("A name has half of a surrogate pair");
      }
      length += 4 + utf8Length(name) + this.#measure(held[index]!);
    }
    this.length = length;
  }

  /**
   * Writes the values into as many bytes as they take, all zero.
   *
   * @throws {InvalidArgumentError} When a number does not fit the prime.
   */
  write(target: Uint8Array): void {
    const cursor = new Cursor(target, this.#width);
    cursor.count(this.count);
    for (let index = 0; index < this.count; index++) {
      const name = this.#names[index]!;
      cursor.text(name);
      if (!write(cursor, this.#values[index]!)) {
        throw new InvalidArgumentError(
          `Value ${JSON.stringify(name)} does not fit the network's prime of ${
            8 * this.#width
          } bits: a signed integer lies within half of it on either side of zero, an unsigned one below it`,
        );
      }
    }
  }

  #measure(value: NadaValue): number {
    switch (value.type) {
      case "NadaArray":
      case "PublicArray":
        return value.value.reduce((sum, element) => sum + this.#measure(element), 5);
      case "NadaTuple":
        return value.value.reduce((sum, element) => sum + this.#measure(element), 1);
      case "SecretBlob":
      case "EddsaMessage":
        return 5 + heldBytes(value).length;
      case "EcdsaSignature":
        return 65;
      case "PublicBoolean":
      case "PublicInteger":
      case "PublicUnsignedInteger":
        return 1 + this.#width;
      case "SecretBoolean":
      case "SecretInteger":
      case "SecretUnsignedInteger":
        return 1 + this.#width;
      default:
        return 1 + heldBytes(value).length;
    }
  }
}

/** Where the next byte goes. */
class Cursor {
  readonly #target: Uint8Array;
  readonly #view: DataView;
  readonly #width: number;
  #offset = 0;

  constructor(target: Uint8Array, width: number) {
    this.#target = target;
    this.#view = new DataView(target.buffer, target.byteOffset, target.length);
    this.#width = width;
  }

  kind(kind: number): void {
    this.#target[this.#offset++] = kind;
  }

  count(number: number): void {
    this.#view.setUint32(this.#offset, number, true);
    this.#offset += 4;
  }

  fixed(bytes: Uint8Array): void {
    this.#target.set(bytes, this.#offset);
    this.#offset += bytes.length;
  }

  text(text: string): void {
    const length = utf8Length(text);
    this.count(length);
    writeUtf8(text, this.#target, this.#offset, length);
    this.#offset += length;
  }

  bytes(bytes: Uint8Array): void {
    this.count(bytes.length);
    this.fixed(bytes);
  }

  /** Writes a number and says whether it fits the width; whether it fits the prime is for the core to say. */
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

/** Writes a value and says whether its numbers fit. */
function write(cursor: Cursor, value: NadaValue): boolean {
  cursor.kind(kinds[value.type]);
  switch (value.type) {
    case "NadaArray":
    case "PublicArray":
      cursor.count(value.value.length);
      return value.value.every((element) => write(cursor, element));
    case "NadaTuple":
      return value.value.every((element) => write(cursor, element));
    case "PublicBoolean":
    case "SecretBoolean":
      return cursor.number(value.value ? 1n : 0n, false);
    case "PublicInteger":
    case "SecretInteger":
      return cursor.number(value.value, true);
    case "PublicUnsignedInteger":
    case "SecretUnsignedInteger":
      return cursor.number(value.value, false);
    case "EcdsaSignature": {
      const { r, s } = value.value;
      cursor.fixed(r);
      cursor.fixed(s);
      return true;
    }
    case "SecretBlob":
    case "EddsaMessage":
      cursor.bytes(heldBytes(value));
      return true;
    default:
      cursor.fixed(heldBytes(value));
      return true;
  }
}

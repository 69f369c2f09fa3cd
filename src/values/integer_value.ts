import { InvalidArgumentError } from "../errors/mod.ts";
import { Value } from "./value.ts";

/** No network has a prime of more bits than this. */
const bitsMax = 256;
const max = 2n ** BigInt(bitsMax);
const min = -max;

/**
 * A value that is a whole number. Whether it fits the network's prime is known only when it is masked for one.
 *
 * @example Add up numbers, secret or not
 * ```ts
 * import { type IntegerValue, PublicUnsignedInteger, SecretInteger } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * function sum(numbers: IntegerValue[]): bigint {
 *   return numbers.reduce((total, { value }) => total + value, 0n);
 * }
 *
 * assertEquals(sum([new SecretInteger(-2), new PublicUnsignedInteger(44)]), 42n);
 * ```
 */
export abstract class IntegerValue extends Value {
  /** An object, since the consoles of browsers print private fields, but not the objects in them. */
  readonly #held: { value: bigint | number };

  /**
   * Holds a whole number.
   *
   * @param value A `number` must be a safe integer; above that only a `bigint` is exact.
   * @throws {InvalidArgumentError} When it is no whole number, or too large for any network.
   */
  constructor(value: bigint | number) {
    super();
    this.#held = { value: this.#checked(value) };
  }

  /** Whether it may be negative. */
  protected abstract get isSigned(): boolean;

  /** The number. Setting it makes the same checks as the constructor. */
  get value(): bigint {
    const held = this.#held;
    // A number becomes a bigint when it is read: many are made at a time.
    return typeof held.value === "bigint" ? held.value : held.value = BigInt(held.value);
  }

  set value(value: bigint | number) {
    this.#held.value = this.#checked(value);
  }

  /** The number in a fixed width, which comparison in constant time needs. */
  protected override held(): Uint8Array {
    return toBytes(this.value);
  }

  /** The value for people to read. */
  protected override show(): string {
    return this.#held.value.toString();
  }

  #checked(value: bigint | number): bigint | number {
    if (typeof value !== "bigint" && !Number.isSafeInteger(value)) {
      throw new InvalidArgumentError(
        `${this.type} takes a bigint or a safe integer`,
      );
    }
    if (!this.isSigned && value < 0) {
      throw new InvalidArgumentError(`${this.type} cannot be negative`);
    }
    if (typeof value === "bigint" && (value >= max || value < min)) {
      throw new InvalidArgumentError(
        `${this.type} takes at most ${bitsMax} bits`,
      );
    }
    return value;
  }
}

/** Two's complement in a fixed width. */
function toBytes(number: bigint): Uint8Array<ArrayBuffer> {
  const words = new BigUint64Array(bitsMax / 64 + 1);
  for (let index = 0; index < words.length; index++) {
    words[index] = BigInt.asUintN(64, number >> BigInt(64 * index));
  }
  return new Uint8Array(words.buffer);
}

import { InvalidArgumentError } from "../errors/mod.ts";
import { classOf, isBytes } from "../base/brand.ts";
import { copyBytes } from "../base/bytes.ts";
import { encodeHex } from "../base/hex.ts";
import { fixedLengths, kinds } from "../core/clear_layout.ts";
import { Value } from "./value.ts";

/** The bytes that a value holds, not a copy: callers must neither keep nor change them. */
export let heldBytes: (value: BytesValue) => Uint8Array<ArrayBuffer>;

/**
 * A value that is a sequence of bytes. It keeps its own copy and gives out copies.
 *
 * @example What is given out is a copy
 * ```ts
 * import { type BytesValue, SecretBlob } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const note: BytesValue = new SecretBlob(new TextEncoder().encode("gm"));
 * note.value.fill(0);
 *
 * assertEquals(new TextDecoder().decode(note.value), "gm");
 * ```
 */
export abstract class BytesValue extends Value {
  #bytes: Uint8Array<ArrayBuffer>;

  static {
    heldBytes = (value) => value.#bytes;
  }

  /**
   * Holds a copy of the bytes.
   *
   * @throws {InvalidArgumentError} When these are not bytes, or not as many as the type has.
   */
  constructor(bytes: Uint8Array) {
    super();
    this.#bytes = this.#checked(bytes);
  }

  /** A copy of the bytes. Setting them makes the same checks as the constructor. */
  get value(): Uint8Array<ArrayBuffer> {
    return copyBytes(this.#bytes);
  }

  set value(bytes: Uint8Array) {
    this.#bytes = this.#checked(bytes);
  }

  /** The bytes themselves. */
  protected override held(): Uint8Array {
    return this.#bytes;
  }

  /** The value for people to read. */
  protected override show(): string {
    return encodeHex(this.#bytes);
  }

  #checked(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    if (!isBytes(bytes)) {
      throw new InvalidArgumentError(
        `${this.type} takes a Uint8Array, not ${
          classOf(bytes)
        }: for text, new TextEncoder().encode(text)`,
      );
    }
    const length = (fixedLengths as Record<number, number>)[kinds[this.type as keyof typeof kinds]];
    if (length !== undefined && bytes.length !== length) {
      throw new InvalidArgumentError(
        `${this.type} takes ${length} bytes, but ${bytes.length} were given`,
      );
    }
    return copyBytes(bytes);
  }
}

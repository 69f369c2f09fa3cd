import { InvalidArgumentError } from "../errors.ts";
import { callWithBytes, CoreFailure, sha256 } from "../wasm/core.ts";
import { equalBytes } from "./equal_bytes.ts";
import { encodeHex } from "./hex.ts";

/**
 * A public key of secp256k1.
 *
 * @example Verify a signature
 * ```ts
 * import { PrivateKey, PublicKey } from "@nilvm/client/keys";
 * import { assert } from "@std/assert";
 *
 * const privateKey = PrivateKey.random();
 * const message = new TextEncoder().encode("gm, builder");
 * const signature = privateKey.sign(message);
 *
 * const publicKey = PublicKey.fromBytes(privateKey.publicKey.toBytes());
 * assert(publicKey.verify(message, signature));
 * ```
 */
export class PublicKey {
  readonly #compressed: Uint8Array;

  private constructor(compressed: Uint8Array) {
    this.#compressed = compressed;
  }

  /**
   * Reads a public key in its compressed form of 33 bytes or its long form of 65.
   *
   * @throws {InvalidArgumentError} When the bytes are no point of secp256k1.
   *
   * @example Both forms are the same key
   * ```ts
   * import { PrivateKey, PublicKey } from "@nilvm/client/keys";
   * import { assertEquals, assertThrows } from "@std/assert";
   *
   * const bytes = PrivateKey.fromSeed("alice").publicKey.toBytes();
   * assertEquals(PublicKey.fromBytes(bytes).toBytes(), bytes);
   * assertThrows(() => PublicKey.fromBytes(bytes.subarray(1)));
   * ```
   */
  static fromBytes(bytes: Uint8Array): PublicKey {
    if (bytes.length !== 33 && bytes.length !== 65) {
      throw new InvalidArgumentError(
        `A public key has 33 or 65 bytes but this has ${bytes.length}`,
      );
    }
    try {
      return new PublicKey(callWithBytes("ecdsaCompress", [bytes]));
    } catch (error) {
      if (!(error instanceof CoreFailure) || error.kind === "trap") throw error;
      throw new InvalidArgumentError(error.message);
    }
  }

  /**
   * The compressed form: 33 bytes.
   *
   * @example The first byte says whether y is odd
   * ```ts
   * import { PrivateKey } from "@nilvm/client/keys";
   * import { assert } from "@std/assert";
   *
   * const [prefix] = PrivateKey.random().publicKey.toBytes();
   * assert(prefix === 2 || prefix === 3);
   * ```
   */
  toBytes(): Uint8Array {
    return this.#compressed.slice();
  }

  /**
   * Whether `signature` is this key's ECDSA signature of the SHA-256 digest of `message`: r and s of 32 bytes each,
   * with s in the lower half. Anything else, of any length, is `false`.
   *
   * @example A changed message does not verify
   * ```ts
   * import { PrivateKey } from "@nilvm/client/keys";
   * import { assertEquals } from "@std/assert";
   *
   * const key = PrivateKey.random();
   * const signature = key.sign(new Uint8Array([1]));
   * assertEquals(key.publicKey.verify(new Uint8Array([2]), signature), false);
   * ```
   */
  verify(message: Uint8Array, signature: Uint8Array): boolean {
    if (signature.length !== 64) return false;
    const parts = [this.#compressed, sha256(message), signature];
    return callWithBytes("ecdsaVerify", parts)[0] === 1;
  }

  /**
   * Whether the two keys are the same.
   *
   * @example A seed always gives the same key
   * ```ts
   * import { PrivateKey } from "@nilvm/client/keys";
   * import { assert } from "@std/assert";
   *
   * assert(PrivateKey.fromSeed("a").publicKey.equals(PrivateKey.fromSeed("a").publicKey));
   * ```
   */
  equals(other: PublicKey): boolean {
    return equalBytes(this.#compressed, other.#compressed);
  }

  /** The compressed form in hex. */
  toString(): string {
    return encodeHex(this.#compressed);
  }

  /** The compressed form in hex. */
  toJSON(): string {
    return this.toString();
  }

  /** How Deno shows it. */
  [Symbol.for("Deno.customInspect")](): string {
    return `PublicKey(${this})`;
  }

  /** How Node shows it. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `PublicKey(${this})`;
  }
}

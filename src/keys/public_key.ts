import { checkBytes, copyBytes, equalBytes } from "../base/bytes.ts";
import { type Content, contentOf } from "../base/content.ts";
import { decodeHex, encodeHex } from "../base/hex.ts";
import { InvalidArgumentError } from "../errors/mod.ts";
import { callKeyCore } from "./call_key_core.ts";
import { digestOf, type DigestOptions } from "./digest.ts";
import type { RecoverableSignature } from "./signature.ts";

/** In which form a public key is written. */
export interface PublicKeyFormat {
  /** `true` for the compressed form of 33 bytes, `false` for the long form of 65. `true` by default. */
  readonly compressed?: boolean | undefined;
}

/**
 * A public key of secp256k1.
 *
 * @example Verify a signature
 * ```ts
 * import { PrivateKey, PublicKey } from "@nilvm/client";
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
  /** What tools for tests compare in place of the key. */
  readonly content: Content = contentOf(this);
  readonly #compressed: Uint8Array<ArrayBuffer>;

  private constructor(compressed: Uint8Array) {
    this.#compressed = copyBytes(compressed);
  }

  /**
   * Reads a public key in its compressed form of 33 bytes or its long form of 65.
   *
   * @throws {InvalidArgumentError} When the bytes are not a point of secp256k1.
   */
  static fromBytes(bytes: Uint8Array): PublicKey {
    checkBytes(bytes, "A public key");
    if (bytes.length !== 33 && bytes.length !== 65) {
      throw new InvalidArgumentError(
        `A public key has 33 or 65 bytes, but this one has ${bytes.length}`,
      );
    }
    return new PublicKey(callKeyCore("ecdsaCompress", [bytes]));
  }

  /**
   * Reads a public key from hex: 66 digits for the compressed form, 130 for the long one.
   *
   * @throws {InvalidArgumentError} When it is neither, or not a point of secp256k1.
   */
  static fromHex(hex: string): PublicKey {
    const bytes = decodeHex(hex);
    if (bytes?.length !== 33 && bytes?.length !== 65) {
      throw new InvalidArgumentError("A public key in hex must be exactly 66 or 130 hex digits");
    }
    return PublicKey.fromBytes(bytes);
  }

  /**
   * Reads a public key of BIP 340: 32 bytes, the abscissa of a point. Two points have it; BIP 340 takes the one whose y
   * is even.
   *
   * @throws {InvalidArgumentError} When there are not 32, or secp256k1 has no such point.
   */
  static fromXOnly(bytes: Uint8Array): PublicKey {
    return PublicKey.fromBytes(
      Uint8Array.of(2, ...checkBytes(bytes, "A public key of BIP 340", 32)),
    );
  }

  /**
   * Finds the public key that the signature of the message belongs to.
   *
   * Almost every signature belongs to some key, so compare the result with the key you expect.
   *
   * @param options Another digest.
   * @throws {InvalidArgumentError} When no key has such a signature, as with nearly all recovery ids above 1.
   */
  static recover(
    message: Uint8Array,
    { signature, recoveryId }: RecoverableSignature,
    options: DigestOptions = {},
  ): PublicKey {
    if (![0, 1, 2, 3].includes(recoveryId)) {
      throw new InvalidArgumentError("A recovery id is 0, 1, 2 or 3");
    }
    checkBytes(signature, "A signature", 64);
    const parts = [digestOf(message, options), signature, Uint8Array.of(recoveryId)];
    return new PublicKey(callKeyCore("ecdsaRecover", parts));
  }

  /**
   * The sum of public keys, which is the public key of the sum of their private keys.
   *
   * @throws {InvalidArgumentError} When the list is empty, or the sum is not a key.
   */
  static combine(keys: readonly PublicKey[]): PublicKey {
    if (!Array.isArray(keys) || !keys.every((key) => key instanceof PublicKey)) {
      throw new InvalidArgumentError("PublicKey.combine takes a list of PublicKey");
    }
    if (keys.length === 0) {
      throw new InvalidArgumentError("PublicKey.combine takes at least one PublicKey");
    }
    return new PublicKey(callKeyCore("publicKeyCombine", keys.map((key) => key.#compressed)));
  }

  /** The compressed form of 33 bytes, which begins with 2 or 3, or the long form of 65, which begins with 4. */
  toBytes({ compressed = true }: PublicKeyFormat = {}): Uint8Array<ArrayBuffer> {
    if (compressed) return copyBytes(this.#compressed);
    return callKeyCore("ecdsaDecompress", [this.#compressed]);
  }

  /** The same in hex, in lower case: 66 or 130 digits. */
  toHex(format: PublicKeyFormat = {}): string {
    return encodeHex(this.toBytes(format));
  }

  /** The public key of BIP 340: 32 bytes, the abscissa of the point, without the sign of y. */
  toXOnly(): Uint8Array<ArrayBuffer> {
    return this.#compressed.slice(1);
  }

  /**
   * Whether `signature` is this key's ECDSA signature of the SHA-256 digest of `message`: r and s of 32 bytes each,
   * with s in the lower half. Anything else, of any length, is `false`; {@linkcode Signature} converts other forms.
   *
   * @param options Another digest.
   * @throws {InvalidArgumentError} When the message or the signature is not bytes, or the digest is not 32 bytes.
   */
  verify(message: Uint8Array, signature: Uint8Array, options: DigestOptions = {}): boolean {
    const digest = digestOf(message, options);
    if (checkBytes(signature, "A signature").length !== 64) return false;
    return callKeyCore("ecdsaVerify", [this.#compressed, digest, signature])[0] === 1;
  }

  /**
   * Whether `signature` is this key's signature of `message` by BIP 340, Schnorr's scheme. Anything else, of any
   * length, is `false`. The sign of y does not count.
   *
   * @throws {InvalidArgumentError} When the message or the signature is not bytes.
   */
  verifySchnorr(message: Uint8Array, signature: Uint8Array): boolean {
    checkBytes(message, "A message");
    if (checkBytes(signature, "A signature").length !== 64) return false;
    return callKeyCore("schnorrVerify", [this.toXOnly(), signature, message])[0] === 1;
  }

  /**
   * The public key of the sum of the private key and a number of 32 bytes, big-endian.
   *
   * @throws {InvalidArgumentError} When there are not 32 bytes, the number is not below the order of secp256k1, or the
   * sum is zero.
   */
  tweakAdd(tweak: Uint8Array): PublicKey {
    const parts = [this.#compressed, checkBytes(tweak, "A tweak", 32)];
    return new PublicKey(callKeyCore("publicKeyAdd", parts));
  }

  /**
   * The public key of the product of the private key and a number of 32 bytes, big-endian.
   *
   * @throws {InvalidArgumentError} When there are not 32 bytes, or the number is zero or not below the order of
   * secp256k1.
   */
  tweakMultiply(tweak: Uint8Array): PublicKey {
    const parts = [this.#compressed, checkBytes(tweak, "A tweak", 32)];
    return new PublicKey(callKeyCore("publicKeyMultiply", parts));
  }

  /** Whether the two keys are the same. */
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

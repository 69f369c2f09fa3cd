import { InvalidArgumentError } from "../errors/mod.ts";
import { callKeyCore } from "./call_key_core.ts";
import { checkedBytes } from "../base/checked_bytes.ts";
import { digestOf } from "./digest_of.ts";
import type { DigestOptions } from "./digest_options.ts";
import { equalBytes } from "../base/equal_bytes.ts";
import { decodeHex, encodeHex } from "../base/hex.ts";
import type { PublicKeyFormat } from "./public_key_format.ts";
import type { RecoverableSignature } from "./recoverable_signature.ts";

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
   * import { PrivateKey, PublicKey } from "@nilvm/client";
   * import { assertEquals, assertThrows } from "@std/assert";
   *
   * const bytes = PrivateKey.fromSeed("alice").publicKey.toBytes();
   * assertEquals(PublicKey.fromBytes(bytes).toBytes(), bytes);
   * assertThrows(() => PublicKey.fromBytes(bytes.subarray(1)));
   * ```
   */
  static fromBytes(bytes: Uint8Array): PublicKey {
    checkedBytes(bytes, "A public key");
    if (bytes.length !== 33 && bytes.length !== 65) {
      throw new InvalidArgumentError(
        `A public key has 33 or 65 bytes but this has ${bytes.length}`,
      );
    }
    return new PublicKey(callKeyCore("ecdsaCompress", [bytes]));
  }

  /**
   * Reads a public key from the hex digits of one of its forms, 66 or 130.
   *
   * @throws {InvalidArgumentError} When it is not that, or no point of secp256k1.
   *
   * @example Read a key from hex
   * ```ts
   * import { PrivateKey, PublicKey } from "@nilvm/client";
   * import { assert } from "@std/assert";
   *
   * const { publicKey } = PrivateKey.random();
   * assert(PublicKey.fromHex(publicKey.toHex({ compressed: false })).equals(publicKey));
   * ```
   */
  static fromHex(hex: string): PublicKey {
    const bytes = decodeHex(hex);
    if (bytes?.length !== 33 && bytes?.length !== 65) {
      throw new InvalidArgumentError(
        "A public key in hex has 66 or 130 digits, and nothing else",
      );
    }
    return PublicKey.fromBytes(bytes);
  }

  /**
   * Reads a public key of BIP 340: 32 bytes, the abscissa of a point. Of the two points it can be, BIP 340 means the
   * one whose y is even.
   *
   * @throws {InvalidArgumentError} When there are not 32, or secp256k1 has no such point.
   *
   * @example Verify with a key of BIP 340
   * ```ts
   * import { PrivateKey, PublicKey } from "@nilvm/client";
   * import { assert } from "@std/assert";
   *
   * const key = PrivateKey.random();
   * const publicKey = PublicKey.fromXOnly(key.publicKey.toXOnly());
   * assert(publicKey.verifySchnorr(new Uint8Array(), key.signSchnorr(new Uint8Array())));
   * ```
   */
  static fromXOnly(bytes: Uint8Array): PublicKey {
    return PublicKey.fromBytes(
      Uint8Array.of(2, ...checkedBytes(bytes, "A public key of BIP 340", 32)),
    );
  }

  /**
   * The key whose signature of the message this is.
   *
   * Each signature is some key's: that the signer is the expected one follows only from comparing.
   *
   * @param options Another digest.
   * @throws {InvalidArgumentError} When no key has such a signature, as for nearly all recovery ids above 1.
   *
   * @example Who signed this?
   * ```ts
   * import { PrivateKey, PublicKey } from "@nilvm/client";
   * import { assert } from "@std/assert";
   *
   * const key = PrivateKey.random();
   * const message = new TextEncoder().encode("gm, builder");
   * const { signature, recoveryId } = key.signRecoverable(message);
   * assert(PublicKey.recover(message, { signature, recoveryId }).equals(key.publicKey));
   * ```
   */
  static recover(
    message: Uint8Array,
    { signature, recoveryId }: RecoverableSignature,
    options: DigestOptions = {},
  ): PublicKey {
    if (![0, 1, 2, 3].includes(recoveryId)) {
      throw new InvalidArgumentError("A recovery id is 0, 1, 2 or 3");
    }
    checkedBytes(signature, "A signature", 64);
    const parts = [digestOf(message, options), signature, Uint8Array.of(recoveryId)];
    return new PublicKey(callKeyCore("ecdsaRecover", parts));
  }

  /**
   * The sum of public keys, which is the public key of the sum of their private keys.
   *
   * @throws {InvalidArgumentError} When there is no key, or they add up to no key.
   *
   * @example A key and its multiple
   * ```ts
   * import { PrivateKey, PublicKey } from "@nilvm/client";
   * import { assert } from "@std/assert";
   *
   * const { publicKey } = PrivateKey.random();
   * const two = PrivateKey.fromHex("02".padStart(64, "0")).toBytes();
   * assert(PublicKey.combine([publicKey, publicKey]).equals(publicKey.tweakMultiply(two)));
   * ```
   */
  static combine(keys: readonly PublicKey[]): PublicKey {
    if (!Array.isArray(keys) || !keys.every((key) => key instanceof PublicKey)) {
      throw new InvalidArgumentError("Public keys to combine are a list of PublicKey");
    }
    if (keys.length === 0) throw new InvalidArgumentError("There is no public key to combine");
    return new PublicKey(callKeyCore("publicKeyCombine", keys.map((key) => key.#compressed)));
  }

  /**
   * The compressed form of 33 bytes, or the long one of 65.
   *
   * @example The first byte says whether y is odd, or that it follows
   * ```ts
   * import { PrivateKey } from "@nilvm/client";
   * import { assert, assertEquals } from "@std/assert";
   *
   * const { publicKey } = PrivateKey.random();
   * const [prefix] = publicKey.toBytes();
   * assert(prefix === 2 || prefix === 3);
   * assertEquals(publicKey.toBytes({ compressed: false })[0], 4);
   * ```
   */
  toBytes({ compressed = true }: PublicKeyFormat = {}): Uint8Array<ArrayBuffer> {
    if (compressed) return this.#compressed.slice();
    return callKeyCore("ecdsaDecompress", [this.#compressed]);
  }

  /**
   * The same in hex, in lower case: 66 or 130 digits.
   *
   * @example The compressed form is what it shows as
   * ```ts
   * import { PrivateKey } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * const { publicKey } = PrivateKey.random();
   * assertEquals(publicKey.toHex(), `${publicKey}`);
   * ```
   */
  toHex(format: PublicKeyFormat = {}): string {
    return encodeHex(this.toBytes(format));
  }

  /**
   * The public key of BIP 340: 32 bytes, the abscissa of the point.
   *
   * @example Without the sign of y
   * ```ts
   * import { PrivateKey } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * const { publicKey } = PrivateKey.random();
   * assertEquals(publicKey.toXOnly(), publicKey.toBytes().slice(1));
   * ```
   */
  toXOnly(): Uint8Array<ArrayBuffer> {
    return this.#compressed.slice(1);
  }

  /**
   * Whether `signature` is this key's ECDSA signature of the SHA-256 digest of `message`: r and s of 32 bytes each,
   * with s in the lower half. Anything else, of any length, is `false`; {@linkcode Signature} makes it of others.
   *
   * @param options Another digest.
   * @throws {InvalidArgumentError} When the message is not bytes, or the digest not 32.
   *
   * @example A changed message does not verify
   * ```ts
   * import { PrivateKey } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * const key = PrivateKey.random();
   * const signature = key.sign(new Uint8Array([1]));
   * assertEquals(key.publicKey.verify(new Uint8Array([2]), signature), false);
   * ```
   */
  verify(message: Uint8Array, signature: Uint8Array, options: DigestOptions = {}): boolean {
    const digest = digestOf(message, options);
    if (checkedBytes(signature, "A signature").length !== 64) return false;
    return callKeyCore("ecdsaVerify", [this.#compressed, digest, signature])[0] === 1;
  }

  /**
   * Whether `signature` is this key's signature of `message` by BIP 340, Schnorr's scheme. Anything else, of any
   * length, is `false`. The sign of y does not count.
   *
   * @throws {InvalidArgumentError} When the message or the signature is not bytes.
   *
   * @example A changed message does not verify
   * ```ts
   * import { PrivateKey } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * const key = PrivateKey.random();
   * const signature = key.signSchnorr(new Uint8Array([1]));
   * assertEquals(key.publicKey.verifySchnorr(new Uint8Array([2]), signature), false);
   * ```
   */
  verifySchnorr(message: Uint8Array, signature: Uint8Array): boolean {
    checkedBytes(message, "A message");
    if (checkedBytes(signature, "A signature").length !== 64) return false;
    return callKeyCore("schnorrVerify", [this.toXOnly(), signature, message])[0] === 1;
  }

  /**
   * The public key of the sum of the private key and a number: 32 bytes, big-endian.
   *
   * @throws {InvalidArgumentError} When there are not 32, the number is not below the order of secp256k1, or the sum is
   * zero.
   *
   * @example Derive someone's next key
   * ```ts
   * import { PrivateKey, taggedHash } from "@nilvm/client";
   * import { assert } from "@std/assert";
   *
   * const key = PrivateKey.random();
   * const tweak = taggedHash("next", key.publicKey.toBytes());
   * assert(key.publicKey.tweakAdd(tweak).equals(key.tweakAdd(tweak).publicKey));
   * ```
   */
  tweakAdd(tweak: Uint8Array): PublicKey {
    const parts = [this.#compressed, checkedBytes(tweak, "A tweak", 32)];
    return new PublicKey(callKeyCore("publicKeyAdd", parts));
  }

  /**
   * The public key of the product of the private key and a number: 32 bytes, big-endian.
   *
   * @throws {InvalidArgumentError} When there are not 32, or the number is zero or not below the order of secp256k1.
   *
   * @example Three times a key
   * ```ts
   * import { PrivateKey, PublicKey } from "@nilvm/client";
   * import { assert } from "@std/assert";
   *
   * const { publicKey } = PrivateKey.random();
   * const three = PrivateKey.fromHex("03".padStart(64, "0")).toBytes();
   * const sum = PublicKey.combine([publicKey, publicKey, publicKey]);
   * assert(publicKey.tweakMultiply(three).equals(sum));
   * ```
   */
  tweakMultiply(tweak: Uint8Array): PublicKey {
    const parts = [this.#compressed, checkedBytes(tweak, "A tweak", 32)];
    return new PublicKey(callKeyCore("publicKeyMultiply", parts));
  }

  /**
   * Whether the two keys are the same.
   *
   * @example A seed always gives the same key
   * ```ts
   * import { PrivateKey } from "@nilvm/client";
   * import { assert } from "@std/assert";
   *
   * assert(PrivateKey.fromSeed("a").publicKey.equals(PrivateKey.fromSeed("a").publicKey));
   * ```
   */
  equals(other: PublicKey): boolean {
    return equalBytes(this.#compressed, other.#compressed);
  }

  /**
   * The compressed form in hex.
   *
   * @example A key in a message
   * ```ts
   * import { PrivateKey } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * const { publicKey } = PrivateKey.random();
   * assertEquals(`${publicKey}`, publicKey.toHex());
   * ```
   */
  toString(): string {
    return encodeHex(this.#compressed);
  }

  /**
   * The compressed form in hex.
   *
   * @example A key on its way through JSON
   * ```ts
   * import { PrivateKey, PublicKey } from "@nilvm/client";
   * import { assert } from "@std/assert";
   *
   * const { publicKey } = PrivateKey.random();
   * const { signer } = JSON.parse(JSON.stringify({ signer: publicKey }));
   * assert(PublicKey.fromHex(signer).equals(publicKey));
   * ```
   */
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

import { InvalidArgumentError } from "../errors/mod.ts";
import { sha256 } from "../core/core.ts";
import { callKeyCore } from "./call_key_core.ts";
import { checkedBytes } from "../base/checked_bytes.ts";
import { digestOf } from "./digest_of.ts";
import { decodeHex, encodeHex } from "../base/hex.ts";
import { PublicKey } from "./public_key.ts";
import { randomBytes } from "./random_bytes.ts";
import type { RecoverableSignature } from "./recoverable_signature.ts";
import type { SchnorrOptions } from "./schnorr_options.ts";
import type { SignOptions } from "./sign_options.ts";

const redacted = "PrivateKey { <redacted> }";

/**
 * A private key of secp256k1: who you are to the network. Anyone who has it can act as you.
 *
 * It shows as redacted in logs, strings and JSON; {@linkcode PrivateKey.toBytes} and
 * {@linkcode PrivateKey.toHex} are the only ways out.
 *
 * @example Make a key and keep it
 * ```ts
 * import { PrivateKey } from "@nilvm/client";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const key = PrivateKey.random();
 * const kept = key.toBytes();
 *
 * assert(PrivateKey.fromBytes(kept).publicKey.equals(key.publicKey));
 * assertEquals(`${key}`, "PrivateKey { <redacted> }");
 * ```
 */
export class PrivateKey {
  readonly #bytes: Uint8Array;
  /** The public key that belongs to it. */
  readonly publicKey: PublicKey;

  private constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.publicKey = PublicKey.fromBytes(callKeyCore("ecdsaPublicKey", [bytes]));
  }

  /**
   * Makes a new key from the platform's random generator.
   *
   * @example Two keys are never the same
   * ```ts
   * import { PrivateKey } from "@nilvm/client";
   * import { assert } from "@std/assert";
   *
   * assert(!PrivateKey.random().publicKey.equals(PrivateKey.random().publicKey));
   * ```
   */
  static random(): PrivateKey {
    for (;;) {
      try {
        return new PrivateKey(randomBytes());
      } catch (error) {
        // One of 2^128 draws is zero or not below the order of the curve.
        if (!(error instanceof InvalidArgumentError)) throw error;
      }
    }
  }

  /**
   * Reads a key from its 32 bytes, big-endian.
   *
   * @throws {InvalidArgumentError} When there are not 32, or the number is zero or not below the order of secp256k1.
   *
   * @example A key that cannot be
   * ```ts
   * import { PrivateKey } from "@nilvm/client/keys";
   * import { InvalidArgumentError } from "@nilvm/client";
   * import { assertThrows } from "@std/assert";
   *
   * assertThrows(() => PrivateKey.fromBytes(new Uint8Array(32)), InvalidArgumentError);
   * ```
   */
  static fromBytes(bytes: Uint8Array): PrivateKey {
    return new PrivateKey(checkedBytes(bytes, "A private key", 32).slice());
  }

  /**
   * Reads a key from 64 hex digits.
   *
   * @throws {InvalidArgumentError} When it is not that, or not a key.
   *
   * @example Read a key from hex
   * ```ts
   * import { PrivateKey } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * const key = PrivateKey.fromHex("01".repeat(32));
   * assertEquals(key.toBytes()[31], 1);
   * ```
   */
  static fromHex(hex: string): PrivateKey {
    const bytes = decodeHex(hex);
    if (bytes?.length !== 32) {
      throw new InvalidArgumentError("A private key in hex has 64 digits, and nothing else");
    }
    return PrivateKey.fromBytes(bytes);
  }

  /**
   * The key whose bytes are the SHA-256 digest of the seed: the same seed always gives the same key, and whoever can
   * guess the seed has the key. For tests and development networks.
   *
   * @throws {InvalidArgumentError} When the digest is no key, which no seed known to anyone has.
   *
   * @example The same on every machine
   * ```ts
   * import { PrivateKey, UserId } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * const { publicKey } = PrivateKey.fromSeed("alice");
   * assertEquals(UserId.fromPublicKey(publicKey).toString().length, 40);
   * ```
   */
  static fromSeed(seed: string): PrivateKey {
    return PrivateKey.fromBytes(sha256(new TextEncoder().encode(seed)));
  }

  /**
   * The key itself: 32 bytes, big-endian.
   *
   * @example Keep a key
   * ```ts
   * import { PrivateKey } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * assertEquals(PrivateKey.random().toBytes().length, 32);
   * ```
   */
  toBytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice();
  }

  /**
   * The key itself in 64 hex digits, in lower case.
   *
   * @example Keep a key in text
   * ```ts
   * import { PrivateKey } from "@nilvm/client";
   * import { assert } from "@std/assert";
   *
   * const key = PrivateKey.random();
   * assert(PrivateKey.fromHex(key.toHex()).equals(key));
   * ```
   */
  toHex(): string {
    return encodeHex(this.#bytes);
  }

  /**
   * Signs a message: ECDSA over its SHA-256 digest, deterministic by RFC 6979. The result is r and s of 32 bytes each,
   * big-endian, with s in the lower half; {@linkcode Signature} makes DER of it.
   *
   * @param options Another digest, and what else goes into the nonce.
   * @throws {InvalidArgumentError} When the message is not bytes, or the digest or the nonce data not 32.
   *
   * @example Sign a message
   * ```ts
   * import { PrivateKey } from "@nilvm/client";
   * import { assert } from "@std/assert";
   *
   * const key = PrivateKey.random();
   * const message = new TextEncoder().encode("gm, builder");
   * assert(key.publicKey.verify(message, key.sign(message)));
   * ```
   *
   * @example Sign a digest
   * ```ts
   * import { PrivateKey } from "@nilvm/client";
   * import { assert } from "@std/assert";
   *
   * const key = PrivateKey.random();
   * const message = new TextEncoder().encode("gm, builder");
   * const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", message));
   * assert(key.publicKey.verify(message, key.sign(digest, { digest: "none" })));
   * ```
   */
  sign(message: Uint8Array, options: SignOptions = {}): Uint8Array<ArrayBuffer> {
    return this.signRecoverable(message, options).signature.slice();
  }

  /**
   * Signs a message as {@linkcode PrivateKey.sign} does, and says which point the nonce's was, so that
   * {@linkcode PublicKey.recover} finds the public key.
   *
   * @param options Another digest, and what else goes into the nonce.
   * @throws {InvalidArgumentError} When the message is not bytes, or the digest or the nonce data not 32.
   *
   * @example Who signed this?
   * ```ts
   * import { PrivateKey, PublicKey } from "@nilvm/client";
   * import { assert } from "@std/assert";
   *
   * const key = PrivateKey.random();
   * const message = new TextEncoder().encode("gm, builder");
   * assert(PublicKey.recover(message, key.signRecoverable(message)).equals(key.publicKey));
   * ```
   */
  signRecoverable(message: Uint8Array, options: SignOptions = {}): RecoverableSignature {
    const { nonceData } = options;
    const parts = [this.#bytes, digestOf(message, options)];
    if (nonceData !== undefined) parts.push(checkedBytes(nonceData, "Nonce data", 32));
    const signed = callKeyCore("ecdsaSignRecoverable", parts);
    return { signature: signed.slice(0, 64), recoveryId: signed[64]! };
  }

  /**
   * Signs a message of any length by BIP 340, Schnorr's scheme: the message itself, without a digest. The result has 64
   * bytes.
   *
   * @param options What else goes into the nonce.
   * @throws {InvalidArgumentError} When the message is not bytes, or the auxiliary randomness not 32.
   *
   * @example Sign a message
   * ```ts
   * import { PrivateKey } from "@nilvm/client";
   * import { assert } from "@std/assert";
   *
   * const key = PrivateKey.random();
   * const message = new TextEncoder().encode("gm, builder");
   * assert(key.publicKey.verifySchnorr(message, key.signSchnorr(message)));
   * ```
   */
  signSchnorr(
    message: Uint8Array,
    { auxRand = randomBytes() }: SchnorrOptions = {},
  ): Uint8Array<ArrayBuffer> {
    checkedBytes(auxRand, "Auxiliary randomness", 32);
    return callKeyCore("schnorrSign", [this.#bytes, auxRand, checkedBytes(message, "A message")]);
  }

  /**
   * The key that is the sum of this one and a number: 32 bytes, big-endian.
   *
   * @throws {InvalidArgumentError} When there are not 32, the number is not below the order of secp256k1, or the sum is
   * zero.
   *
   * @example Derive a key
   * ```ts
   * import { PrivateKey } from "@nilvm/client";
   * import { assert } from "@std/assert";
   *
   * const key = PrivateKey.random();
   * const tweak = new Uint8Array(32).fill(1);
   * assert(key.tweakAdd(tweak).publicKey.equals(key.publicKey.tweakAdd(tweak)));
   * ```
   */
  tweakAdd(tweak: Uint8Array): PrivateKey {
    return new PrivateKey(
      callKeyCore("privateKeyAdd", [this.#bytes, checkedBytes(tweak, "A tweak", 32)]),
    );
  }

  /**
   * The key that is the product of this one and a number: 32 bytes, big-endian.
   *
   * @throws {InvalidArgumentError} When there are not 32, or the number is zero or not below the order of secp256k1.
   *
   * @example Derive a key
   * ```ts
   * import { PrivateKey } from "@nilvm/client";
   * import { assert } from "@std/assert";
   *
   * const key = PrivateKey.random();
   * const tweak = new Uint8Array(32).fill(1);
   * assert(key.tweakMultiply(tweak).publicKey.equals(key.publicKey.tweakMultiply(tweak)));
   * ```
   */
  tweakMultiply(tweak: Uint8Array): PrivateKey {
    return new PrivateKey(
      callKeyCore("privateKeyMultiply", [this.#bytes, checkedBytes(tweak, "A tweak", 32)]),
    );
  }

  /**
   * What the two who have these keys know and no one else, by Diffie and Hellman: the SHA-256 digest, 32 bytes, of the
   * compressed point that is this key times the other's public key.
   *
   * @example The same on both sides
   * ```ts
   * import { PrivateKey } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * const [alice, bob] = [PrivateKey.random(), PrivateKey.random()];
   * assertEquals(alice.sharedSecret(bob.publicKey), bob.sharedSecret(alice.publicKey));
   * ```
   */
  sharedSecret(other: PublicKey): Uint8Array<ArrayBuffer> {
    return callKeyCore("sharedSecret", [this.#bytes, other.toBytes()]);
  }

  /**
   * Whether the two keys are the same. The time it takes says nothing about them: their public keys are compared.
   *
   * @example A seed always gives the same key
   * ```ts
   * import { PrivateKey } from "@nilvm/client";
   * import { assert } from "@std/assert";
   *
   * assert(PrivateKey.fromSeed("a").equals(PrivateKey.fromSeed("a")));
   * ```
   */
  equals(other: PrivateKey): boolean {
    return this.publicKey.equals(other.publicKey);
  }

  /**
   * Says what it is and not which.
   *
   * @example A key in a message
   * ```ts
   * import { PrivateKey } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * assertEquals(`Signs with ${PrivateKey.random()}`, "Signs with PrivateKey { <redacted> }");
   * ```
   */
  toString(): string {
    return redacted;
  }

  /**
   * Says what it is and not which.
   *
   * @example A key in a log line
   * ```ts
   * import { PrivateKey } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * const line = JSON.stringify({ key: PrivateKey.random() });
   * assertEquals(line, '{"key":"PrivateKey { <redacted> }"}');
   * ```
   */
  toJSON(): string {
    return redacted;
  }

  /** How Deno shows it: what it is and not which. */
  [Symbol.for("Deno.customInspect")](): string {
    return redacted;
  }

  /** How Node shows it: what it is and not which. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return redacted;
  }
}

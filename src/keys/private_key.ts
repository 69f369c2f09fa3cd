import { checkBytes, copyBytes } from "../base/bytes.ts";
import { decodeHex, encodeHex } from "../base/hex.ts";
import { sha256 } from "../core/core.ts";
import { InvalidArgumentError } from "../errors/mod.ts";
import { callKeyCore } from "./call_key_core.ts";
import { digestOf, type DigestOptions } from "./digest.ts";
import { PublicKey } from "./public_key.ts";
import type { RecoverableSignature } from "./signature.ts";

const redacted = "PrivateKey { <redacted> }";

/** How a message is signed by ECDSA. */
export interface SignOptions extends DigestOptions {
  /**
   * 32 bytes that go into the nonce together with the key and the digest: the additional data of RFC 6979, section 3.6,
   * and `ndata` of libsecp256k1. The same bytes give the same signature again. None by default.
   */
  readonly nonceData?: Uint8Array | undefined;
}

/** How a message is signed by BIP 340. */
export interface SchnorrOptions {
  /**
   * 32 bytes that go into the nonce together with the key and the message: `aux_rand` of BIP 340. The same bytes give
   * the same signature again. Random by default.
   */
  readonly auxRand?: Uint8Array | undefined;
}

/**
 * A private key of secp256k1: it identifies you to the network. Anyone who has it can act as you.
 *
 * Logs, strings and JSON show it redacted; only {@linkcode PrivateKey.toBytes} and {@linkcode PrivateKey.toHex} reveal
 * it.
 *
 * @example Make a key, keep it, sign with it
 * ```ts
 * import { PrivateKey } from "@nilvm/client";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const key = PrivateKey.random();
 * const kept = PrivateKey.fromHex(key.toHex());
 * assert(kept.equals(key));
 *
 * const message = new TextEncoder().encode("gm, builder");
 * assert(key.publicKey.verify(message, kept.sign(message)));
 * assertEquals(`Signs with ${key}`, "Signs with PrivateKey { <redacted> }");
 * ```
 */
export class PrivateKey {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  /** The public key of this key. It is also what tools for tests compare. */
  readonly publicKey: PublicKey;

  private constructor(bytes: Uint8Array) {
    this.#bytes = copyBytes(checkBytes(bytes, "A private key", 32));
    this.publicKey = PublicKey.fromBytes(callKeyCore("ecdsaPublicKey", [this.#bytes]));
  }

  /** Makes a new key from the platform's random generator. */
  static random(): PrivateKey {
    for (;;) {
      try {
        return new PrivateKey(crypto.getRandomValues(new Uint8Array(32)));
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
   */
  static fromBytes(bytes: Uint8Array): PrivateKey {
    return new PrivateKey(bytes);
  }

  /**
   * Reads a key from 64 hex digits.
   *
   * @throws {InvalidArgumentError} When it is not 64 hex digits, or not a key.
   */
  static fromHex(hex: string): PrivateKey {
    const bytes = decodeHex(hex);
    if (bytes?.length !== 32) {
      throw new InvalidArgumentError("A private key in hex must be exactly 64 hex digits");
    }
    return PrivateKey.fromBytes(bytes);
  }

  /**
   * Derives a key from text: its bytes are the text's SHA-256 digest. The same seed always gives the same key, and
   * anyone who guesses the seed has the key. For tests and development networks.
   *
   * @throws {InvalidArgumentError} When the digest is not a key. No seed with such a digest is known.
   */
  static fromSeed(seed: string): PrivateKey {
    return PrivateKey.fromBytes(sha256(new TextEncoder().encode(seed)));
  }

  /** Always `secp256k1`. */
  get keyType(): "secp256k1" {
    return "secp256k1";
  }

  /** The key itself: 32 bytes, big-endian. */
  toBytes(): Uint8Array<ArrayBuffer> {
    return copyBytes(this.#bytes);
  }

  /** The key itself: 64 hex digits in lower case. */
  toHex(): string {
    return encodeHex(this.#bytes);
  }

  /**
   * Signs a message: ECDSA over its SHA-256 digest, deterministic by RFC 6979. The result is r and s of 32 bytes each,
   * big-endian, with s in the lower half; {@linkcode Signature} converts it to DER.
   *
   * @param options Another digest, and what else goes into the nonce.
   * @throws {InvalidArgumentError} When the message is not bytes, or the digest or the nonce data is not 32 bytes.
   */
  sign(message: Uint8Array, options: SignOptions = {}): Uint8Array<ArrayBuffer> {
    return copyBytes(this.signRecoverable(message, options).signature);
  }

  /**
   * Signs a message as {@linkcode PrivateKey.sign} does, and adds the recovery id, with which
   * {@linkcode PublicKey.recover} finds the public key.
   *
   * @param options Another digest, and what else goes into the nonce.
   * @throws {InvalidArgumentError} When the message is not bytes, or the digest or the nonce data is not 32 bytes.
   */
  signRecoverable(message: Uint8Array, options: SignOptions = {}): RecoverableSignature {
    const { nonceData } = options;
    const parts = [this.#bytes, digestOf(message, options)];
    if (nonceData !== undefined) parts.push(checkBytes(nonceData, "Nonce data", 32));
    const signed = callKeyCore("ecdsaSignRecoverable", parts);
    return { signature: signed.slice(0, 64), recoveryId: signed[64]! };
  }

  /**
   * Signs a message of any length by BIP 340, Schnorr's scheme. It signs the message itself, not a digest of it. The
   * result has 64 bytes.
   *
   * @param options What else goes into the nonce.
   * @throws {InvalidArgumentError} When the message is not bytes, or the auxiliary randomness is not 32 bytes.
   */
  signSchnorr(
    message: Uint8Array,
    { auxRand = crypto.getRandomValues(new Uint8Array(32)) }: SchnorrOptions = {},
  ): Uint8Array<ArrayBuffer> {
    checkBytes(auxRand, "Auxiliary randomness", 32);
    return callKeyCore("schnorrSign", [this.#bytes, auxRand, checkBytes(message, "A message")]);
  }

  /**
   * The sum of this key and a number of 32 bytes, big-endian, as a key.
   *
   * @throws {InvalidArgumentError} When there are not 32 bytes, the number is not below the order of secp256k1, or the
   * sum is zero.
   */
  tweakAdd(tweak: Uint8Array): PrivateKey {
    return new PrivateKey(
      callKeyCore("privateKeyAdd", [this.#bytes, checkBytes(tweak, "A tweak", 32)]),
    );
  }

  /**
   * The product of this key and a number of 32 bytes, big-endian, as a key.
   *
   * @throws {InvalidArgumentError} When there are not 32 bytes, or the number is zero or not below the order of
   * secp256k1.
   */
  tweakMultiply(tweak: Uint8Array): PrivateKey {
    return new PrivateKey(
      callKeyCore("privateKeyMultiply", [this.#bytes, checkBytes(tweak, "A tweak", 32)]),
    );
  }

  /**
   * The secret that only the owners of the two keys can compute, by Diffie and Hellman: the SHA-256 digest, 32 bytes,
   * of the compressed point that is this key times the other's public key.
   */
  sharedSecret(other: PublicKey): Uint8Array<ArrayBuffer> {
    return callKeyCore("sharedSecret", [this.#bytes, other.toBytes()]);
  }

  /** Whether the two keys are the same. It compares the public keys, so its time reveals no secret. */
  equals(other: PrivateKey): boolean {
    return this.publicKey.equals(other.publicKey);
  }

  /** `PrivateKey { <redacted> }`. */
  toString(): string {
    return redacted;
  }

  /** `PrivateKey { <redacted> }`. */
  toJSON(): string {
    return redacted;
  }

  /** How Deno shows it: redacted. */
  [Symbol.for("Deno.customInspect")](): string {
    return redacted;
  }

  /** How Node shows it: redacted. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return redacted;
  }
}

import { InvalidArgumentError } from "../errors.ts";
import { callWithBytes, CoreFailure, sha256 } from "../wasm/core.ts";
import { decodeHex } from "./hex.ts";
import { PublicKey } from "./public_key.ts";

const redacted = "PrivateKey { <redacted> }";

/**
 * A private key of secp256k1: who you are to the network. Anyone who has it can act as you.
 *
 * It shows as redacted in logs, strings and JSON; {@linkcode PrivateKey.toBytes} is the only way out.
 *
 * @example Make a key and keep it
 * ```ts
 * import { PrivateKey } from "@nilvm/client/keys";
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
    this.publicKey = PublicKey.fromBytes(callWithBytes("ecdsaPublicKey", [bytes]));
  }

  /**
   * Makes a new key from the platform's random generator.
   *
   * @example Two keys are never the same
   * ```ts
   * import { PrivateKey } from "@nilvm/client/keys";
   * import { assert } from "@std/assert";
   *
   * assert(!PrivateKey.random().publicKey.equals(PrivateKey.random().publicKey));
   * ```
   */
  static random(): PrivateKey {
    for (;;) {
      const bytes = crypto.getRandomValues(new Uint8Array(32));
      try {
        return new PrivateKey(bytes);
      } catch (error) {
        // One of 2^128 draws is zero or not below the order of the curve.
        if (!(error instanceof CoreFailure) || error.kind === "trap") throw error;
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
    if (bytes.length !== 32) {
      throw new InvalidArgumentError(`A private key has 32 bytes but this has ${bytes.length}`);
    }
    try {
      return new PrivateKey(bytes.slice());
    } catch (error) {
      if (!(error instanceof CoreFailure) || error.kind === "trap") throw error;
      throw new InvalidArgumentError(error.message);
    }
  }

  /**
   * Reads a key from 64 hex digits.
   *
   * @throws {InvalidArgumentError} When it is not that, or not a key.
   *
   * @example Read a key from hex
   * ```ts
   * import { PrivateKey } from "@nilvm/client/keys";
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
   * import { PrivateKey, UserId } from "@nilvm/client/keys";
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
   * import { PrivateKey } from "@nilvm/client/keys";
   * import { assertEquals } from "@std/assert";
   *
   * assertEquals(PrivateKey.random().toBytes().length, 32);
   * ```
   */
  toBytes(): Uint8Array {
    return this.#bytes.slice();
  }

  /**
   * Signs a message: ECDSA over its SHA-256 digest, deterministic by RFC 6979. The result is r and s of 32 bytes each,
   * big-endian, with s in the lower half.
   *
   * @example Sign a message
   * ```ts
   * import { PrivateKey } from "@nilvm/client/keys";
   * import { assert } from "@std/assert";
   *
   * const key = PrivateKey.random();
   * const message = new TextEncoder().encode("gm, builder");
   * assert(key.publicKey.verify(message, key.sign(message)));
   * ```
   */
  sign(message: Uint8Array): Uint8Array {
    return callWithBytes("ecdsaSign", [this.#bytes, sha256(message)]);
  }

  /** Says what it is and not which. */
  toString(): string {
    return redacted;
  }

  /** Says what it is and not which. */
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

import { callKeyCore } from "./call_key_core.ts";
import { checkedBytes } from "../base/checked_bytes.ts";
import type { EddsaOptions } from "./eddsa_options.ts";
import { equalBytes } from "../base/equal_bytes.ts";
import { randomBytes } from "./random_bytes.ts";

const redacted = "EddsaKey { <redacted> }";

/**
 * A private key of Ed25519 as the network has them, in values of type `EddsaPrivateKey`: a scalar, and not the seed
 * that one is commonly made of. What it signs verifies as any signature by Ed25519.
 *
 * It shows as redacted in logs, strings and JSON; {@linkcode EddsaKey.toBytes} is the only way out.
 *
 * @example Sign, then hand the key to the network
 * ```ts
 * import { EddsaPrivateKey } from "@nilvm/client";
 * import { EddsaKey } from "@nilvm/client/keys";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const key = EddsaKey.random();
 * const message = new TextEncoder().encode("gm, builder");
 * assert(EddsaKey.verify(key.publicKey, message, key.sign(message)));
 *
 * const value = new EddsaPrivateKey(key.toBytes());
 * assert(EddsaKey.fromBytes(value.value).equals(key));
 * assertEquals(`${key}`, "EddsaKey { <redacted> }");
 * ```
 */
export class EddsaKey {
  readonly #bytes: Uint8Array;
  readonly #publicKey: Uint8Array;

  private constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#publicKey = callKeyCore("eddsaPublicKey", [bytes]);
  }

  /**
   * Makes a new key from the platform's random generator.
   *
   * @example Two keys are never the same
   * ```ts
   * import { EddsaKey } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * assertEquals(EddsaKey.random().equals(EddsaKey.random()), false);
   * ```
   */
  static random(): EddsaKey {
    return EddsaKey.fromSeed(randomBytes());
  }

  /**
   * Reads a key from its scalar: 32 bytes, little-endian.
   *
   * @throws {InvalidArgumentError} When there are not 32, or the number is zero or not below the order of Ed25519.
   *
   * @example A key that cannot be
   * ```ts
   * import { EddsaKey } from "@nilvm/client";
   * import { assertThrows } from "@std/assert";
   *
   * assertThrows(() => EddsaKey.fromBytes(new Uint8Array(32)));
   * ```
   */
  static fromBytes(scalar: Uint8Array): EddsaKey {
    return new EddsaKey(checkedBytes(scalar, "A scalar", 32).slice());
  }

  /**
   * The key of a seed by RFC 8032, of 32 bytes: what most libraries call the private key. Its public key is the seed's;
   * its signatures are others, as the seed also makes the nonces there.
   *
   * @throws {InvalidArgumentError} When there are not 32.
   *
   * @example The public key of a key from elsewhere
   * ```ts
   * import { EddsaKey } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * const { privateKey, publicKey } = await crypto.subtle.generateKey("Ed25519", true, ["sign"]) as CryptoKeyPair;
   * const pkcs8 = new Uint8Array(await crypto.subtle.exportKey("pkcs8", privateKey));
   * const raw = new Uint8Array(await crypto.subtle.exportKey("raw", publicKey));
   *
   * assertEquals(EddsaKey.fromSeed(pkcs8.slice(-32)).publicKey, raw);
   * ```
   */
  static fromSeed(seed: Uint8Array): EddsaKey {
    return new EddsaKey(callKeyCore("ed25519Scalar", [checkedBytes(seed, "A seed", 32)]));
  }

  /**
   * Whether `signature` is a signature of `message` by Ed25519 with this public key of 32 bytes. Any other bytes are
   * `false`.
   *
   * @throws {InvalidArgumentError} When the public key is no point of Ed25519, or the others are not bytes.
   *
   * @example A changed message does not verify
   * ```ts
   * import { EddsaKey } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * const key = EddsaKey.random();
   * const signature = key.sign(new Uint8Array([1]));
   * assertEquals(EddsaKey.verify(key.publicKey, new Uint8Array([2]), signature), false);
   * ```
   */
  static verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
    checkedBytes(publicKey, "A public key", 32);
    checkedBytes(message, "A message");
    if (checkedBytes(signature, "A signature").length !== 64) return false;
    return callKeyCore("ed25519Verify", [publicKey, signature, message])[0] === 1;
  }

  /**
   * The public key that belongs to it, 32 bytes.
   *
   * @example A copy each time
   * ```ts
   * import { EddsaKey } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * const key = EddsaKey.random();
   * key.publicKey.fill(0);
   * assertEquals(EddsaKey.fromBytes(key.toBytes()).publicKey, key.publicKey);
   * ```
   */
  get publicKey(): Uint8Array<ArrayBuffer> {
    return this.#publicKey.slice();
  }

  /**
   * The scalar: 32 bytes, little-endian.
   *
   * @example Keep a key
   * ```ts
   * import { EddsaKey } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * assertEquals(EddsaKey.random().toBytes().length, 32);
   * ```
   */
  toBytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice();
  }

  /**
   * Signs a message by Ed25519. The result has 64 bytes and is another each time, unless the entropy is given.
   *
   * @param options What else goes into the nonce.
   * @throws {InvalidArgumentError} When the message is not bytes, or the entropy not 32.
   *
   * @example Sign a message
   * ```ts
   * import { EddsaKey } from "@nilvm/client";
   * import { assert } from "@std/assert";
   *
   * const key = EddsaKey.random();
   * const message = new TextEncoder().encode("gm, builder");
   * assert(EddsaKey.verify(key.publicKey, message, key.sign(message)));
   * ```
   */
  sign(
    message: Uint8Array,
    { entropy = randomBytes() }: EddsaOptions = {},
  ): Uint8Array<ArrayBuffer> {
    checkedBytes(entropy, "Entropy", 32);
    return callKeyCore("eddsaSign", [this.#bytes, entropy, checkedBytes(message, "A message")]);
  }

  /**
   * Whether the two keys are the same. The time it takes says nothing about them: their public keys are compared.
   *
   * @example A seed always gives the same key
   * ```ts
   * import { EddsaKey } from "@nilvm/client";
   * import { assert } from "@std/assert";
   *
   * const seed = crypto.getRandomValues(new Uint8Array(32));
   * assert(EddsaKey.fromSeed(seed).equals(EddsaKey.fromSeed(seed)));
   * ```
   */
  equals(other: EddsaKey): boolean {
    return equalBytes(this.#publicKey, other.#publicKey);
  }

  /**
   * Says what it is and not which.
   *
   * @example A key in a message
   * ```ts
   * import { EddsaKey } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * assertEquals(`Signs with ${EddsaKey.random()}`, "Signs with EddsaKey { <redacted> }");
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
   * import { EddsaKey } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * const line = JSON.stringify({ key: EddsaKey.random() });
   * assertEquals(line, '{"key":"EddsaKey { <redacted> }"}');
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

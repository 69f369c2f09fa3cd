import { checkBytes, copyBytes, equalBytes } from "../base/bytes.ts";
import { type Content, contentOf } from "../base/content.ts";
import { encodeHex } from "../base/hex.ts";
import { callKeyCore } from "./call_key_core.ts";

const redacted = "EddsaKey { <redacted> }";

/** How a message is signed by Ed25519 with a scalar. */
export interface EddsaOptions {
  /**
   * 32 bytes that go into the nonce together with the key and the message. The same bytes give the same signature
   * again. Random by default.
   */
  readonly entropy?: Uint8Array | undefined;
}

/**
 * A private key of Ed25519 in the network's form, as in values of type `EddsaPrivateKey`: the scalar, not the seed that
 * it is usually derived from. Its signatures verify like any other Ed25519 signature.
 *
 * Logs, strings and JSON show it redacted; only {@linkcode EddsaKey.toBytes} reveals it.
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
  /** What tools for tests compare in place of the key: its tag is the public key. */
  readonly content: Content = contentOf<EddsaKey>(this, (key) => encodeHex(key.#publicKey));
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #publicKey: Uint8Array<ArrayBuffer>;

  private constructor(bytes: Uint8Array) {
    this.#bytes = copyBytes(checkBytes(bytes, "A scalar", 32));
    this.#publicKey = callKeyCore("eddsaPublicKey", [this.#bytes]);
  }

  /** Makes a new key from the platform's random generator. */
  static random(): EddsaKey {
    return EddsaKey.fromSeed(crypto.getRandomValues(new Uint8Array(32)));
  }

  /**
   * Reads a key from its scalar: 32 bytes, little-endian.
   *
   * @throws {InvalidArgumentError} When there are not 32, or the number is zero or not below the order of Ed25519.
   */
  static fromBytes(scalar: Uint8Array): EddsaKey {
    return new EddsaKey(scalar);
  }

  /**
   * Derives the key from a seed of RFC 8032: 32 bytes, which most libraries call the private key. The public key is the
   * same as there. The signatures differ, because there the seed also makes the nonces.
   *
   * @throws {InvalidArgumentError} When there are not 32.
   */
  static fromSeed(seed: Uint8Array): EddsaKey {
    return new EddsaKey(callKeyCore("ed25519Scalar", [checkBytes(seed, "A seed", 32)]));
  }

  /**
   * Whether `signature` is a signature of `message` by Ed25519 with this public key of 32 bytes. Any other bytes are
   * `false`.
   *
   * @throws {InvalidArgumentError} When the public key is not a point of Ed25519, or the others are not bytes.
   */
  static verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
    checkBytes(publicKey, "A public key", 32);
    checkBytes(message, "A message");
    if (checkBytes(signature, "A signature").length !== 64) return false;
    return callKeyCore("ed25519Verify", [publicKey, signature, message])[0] === 1;
  }

  /** Always `ed25519`. */
  get keyType(): "ed25519" {
    return "ed25519";
  }

  /** The public key of this key, 32 bytes, as a copy. */
  get publicKey(): Uint8Array<ArrayBuffer> {
    return copyBytes(this.#publicKey);
  }

  /** The scalar: 32 bytes, little-endian. */
  toBytes(): Uint8Array<ArrayBuffer> {
    return copyBytes(this.#bytes);
  }

  /**
   * Signs a message by Ed25519. The result has 64 bytes, and differs each time unless the entropy is given.
   *
   * @param options What else goes into the nonce.
   * @throws {InvalidArgumentError} When the message is not bytes, or the entropy is not 32 bytes.
   */
  sign(
    message: Uint8Array,
    { entropy = crypto.getRandomValues(new Uint8Array(32)) }: EddsaOptions = {},
  ): Uint8Array<ArrayBuffer> {
    checkBytes(entropy, "Entropy", 32);
    return callKeyCore("eddsaSign", [this.#bytes, entropy, checkBytes(message, "A message")]);
  }

  /** Whether the two keys are the same. It compares the public keys, so its time reveals no secret. */
  equals(other: EddsaKey): boolean {
    return equalBytes(this.#publicKey, other.#publicKey);
  }

  /** `EddsaKey { <redacted> }`. */
  toString(): string {
    return redacted;
  }

  /** `EddsaKey { <redacted> }`. */
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

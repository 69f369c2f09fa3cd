import { isBytes } from "../base/brand.ts";
import { checkBytes, copyBytes, equalBytes } from "../base/bytes.ts";
import { type Content, contentOf } from "../base/content.ts";
import { decodeHex, encodeHex } from "../base/hex.ts";
import { sha256 } from "../core/core.ts";
import { InvalidArgumentError } from "../errors/mod.ts";
import { PublicKey } from "./public_key.ts";

const length = 20;
const ed25519Length = 32;

/**
 * A user's id in the network: the last 20 bytes of the SHA-256 digest of the public key, which for secp256k1 is the
 * compressed one.
 *
 * @example Tell someone who you are
 * ```ts
 * import { PrivateKey, UserId } from "@nilvm/client";
 * import { assert } from "@std/assert";
 *
 * const id = UserId.fromPublicKey(PrivateKey.random().publicKey);
 * assert(UserId.parse(id.toString()).equals(id));
 * ```
 */
export class UserId {
  /** What tools for tests compare in place of the id. */
  readonly content: Content = contentOf(this);
  readonly #bytes: Uint8Array<ArrayBuffer>;

  private constructor(bytes: Uint8Array) {
    this.#bytes = copyBytes(checkBytes(bytes, "A user id", length));
  }

  /**
   * The id of the user who has the key.
   *
   * @param key The public key, or its bytes: 33 or 65 for secp256k1, 32 for Ed25519.
   * @throws {InvalidArgumentError} When it is neither.
   */
  static fromPublicKey(key: PublicKey | Uint8Array): UserId {
    if (!(key instanceof PublicKey) && !isBytes(key)) {
      throw new InvalidArgumentError(
        "UserId.fromPublicKey takes a PublicKey, such as key.publicKey, or its bytes",
      );
    }
    const isEd25519 = isBytes(key) && key.length === ed25519Length;
    const bytes = isEd25519 ? key : (isBytes(key) ? PublicKey.fromBytes(key) : key).toBytes();
    return new UserId(sha256(bytes).subarray(-length));
  }

  /**
   * Reads an id from its 20 bytes.
   *
   * @throws {InvalidArgumentError} When there are not 20.
   */
  static fromBytes(bytes: Uint8Array): UserId {
    return new UserId(bytes);
  }

  /**
   * Reads an id from its 40 hex digits.
   *
   * @throws {InvalidArgumentError} When it is not that.
   */
  static parse(hex: string): UserId {
    const bytes = decodeHex(hex);
    if (bytes?.length !== length) {
      throw new InvalidArgumentError(`A user id must be exactly ${2 * length} hex digits`);
    }
    return new UserId(bytes);
  }

  /** Its 20 bytes. */
  toBytes(): Uint8Array<ArrayBuffer> {
    return copyBytes(this.#bytes);
  }

  /** Its 40 hex digits, in lower case. */
  toString(): string {
    return encodeHex(this.#bytes);
  }

  /** Its 40 hex digits, in lower case. */
  toJSON(): string {
    return this.toString();
  }

  /** Whether the two ids are the same. */
  equals(other: UserId): boolean {
    return equalBytes(this.#bytes, other.#bytes);
  }

  /** How Deno shows it. */
  [Symbol.for("Deno.customInspect")](): string {
    return `UserId(${this})`;
  }

  /** How Node shows it. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `UserId(${this})`;
  }
}

/**
 * Returns the user after checking the type, so that the text of an id is refused.
 *
 * @param subject What takes the user; the error begins with it, as in `A permission`.
 * @throws {InvalidArgumentError} When it is not a `UserId`.
 */
export function checkUserId(user: unknown, subject: string): UserId {
  if (user instanceof UserId) return user;
  throw new InvalidArgumentError(`${subject} takes a UserId; UserId.parse reads one from text`);
}

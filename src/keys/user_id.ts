import { checkBytes, copyBytes, equalBytes } from "../base/bytes.ts";
import { type Content, contentOf } from "../base/content.ts";
import { decodeHex, encodeHex } from "../base/hex.ts";
import { sha256 } from "../core/core.ts";
import { InvalidArgumentError } from "../errors/mod.ts";
import { PublicKey } from "./public_key.ts";

const length = 20;

/**
 * A user's id in the network: the last 20 bytes of the SHA-256 digest of the compressed public key.
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

  /** The id of the user who has the key. */
  static fromPublicKey(key: PublicKey): UserId {
    if (!(key instanceof PublicKey)) {
      throw new InvalidArgumentError(
        "UserId.fromPublicKey takes a PublicKey, such as key.publicKey",
      );
    }
    return new UserId(sha256(key.toBytes()).subarray(-length));
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

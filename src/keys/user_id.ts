import { InvalidArgumentError } from "../errors/mod.ts";
import { sha256 } from "../core/core.ts";
import { checkedBytes } from "../base/checked_bytes.ts";
import { equalBytes } from "../base/equal_bytes.ts";
import { decodeHex, encodeHex } from "../base/hex.ts";
import { PublicKey } from "./public_key.ts";

const length = 20;

/**
 * Who a user is to the network: the last 20 bytes of the SHA-256 digest of the compressed public key.
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
  readonly #bytes: Uint8Array;

  private constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /**
   * The id of the user who has the key.
   *
   * @example Your own id
   * ```ts
   * import { PrivateKey, UserId } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * assertEquals(UserId.fromPublicKey(PrivateKey.random().publicKey).toBytes().length, 20);
   * ```
   */
  static fromPublicKey(key: PublicKey): UserId {
    if (!(key instanceof PublicKey)) {
      throw new InvalidArgumentError("A user id is that of a PublicKey, as of key.publicKey");
    }
    return new UserId(sha256(key.toBytes()).slice(-length));
  }

  /**
   * Reads an id from its 20 bytes.
   *
   * @throws {InvalidArgumentError} When there are not 20.
   *
   * @example An id as it stands in a permission
   * ```ts
   * import { UserId } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * assertEquals(`${UserId.fromBytes(new Uint8Array(20))}`, "00".repeat(20));
   * ```
   */
  static fromBytes(bytes: Uint8Array): UserId {
    return new UserId(checkedBytes(bytes, "A user id", length).slice());
  }

  /**
   * Reads an id from its 40 hex digits.
   *
   * @throws {InvalidArgumentError} When it is not that.
   *
   * @example An id someone sent
   * ```ts
   * import { UserId } from "@nilvm/client";
   * import { assertThrows } from "@std/assert";
   *
   * UserId.parse("1f".repeat(20));
   * assertThrows(() => UserId.parse("alice"));
   * ```
   */
  static parse(hex: string): UserId {
    const bytes = decodeHex(hex);
    if (bytes?.length !== length) {
      throw new InvalidArgumentError(`A user id has ${2 * length} hex digits, and nothing else`);
    }
    return new UserId(bytes);
  }

  /**
   * Its 20 bytes.
   *
   * @example Keep an id
   * ```ts
   * import { UserId } from "@nilvm/client";
   * import { assert } from "@std/assert";
   *
   * const id = UserId.parse("1f".repeat(20));
   * assert(UserId.fromBytes(id.toBytes()).equals(id));
   * ```
   */
  toBytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice();
  }

  /**
   * Its 40 hex digits, in lower case.
   *
   * @example An id to send to someone
   * ```ts
   * import { PrivateKey, UserId } from "@nilvm/client";
   * import { assert } from "@std/assert";
   *
   * const id = UserId.fromPublicKey(PrivateKey.random().publicKey);
   * assert(UserId.parse(`${id}`).equals(id));
   * ```
   */
  toString(): string {
    return encodeHex(this.#bytes);
  }

  /**
   * Its 40 hex digits, in lower case.
   *
   * @example An id in a file of settings
   * ```ts
   * import { UserId } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * const auditor = UserId.parse("1F".repeat(20));
   * assertEquals(JSON.stringify({ auditor }), `{"auditor":"${"1f".repeat(20)}"}`);
   * ```
   */
  toJSON(): string {
    return this.toString();
  }

  /**
   * Whether the two ids are the same.
   *
   * @example Is it me?
   * ```ts
   * import { UserId } from "@nilvm/client";
   * import { assert } from "@std/assert";
   *
   * assert(UserId.parse("ab".repeat(20)).equals(UserId.parse("AB".repeat(20))));
   * ```
   */
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

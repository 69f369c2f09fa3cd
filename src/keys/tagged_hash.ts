import { sha256 } from "../core/core.ts";
import { checkedBytes } from "../base/checked_bytes.ts";

/**
 * The tagged hash of BIP 340, 32 bytes: SHA-256 over the digest of the tag, twice, and the message. A digest for one
 * purpose is none for another.
 *
 * @throws {InvalidArgumentError} When the tag is neither text nor bytes, or the message not bytes.
 *
 * @example Sign for one purpose only
 * ```ts
 * import { PrivateKey, taggedHash } from "@nilvm/client";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const key = PrivateKey.random();
 * const message = new TextEncoder().encode("gm, builder");
 * const signature = key.signSchnorr(taggedHash("greeting", message));
 *
 * assert(key.publicKey.verifySchnorr(taggedHash("greeting", message), signature));
 * assertEquals(key.publicKey.verifySchnorr(taggedHash("order", message), signature), false);
 * ```
 */
export function taggedHash(tag: string | Uint8Array, message: Uint8Array): Uint8Array<ArrayBuffer> {
  const name = typeof tag === "string" ? new TextEncoder().encode(tag) : tag;
  const prefix = sha256(checkedBytes(name, "A tag"));
  const hashed = new Uint8Array(64 + checkedBytes(message, "A message").length);
  hashed.set(prefix);
  hashed.set(prefix, 32);
  hashed.set(message, 64);
  return sha256(hashed);
}

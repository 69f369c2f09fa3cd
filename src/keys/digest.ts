import { checkBytes } from "../base/bytes.ts";
import { sha256 } from "../core/core.ts";
import { InvalidArgumentError } from "../errors/mod.ts";

/** How a message becomes the digest that ECDSA signs. */
export interface DigestOptions {
  /**
   * A function that returns the message's digest of 32 bytes, or `none` when the message is itself such a digest.
   * SHA-256 by default. With `none`, sign bytes that someone else chose only if you know that they are a digest.
   */
  readonly digest?: ((message: Uint8Array) => Uint8Array) | "none" | undefined;
}

/**
 * The 32 bytes that are signed in place of the message.
 *
 * @throws {InvalidArgumentError} When the message is not bytes, the option is neither a function nor `none`, or the digest
 * is not 32 bytes.
 */
export function digestOf(message: Uint8Array, { digest = sha256 }: DigestOptions): Uint8Array {
  checkBytes(message, "A message");
  if (typeof digest !== "function" && digest !== "none") {
    throw new InvalidArgumentError('digest must be a function or "none"', { option: "digest" });
  }
  return checkBytes(digest === "none" ? message : digest(message), "A digest", 32);
}

/**
 * The tagged hash of BIP 340, 32 bytes: SHA-256 over the tag's digest, the same digest again, and the message. Use one
 * tag per purpose: a hash for one purpose then never equals a hash for another.
 *
 * @throws {InvalidArgumentError} When the tag is neither text nor bytes, or the message is not bytes.
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
  const prefix = sha256(checkBytes(name, "A tag"));
  const hashed = new Uint8Array(64 + checkBytes(message, "A message").length);
  hashed.set(prefix);
  hashed.set(prefix, 32);
  hashed.set(message, 64);
  return sha256(hashed);
}

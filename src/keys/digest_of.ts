import { sha256 } from "../core/core.ts";
import { checkedBytes } from "../base/checked_bytes.ts";
import type { DigestOptions } from "./digest_options.ts";

/**
 * The 32 bytes that are signed in place of the message.
 *
 * @throws {InvalidArgumentError} When the message is not bytes, or the digest not 32.
 */
export function digestOf(message: Uint8Array, { digest = sha256 }: DigestOptions): Uint8Array {
  checkedBytes(message, "A message");
  return checkedBytes(digest === "none" ? message : digest(message), "A digest", 32);
}

import { BytesValue } from "./bytes_value.ts";

/**
 * The digest of a message that nodes are to sign by ECDSA: 32 bytes, which everyone may see.
 *
 * @example What is to be signed
 * ```ts
 * import { EcdsaDigestMessage } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const message = new TextEncoder().encode("gm");
 * const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", message));
 *
 * assertEquals(new EcdsaDigestMessage(digest).value, digest);
 * ```
 */
export class EcdsaDigestMessage extends BytesValue {
  /** Always `EcdsaDigestMessage`. */
  override get type(): "EcdsaDigestMessage" {
    return "EcdsaDigestMessage";
  }

  /** Nodes see it. */
  override get isSecret(): false {
    return false;
  }
}

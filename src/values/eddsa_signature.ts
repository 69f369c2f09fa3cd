import { BytesValue } from "./bytes_value.ts";

/**
 * A signature by EdDSA, which everyone may see: 64 bytes, the point R and the scalar S as RFC 8032 writes them.
 *
 * @example A signature as a value
 * ```ts
 * import { EddsaSignature } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const signature = new EddsaSignature(new Uint8Array(64));
 *
 * assertEquals(signature.value.length, 64);
 * ```
 */
export class EddsaSignature extends BytesValue {
  /** Always `EddsaSignature`. */
  override get type(): "EddsaSignature" {
    return "EddsaSignature";
  }

  /** Nodes see it. */
  override get isSecret(): false {
    return false;
  }
}

import { BytesValue } from "./bytes_value.ts";

/**
 * A public key of Ed25519: 32 bytes.
 *
 * @example A public key as a value
 * ```ts
 * import { EddsaPublicKey } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const key = new EddsaPublicKey(new Uint8Array(32).fill(1));
 *
 * assertEquals(key.value.length, 32);
 * ```
 */
export class EddsaPublicKey extends BytesValue {
  /** Always `EddsaPublicKey`. */
  override get type(): "EddsaPublicKey" {
    return "EddsaPublicKey";
  }

  /** Nodes see it. */
  override get isSecret(): false {
    return false;
  }
}

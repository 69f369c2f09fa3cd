import { BytesValue } from "./bytes_value.ts";

/**
 * A private key of Ed25519, split among all nodes so that they can sign with it together and none of them has it.
 * Reading it back takes every node.
 *
 * Its 32 bytes are the secret scalar, little-endian: not the seed that the scalar is commonly derived from. Masking refuses
 * zero and anything not below the order of the curve's group.
 *
 * @example A signing key
 * ```ts
 * import { EddsaPrivateKey } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const scalar = new Uint8Array(32);
 * scalar[0] = 5;
 * const key = new EddsaPrivateKey(scalar);
 *
 * assertEquals(String(key), "EddsaPrivateKey { <redacted> }");
 * ```
 */
export class EddsaPrivateKey extends BytesValue {
  /** Always `EddsaPrivateKey`. */
  override get type(): "EddsaPrivateKey" {
    return "EddsaPrivateKey";
  }

  /** Nodes only get shares of it. */
  override get isSecret(): true {
    return true;
  }
}

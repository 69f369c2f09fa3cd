import { BytesValue } from "./bytes_value.ts";

/**
 * A private key of secp256k1, split among all nodes so that they can sign with it together and none of them has it.
 * Reading it back takes every node.
 *
 * Its 32 bytes are big-endian. Masking refuses zero and anything not below the order of the curve.
 *
 * @example A signing key
 * ```ts
 * import { EcdsaPrivateKey } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const key = new EcdsaPrivateKey(new Uint8Array(32).fill(7));
 *
 * assertEquals(String(key), "EcdsaPrivateKey { <redacted> }");
 * ```
 */
export class EcdsaPrivateKey extends BytesValue {
  /** Always `EcdsaPrivateKey`. */
  override get type(): "EcdsaPrivateKey" {
    return "EcdsaPrivateKey";
  }

  /** Nodes only get shares of it. */
  override get isSecret(): true {
    return true;
  }
}

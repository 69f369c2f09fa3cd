import { BytesValue } from "./bytes_value.ts";

/**
 * A public key of secp256k1: a compressed point of 33 bytes.
 *
 * @example A public key as a value
 * ```ts
 * import { EcdsaPublicKey } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * import { PrivateKey } from "@nilvm/client/keys";
 *
 * const { publicKey } = PrivateKey.random();
 *
 * assertEquals(new EcdsaPublicKey(publicKey.toBytes()).value, publicKey.toBytes());
 * ```
 */
export class EcdsaPublicKey extends BytesValue {
  /** Always `EcdsaPublicKey`. */
  override get type(): "EcdsaPublicKey" {
    return "EcdsaPublicKey";
  }

  /** Nodes see it. */
  override get isSecret(): false {
    return false;
  }
}

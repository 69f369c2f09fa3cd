/**
 * The values that the network stores and computes with: secrets, and what is public beside them.
 *
 * Runs wherever the client does, and needs no WASM core.
 *
 * @example A number and a text
 * ```ts
 * import { SecretBlob, SecretInteger } from "@nilvm/client/values";
 * import { assertEquals } from "@std/assert";
 *
 * const answer = new SecretInteger(-42);
 * const note = new SecretBlob(new TextEncoder().encode("meet me at noon"));
 *
 * assertEquals(answer.value, -42n);
 * assertEquals(new TextDecoder().decode(note.value), "meet me at noon");
 * ```
 *
 * @module
 */
export type { Content } from "../base/content.ts";
export type { BooleanValue } from "./boolean_value.ts";
export type { BytesValue } from "./bytes_value.ts";
export { EcdsaDigestMessage } from "./ecdsa_digest_message.ts";
export { EcdsaPrivateKey } from "./ecdsa_private_key.ts";
export { EcdsaPublicKey } from "./ecdsa_public_key.ts";
export { EcdsaSignature, type EcdsaSignatureParts } from "./ecdsa_signature.ts";
export { EddsaMessage } from "./eddsa_message.ts";
export { EddsaPrivateKey } from "./eddsa_private_key.ts";
export { EddsaPublicKey } from "./eddsa_public_key.ts";
export { EddsaSignature } from "./eddsa_signature.ts";
export type { IntegerValue } from "./integer_value.ts";
export {
  type ArrayValue,
  NadaArray,
  NadaTuple,
  type NadaValue,
  PublicArray,
} from "./nada_value.ts";
export type { PlainValue, PlainValues, ValueClass, ValueType, ValueTypes } from "./plain_values.ts";
export { PublicBoolean } from "./public_boolean.ts";
export { PublicInteger } from "./public_integer.ts";
export { PublicUnsignedInteger } from "./public_unsigned_integer.ts";
export { SecretBlob } from "./secret_blob.ts";
export { SecretBoolean } from "./secret_boolean.ts";
export { SecretInteger } from "./secret_integer.ts";
export { SecretUnsignedInteger } from "./secret_unsigned_integer.ts";
export { StoreId, type ValuesId } from "./store_id.ts";
export type { Value } from "./value.ts";
export type { Values } from "./values.ts";

import type { EcdsaDigestMessage } from "./ecdsa_digest_message.ts";
import type { EcdsaPrivateKey } from "./ecdsa_private_key.ts";
import type { EcdsaPublicKey } from "./ecdsa_public_key.ts";
import type { EcdsaSignature } from "./ecdsa_signature.ts";
import type { EddsaMessage } from "./eddsa_message.ts";
import type { EddsaPrivateKey } from "./eddsa_private_key.ts";
import type { EddsaPublicKey } from "./eddsa_public_key.ts";
import type { EddsaSignature } from "./eddsa_signature.ts";
import type { NadaArray } from "./nada_array.ts";
import type { NadaTuple } from "./nada_tuple.ts";
import type { PublicArray } from "./public_array.ts";
import type { PublicBoolean } from "./public_boolean.ts";
import type { PublicInteger } from "./public_integer.ts";
import type { PublicUnsignedInteger } from "./public_unsigned_integer.ts";
import type { SecretBlob } from "./secret_blob.ts";
import type { SecretBoolean } from "./secret_boolean.ts";
import type { SecretInteger } from "./secret_integer.ts";
import type { SecretUnsignedInteger } from "./secret_unsigned_integer.ts";
import type { StoreId } from "./store_id.ts";

/** Any value that the network knows; its `type` tells which. */
export type NadaValue =
  | EcdsaDigestMessage
  | EcdsaPrivateKey
  | EcdsaPublicKey
  | EcdsaSignature
  | EddsaMessage
  | EddsaPrivateKey
  | EddsaPublicKey
  | EddsaSignature
  | NadaArray
  | NadaTuple
  | PublicArray
  | PublicBoolean
  | PublicInteger
  | PublicUnsignedInteger
  | SecretBlob
  | SecretBoolean
  | SecretInteger
  | SecretUnsignedInteger
  | StoreId;

/** Values by name. */
export type Values = Record<string, NadaValue>;

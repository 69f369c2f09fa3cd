import type { NadaValue } from "../values/values.ts";

/** How values name their type to the core: by the number of its field in the network's `Value` message. */
export const kinds = {
  PublicBoolean: 1,
  PublicInteger: 2,
  PublicUnsignedInteger: 3,
  SecretBoolean: 4,
  SecretInteger: 5,
  SecretUnsignedInteger: 6,
  NadaArray: 7,
  PublicArray: 7,
  NadaTuple: 8,
  SecretBlob: 9,
  EcdsaPrivateKey: 10,
  EcdsaSignature: 11,
  EcdsaDigestMessage: 12,
  EcdsaPublicKey: 13,
  StoreId: 14,
  EddsaPrivateKey: 15,
  EddsaSignature: 16,
  EddsaMessage: 17,
  EddsaPublicKey: 18,
} as const satisfies Record<NadaValue["type"], number>;

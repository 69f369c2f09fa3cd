/**
 * How values in the clear are laid out for both WASM modules, which read and write the same: what one unmasks the other
 * can run a program on. The modules have it in `wasm/shared/src/clear_layout.rs`.
 *
 * All numbers are little-endian; counts and lengths have 32 bits.
 *
 * - values: their count, then for each the length of its name, the name in UTF-8, and the value;
 * - a value: its kind, a byte, then its content;
 * - of an array: the count of its elements, and those; of a tuple: two values;
 * - of an integer or a boolean: a number as wide as the prime, in two's complement if it may be negative;
 * - of anything else: bytes, with their length before them where the type does not fix it.
 *
 * @module
 */

/** The kind of each type: the number of its field in the network's `Value` message. */
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
} as const;

/** How many bytes a value has, by its kind, where all values of the type have as many. */
export const fixedLengths = {
  [kinds.EcdsaPrivateKey]: 32,
  [kinds.EcdsaSignature]: 64,
  [kinds.EcdsaDigestMessage]: 32,
  [kinds.EcdsaPublicKey]: 33,
  [kinds.StoreId]: 16,
  [kinds.EddsaPrivateKey]: 32,
  [kinds.EddsaSignature]: 64,
  [kinds.EddsaPublicKey]: 32,
} as const;

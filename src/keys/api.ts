/**
 * The keys without a loader for the WASM core: what `mod.ts` here exports, and the root as well.
 *
 * @module
 */
export type { DigestOptions } from "./digest_options.ts";
export { EddsaKey } from "./eddsa_key.ts";
export type { EddsaOptions } from "./eddsa_options.ts";
export { PrivateKey } from "./private_key.ts";
export { PublicKey } from "./public_key.ts";
export type { PublicKeyFormat } from "./public_key_format.ts";
export type { RecoverableSignature } from "./recoverable_signature.ts";
export type { SchnorrOptions } from "./schnorr_options.ts";
export type { SignOptions } from "./sign_options.ts";
export { Signature } from "./signature.ts";
export { taggedHash } from "./tagged_hash.ts";
export { UserId } from "./user_id.ts";

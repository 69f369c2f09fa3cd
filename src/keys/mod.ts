/**
 * Keys and what follows from them: who a user is, and signatures.
 *
 * Runs wherever the client does. The WASM core comes with the client, or alone: with
 * `@nilvm/client/wasm` in Deno, with `@nilvm/client/wasm/workers` and its like elsewhere.
 *
 * @example A key, its user and a signature
 * ```ts
 * import "@nilvm/client/wasm";
 * import { PrivateKey, UserId } from "@nilvm/client/keys";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const key = PrivateKey.random();
 * const message = new TextEncoder().encode("gm, builder");
 *
 * assert(key.publicKey.verify(message, key.sign(message)));
 * assertEquals(UserId.fromPublicKey(key.publicKey).toString().length, 40);
 * ```
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

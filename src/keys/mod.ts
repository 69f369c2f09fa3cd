/**
 * Keys, signatures and user ids.
 *
 * It runs wherever the client does. The client's entry points load the WASM core; without a client, load it with
 * `@nilvm/client/wasm` in Deno, or with `@nilvm/client/wasm/workers` and the like elsewhere.
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
export type { Content } from "../base/content.ts";
export { type DigestOptions, taggedHash } from "./digest.ts";
export { EddsaKey, type EddsaOptions } from "./eddsa_key.ts";
export { PrivateKey, type SchnorrOptions, type SignOptions } from "./private_key.ts";
export { PublicKey, type PublicKeyFormat } from "./public_key.ts";
export { type RecoverableSignature, Signature } from "./signature.ts";
export type { KeyType, Signer } from "./signer.ts";
export { UserId } from "./user_id.ts";

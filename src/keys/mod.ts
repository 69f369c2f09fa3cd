/**
 * Keys and what follows from them: who a user is, and signatures.
 *
 * @example A key, its user and a signature
 * ```ts
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
import "../wasm/deno.js";

export * from "./api.ts";

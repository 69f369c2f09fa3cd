/**
 * Signers that keep the user's key away from scripts.
 *
 * @example A key in this browser, made at the first visit
 * ```ts
 * import { FailedPreconditionError, WebCryptoSigner } from "@nilvm/client/signers";
 * import { assertRejects } from "@std/assert";
 *
 * // Deno has no IndexedDB, in which browsers keep the key.
 * await assertRejects(() => WebCryptoSigner.create("me"), FailedPreconditionError, "IndexedDB");
 * ```
 *
 * @module
 */
export type { KeyType, Signer } from "../keys/signer.ts";
export { FailedPreconditionError, InvalidArgumentError, NotFoundError } from "../errors/mod.ts";
export { type Ed25519Jwk, WebCryptoSigner } from "./web_crypto_signer.ts";

/**
 * The client for Deno 2.6 and later. It has all exports of `@nilvm/client`. Deno compiles the WASM
 * file when it resolves the import, and keeps the compiled code, so that a program starts faster.
 *
 * @example A user of the network
 * ```ts
 * import { PrivateKey, UserId } from "@nilvm/client/deno";
 * import { assertEquals } from "@std/assert";
 *
 * const key = PrivateKey.random();
 * const user = UserId.fromPublicKey(key.publicKey);
 *
 * assertEquals(user.toString().length, 40);
 * ```
 *
 * @module
 */
import "./src/entry/deno_with_programs.ts";

export * from "./src/api.ts";

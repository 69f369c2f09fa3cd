/**
 * The client for browsers. It has all exports of `@nilvm/client`, and fetches the WASM files from
 * beside this code. A bundler must support `new URL(..., import.meta.url)`.
 *
 * It runs as a module in browsers since spring 2024. A content security policy must allow
 * `wasm-unsafe-eval`. In service workers, which have no top-level await, use `@nilvm/client/module`.
 *
 * @example A key that stays in the page
 * ```ts
 * import { PrivateKey, UserId } from "@nilvm/client/browser";
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
import "./src/entry/browser_with_programs.ts";

export * from "./src/api.ts";

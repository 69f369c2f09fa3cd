/**
 * The client for browsers. All of `@nilvm/client` is here; only where the WASM files come from
 * differs: they are fetched from beside this code, where a bundler that knows
 * `new URL(..., import.meta.url)` puts them.
 *
 * Runs in browsers since spring 2024, as a module; a content security policy has to allow
 * `wasm-unsafe-eval`. Service workers know no top-level await: there it is `@nilvm/client/module`,
 * as for whoever brings the files. For Deno there is `@nilvm/client`, for others `@nilvm/client/workers`,
 * `@nilvm/client/node` and `@nilvm/client/module`.
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

/**
 * The client for Node. All of `@nilvm/client` is here; only where the WASM files come from differs:
 * they are read from beside this code.
 *
 * Runs in Node 20.16 and later, as a module. For Deno there is `@nilvm/client`, for others `@nilvm/client/workers`,
 * `@nilvm/client/browser` and `@nilvm/client/module`.
 *
 * @example A user of the network
 * ```ts
 * import { PrivateKey, UserId } from "@nilvm/client/node";
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
import "./src/entry/node_with_programs.ts";

export * from "./src/api.ts";

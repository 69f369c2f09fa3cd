/**
 * The client for Node. It has all exports of `@nilvm/client`, reads the WASM files from beside this
 * code, and asks nodes over HTTP/2, which Node's `fetch` does not speak. It runs as a module in Node
 * 20.16 and later.
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

/**
 * The client for Node. It has all exports of `@nilvm/client`, and asks nodes over HTTP/2, which Node's
 * `fetch` does not speak. In the package on npm, `@nilvm/client` is this one in Node.
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
import "./src/entry/inline_with_http2.ts";

export * from "./src/api.ts";

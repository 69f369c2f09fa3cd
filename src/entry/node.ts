/**
 * The WASM core for Node, without the client: enough for `@nilvm/client/masking` and
 * `@nilvm/client/keys`. It is read from beside this code.
 *
 * Runs in Node 20.16 and later, as a module. For Deno there is `@nilvm/client/wasm`, for others
 * `@nilvm/client/wasm/workers`, `@nilvm/client/wasm/browser` and `@nilvm/client/wasm/module`.
 *
 * @example A signature
 * ```ts
 * import "@nilvm/client/wasm/node";
 * import { PrivateKey } from "@nilvm/client/keys";
 * import { assert } from "@std/assert";
 *
 * const key = PrivateKey.random();
 * const message = new TextEncoder().encode("gm, builder");
 *
 * assert(key.publicKey.verify(message, key.sign(message)));
 * ```
 *
 * @module
 */
import { useMaskingModule } from "../core/core.ts";
import { maskingUrl } from "../core/masking_url.ts";
import { readModule } from "./read_module.ts";

useMaskingModule(await readModule(maskingUrl));

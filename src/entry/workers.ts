/**
 * The WASM core for Cloudflare Workers, without the client: enough for `@nilvm/client/masking` and
 * `@nilvm/client/keys`. Wrangler compiles it when it deploys, since Workers may not compile anything.
 *
 * Runs in workerd, without compatibility flags. In the package on npm, `@nilvm/client/wasm` is this one
 * there.
 *
 * @example A Worker that signs what it is sent
 * ```ts ignore
 * import "@nilvm/client/wasm/workers";
 * import { PrivateKey } from "@nilvm/client/keys";
 *
 * export default {
 *   async fetch(request: Request, env: { KEY: string }): Promise<Response> {
 *     const key = PrivateKey.fromHex(env.KEY);
 *     return new Response(key.sign(await request.bytes()));
 *   },
 * };
 * ```
 *
 * @module
 */
import { useMaskingModule } from "../core/core.ts";
import module from "./workers_masking.js";

useMaskingModule(module);

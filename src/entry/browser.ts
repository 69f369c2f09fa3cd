/**
 * The WASM core for browsers, without the client: enough for `@nilvm/client/masking` and
 * `@nilvm/client/keys`. It is fetched from beside this code, where a bundler that knows
 * `new URL(..., import.meta.url)` puts it.
 *
 * Runs in browsers since spring 2024, as a module; a content security policy has to allow
 * `wasm-unsafe-eval`. Service workers know no top-level await: there it is
 * `@nilvm/client/wasm/module`, as if you bring the file yourself. For Deno there is `@nilvm/client/wasm`, for others
 * `@nilvm/client/wasm/workers`, `@nilvm/client/wasm/node` and `@nilvm/client/wasm/module`.
 *
 * @example A key that stays in the page
 * ```ts
 * import "@nilvm/client/wasm/browser";
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
import { fetchModule } from "./fetch_module.ts";

useMaskingModule(await fetchModule(maskingUrl));

/**
 * The client without a loader for its WASM files, for other runtimes. It has all exports of
 * `@nilvm/client`. Call {@linkcode useModules} before anything else.
 *
 * It needs WebAssembly with SIMD, `fetch` and `crypto.getRandomValues`. In the npm package the files
 * are `@nilvm/client/masking_bg.wasm` and `@nilvm/client/programs_bg.wasm`.
 *
 * @example Load the masking module
 * ```ts
 * import { PrivateKey, useModules } from "@nilvm/client/module";
 * import { assert } from "@std/assert";
 *
 * const bytes = await Deno.readFile("src/core/masking_bg.wasm");
 * useModules({ masking: await WebAssembly.compile(bytes) });
 *
 * const key = PrivateKey.random();
 * const message = new TextEncoder().encode("gm, builder");
 *
 * assert(key.publicKey.verify(message, key.sign(message)));
 * ```
 *
 * @module
 */
export * from "./src/api.ts";
export { useModules, type WasmModule, type WasmModules } from "./src/entry/use_modules.ts";

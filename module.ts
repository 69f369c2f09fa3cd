/**
 * The client without its WASM files. All of `@nilvm/client` is here, and works once
 * {@linkcode useModules} has been called: for platforms that no entry point fits.
 *
 * Runs wherever there are WebAssembly with SIMD, `fetch` and `crypto.getRandomValues`. In the package
 * on npm the files are `@nilvm/client/masking_bg.wasm` and `@nilvm/client/programs_bg.wasm`.
 *
 * @example Bring the module that everything needs
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
export { useModules, type WasmModules } from "./src/entry/use_modules.ts";

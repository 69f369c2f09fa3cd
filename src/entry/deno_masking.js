// @ts-self-types="./deno_masking.d.ts"
/**
 * The WASM core, which Deno compiles when it resolves the import.
 *
 * @module
 */
import source module from "../core/masking_bg.wasm";

export default module;

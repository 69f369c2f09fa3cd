/**
 * The WASM core, which Deno compiles when it resolves the import.
 *
 * @module
 */
declare const module: WebAssembly.Module;
export default module;

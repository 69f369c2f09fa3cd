/**
 * The second WASM module, loaded by Deno when it is first needed.
 *
 * @module
 */
declare const module: WebAssembly.Module;
export default module;

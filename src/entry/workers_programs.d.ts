/**
 * The second WASM module, loaded by Cloudflare Workers when it is first needed.
 *
 * @module
 */
declare const module: WebAssembly.Module;
export default module;

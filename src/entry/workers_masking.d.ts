/**
 * The WASM core, which the bundler of Cloudflare Workers turns into a compiled module.
 *
 * @module
 */
declare const module: WebAssembly.Module;
export default module;

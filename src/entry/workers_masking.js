// @ts-self-types="./workers_masking.d.ts"
/**
 * The WASM core, which the bundler of Cloudflare Workers turns into a compiled module.
 *
 * @module
 */
import module from "../core/masking_bg.wasm";

export default module;

// @ts-self-types="./workers_programs.d.ts"
/**
 * The second WASM module, loaded by Cloudflare Workers when it is first needed.
 *
 * @module
 */
import module from "../core/programs_bg.wasm";

export default module;

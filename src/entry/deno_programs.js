// @ts-self-types="./deno_programs.d.ts"
/**
 * The second WASM module, loaded by Deno when it is first needed.
 *
 * @module
 */
import source module from "../core/programs_bg.wasm";

export default module;

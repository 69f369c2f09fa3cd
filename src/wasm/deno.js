// @ts-self-types="./deno.d.ts"
/**
 * Loads the core in Deno.
 *
 * @module
 */
import source module from "./masking_bg.wasm";
import { useMaskingModule } from "./core.ts";

useMaskingModule(module);

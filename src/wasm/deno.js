// @ts-self-types="./deno.d.ts"
/**
 * Loads the core in Deno.
 *
 * @module
 */
import source module from "./masking_bg.wasm";
import { useMaskingModule } from "./core.ts";
import { useProgramsModule } from "./load_programs.ts";

useMaskingModule(module);
useProgramsModule(async () => (await import("./deno_programs.js")).default);

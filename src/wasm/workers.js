// @ts-self-types="./workers.d.ts"
/**
 * Loads the core in Cloudflare Workers, whose bundler turns the import into a compiled module.
 *
 * @module
 */
import module from "./masking_bg.wasm";
import { useMaskingModule } from "./core.ts";
import { useProgramsModule } from "./load_programs.ts";

useMaskingModule(module);
useProgramsModule(async () => (await import("./workers_programs.js")).default);

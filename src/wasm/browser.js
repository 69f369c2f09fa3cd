// @ts-self-types="./browser.d.ts"
/**
 * Loads the core in browsers. Bundlers know files by this way to name them.
 *
 * @module
 */
import { useMaskingModule } from "./core.ts";
import { fetchModule } from "./fetch_module.ts";
import { useProgramsModule } from "./load_programs.ts";

useMaskingModule(await fetchModule(new URL("./masking_bg.wasm", import.meta.url)));
useProgramsModule(() => fetchModule(new URL("./programs_bg.wasm", import.meta.url)));

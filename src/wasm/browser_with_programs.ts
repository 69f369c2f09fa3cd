/**
 * Loads the core in browsers, and programs when they are first needed. Bundlers know files by this way to name them.
 *
 * @module
 */
import "./browser.ts";
import { fetchModule } from "./fetch_module.ts";
import { useProgramsModule } from "./load_programs.ts";

useProgramsModule(() => fetchModule(new URL("./programs_bg.wasm", import.meta.url)));

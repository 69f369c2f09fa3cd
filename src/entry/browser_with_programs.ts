/**
 * Loads the core in browsers, and programs when they are first needed. Bundlers know files by this way to name them.
 *
 * @module
 */
import "./browser.ts";
import { fetchModule } from "./fetch_module.ts";
import { useProgramsModule } from "../core/load_programs.ts";
import { programsUrl } from "../core/programs_url.ts";

useProgramsModule(() => fetchModule(programsUrl));

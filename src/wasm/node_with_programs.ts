/**
 * Loads the core in Node, and programs when they are first needed.
 *
 * @module
 */
import { useProgramsModule } from "./load_programs.ts";
import "./node.ts";
import { readModule } from "./read_module.ts";

useProgramsModule(() => readModule(new URL("./programs_bg.wasm", import.meta.url)));

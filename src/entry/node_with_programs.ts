/**
 * Loads the core in Node, and programs when they are first needed.
 *
 * @module
 */
import { useProgramsModule } from "../core/load_programs.ts";
import { programsUrl } from "../core/programs_url.ts";
import "./node.ts";
import { readModule } from "./read_module.ts";

useProgramsModule(() => readModule(programsUrl));

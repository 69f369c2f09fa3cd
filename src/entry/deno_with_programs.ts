/**
 * Loads the core in Deno, and programs when they are first needed.
 *
 * @module
 */
import "./deno.ts";
import { useProgramsModule } from "../core/load_programs.ts";

useProgramsModule(async () => (await import("./deno_programs.js")).default);

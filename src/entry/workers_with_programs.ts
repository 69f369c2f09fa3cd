/**
 * Loads the core in Cloudflare Workers, and programs when they are first needed.
 *
 * @module
 */
import { useProgramsModule } from "../core/load_programs.ts";
import "./workers.ts";

useProgramsModule(async () => (await import("./workers_programs.js")).default);

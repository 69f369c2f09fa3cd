/**
 * Loads the core from inside the JavaScript, and programs when they are first needed.
 *
 * @module
 */
import { offerProgramsModule } from "../core/load_programs.ts";
import { inflateModule } from "./inflate_module.ts";
import "./inline.ts";

offerProgramsModule(async () =>
  inflateModule((await import("../core/programs_inline.ts")).default)
);

/**
 * Loads programs from inside the JavaScript, when they are first needed.
 *
 * @module
 */
import { offerProgramsModule } from "../core/load_programs.ts";

offerProgramsModule(async () => {
  const [{ inflateModule }, { default: programs }] = await Promise.all([
    import("./inflate_module.ts"),
    import("../core/programs_inline.ts"),
  ]);
  return inflateModule(programs);
}, () => import("./inline.ts"));

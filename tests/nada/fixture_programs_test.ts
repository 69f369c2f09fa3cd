/** The Python programs of this repository, written in TypeScript, are the same programs. */
import { assertEquals } from "@std/assert";
import { loadPrograms } from "../../src/core/load_programs.ts";
import { canonical } from "./canonical_program.ts";
import { examplePrograms } from "./example_programs.ts";
import { fixturePrograms } from "./fixture_programs.ts";

/** Those that read tuples: nada-dsl 0.8.0 does not write of which tuple, and lowering finds out. */
const readTuples = ["largest", "pairs", "tuples_in_tuples"];

for (const [path, make] of Object.entries({ ...examplePrograms, ...fixturePrograms })) {
  Deno.test(`${path}.py and its TypeScript are the same program`, async () => {
    const recorded = await Deno.readFile(new URL(`../../${path}.mir.bin`, import.meta.url));
    const program = make();
    if (!readTuples.includes(program.name)) {
      assertEquals(canonical(program.mir), canonical(recorded));
    }
    const compiler = await loadPrograms();
    assertEquals(canonical(compiler.lower(program.mir)), canonical(compiler.lower(recorded)));
  });
}

/** The recorded programs of the reference, written in TypeScript: the same operations, and the same results. */
import type { Program } from "@nilvm/client/nada";
import { assert, assertEquals } from "@std/assert";
import { loadPrograms } from "../../src/core/load_programs.ts";
import cases from "../fixtures/recorded/nada/cases.json" with { type: "json" };
import { canonical } from "./canonical_program.ts";
import { recordedPrograms } from "./recorded_programs.ts";

interface Recorded {
  readonly type: string;
  readonly value: string | boolean | readonly Recorded[] | readonly string[];
}

const folder = new URL("../fixtures/recorded/nada/programs/", import.meta.url);
const programs = new Map<string, Program>(Object.entries(recordedPrograms));

/** The plain value of a recorded one. */
function plain({ type, value }: Recorded): unknown {
  if (Array.isArray(value)) {
    return value.map((each) => typeof each === "object" ? plain(each) : BigInt(each));
  }
  if (typeof value === "boolean") return value;
  return type.endsWith("Boolean") ? /^true$/i.test(String(value)) : BigInt(String(value));
}

Deno.test("every recorded program is written in TypeScript", () => {
  const recorded = [...Deno.readDirSync(folder)].map(({ name }) => name.split(".")[0]!);
  assertEquals([...programs.keys()].sort(), [...new Set(recorded)].sort());
});

for (const [name, program] of programs) {
  Deno.test(`${name} is the MIR that nada-dsl writes, up to ids and source references`, async () => {
    const recorded = await Deno.readFile(new URL(`${name}.mir.bin`, folder));
    assertEquals(canonical(program.mir), canonical(recorded));
  });

  Deno.test(`${name} lowers to the operations of the recorded program`, async () => {
    const compiler = await loadPrograms();
    const recorded = compiler.lower(await Deno.readFile(new URL(`${name}.mir.bin`, folder)));
    const { bytes } = await program.compile();
    assertEquals(canonical(bytes), canonical(recorded));
  });

  Deno.test(`${name} gives what is recorded, over each prime`, async () => {
    const own = cases.filter((each) => each.program === name);
    assert(own.length > 0);
    for (const { inputs, expected } of own) {
      const given = Object.entries(inputs).map(([name, value]) => [name, plain(value as Recorded)]);
      const wanted = Object.entries(expected)
        .map(([name, value]) => [name, plain(value as Recorded)]);
      for (const primeBits of [64, 128, 256] as const) {
        // Over 64 bits, real nodes divide by a secret only what is below 16 exactly.
        const options = { primeBits, numbers: "exact" } as const;
        const results = await program.run(Object.fromEntries(given), options);
        assertEquals(results, Object.fromEntries(wanted));
      }
    }
  });
}

/** Programs that only compiling finds wrong: each is refused or warned of with the line of this file. */
import { InvalidProgramError } from "@nilvm/client";
import { nada, type Program } from "@nilvm/client/nada";
import { assert, assertEquals, assertRejects, assertStringIncludes } from "@std/assert";

const a = nada.secretInteger("p");
const one = { parties: ["p"], inputs: { a }, outputs: { r: "p" } } as const;

const refused: Record<string, readonly [() => Program, string]> = {
  "nothing but an input": [
    () => nada.program({ ...one, name: "echo" }, ({ a }) => ({ r: a })),
    "no instructions",
  ],
  "an array that nodes do not put together": [
    () =>
      nada.program({
        ...one,
        name: "digests",
        inputs: { digests: nada.ecdsaDigestMessage("p").array(2), a },
        outputs: { r: "p", s: "p" },
      }, ({ digests, a }) => ({ r: digests, s: a.add(1) })),
    "do not put together",
  ],
};

for (const [name, [make, words]] of Object.entries(refused)) {
  Deno.test(`compile() refuses ${name}`, async () => {
    const program = make();
    const error = await assertRejects(() => program.compile(), InvalidProgramError);
    assertStringIncludes(error.message, words);
    assertEquals(error.issues[0]!.file, "refused_programs_test.ts", error.message);
  });
}

const warned: Record<string, readonly [() => Program, string]> = {
  "an output of what another one computes": [
    () =>
      nada.program(
        { ...one, name: "lost", outputs: { r: "p", s: "p" } },
        ({ a }) => {
          const v = a.add(a);
          return { r: nada.tuple(nada.array([v.mul(v)]), nada.array([v])), s: a.mul(2) };
        },
      ),
    "r",
  ],
  "an equality over a distance that nodes do not see": [
    () => nada.program({ ...one, name: "far" }, ({ a }) => ({ r: a.eq(2n ** 100n) })),
    "2^",
  ],
  "a division of what is too large": [
    () =>
      nada.program({ ...one, name: "large" }, ({ a }) => ({ r: nada.literal(2n ** 100n).div(a) })),
    "2^",
  ],
};

for (const [name, [make, words]] of Object.entries(warned)) {
  Deno.test(`compile() warns of ${name}`, async () => {
    const { warnings } = await make().compile();
    assert(warnings.length > 0);
    assertStringIncludes(warnings[0]!.reason, words);
    assertEquals(warnings[0]!.file, "refused_programs_test.ts");
  });
}

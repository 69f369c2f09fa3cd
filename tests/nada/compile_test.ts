/** When a program is compiled, and when it is compiled again. */
import { nada } from "@nilvm/client/nada";
import { assertEquals, assertRejects, assertStrictEquals } from "@std/assert";
import { useProgramsModule } from "../../src/core/load_programs.ts";

const sum = nada.program({
  name: "sum",
  parties: ["p"],
  inputs: { a: nada.secretInteger("p"), b: nada.secretInteger("p") },
  outputs: { sum: "p" },
}, ({ a, b }) => ({ sum: a.add(b) }));

Deno.test("a program is compiled once for each prime, and again after the compiler did not load", async () => {
  const file = new URL("../../src/core/programs_bg.wasm", import.meta.url);
  let loads = 0;
  useProgramsModule(async () => {
    if (loads++ === 0) throw new TypeError("the network is away");
    return new WebAssembly.Module(await Deno.readFile(file));
  });
  await assertRejects(() => sum.compile(), TypeError, "the network is away");
  const [first, second] = await Promise.all([sum.compile(), sum.compile({ primeBits: 256 })]);
  assertStrictEquals(first, second);
  assertStrictEquals(first, await sum.compile());
  const other = await sum.compile({ primeBits: 64 });
  assertStrictEquals(other, await sum.compile({ primeBits: 64 }));
  assertEquals(other === first, false);
  assertEquals(await sum.run({ a: 1, b: 2 }), { sum: 3n });
});

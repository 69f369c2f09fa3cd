/** What the functions of the library cost, and where nodes are right about them, as the documentation says it. */
import { InvalidProgramError, type ProgramIssue } from "@nilvm/client";
import type { PrimeBits, Program } from "@nilvm/client/nada";
import * as library from "@nilvm/client/nada/library";
import { assert, assertEquals } from "@std/assert";
import { costTable, marks } from "../../../tools/library/cost_table.ts";
import { costChart } from "../../../tools/library/chart.ts";
import { costed } from "../../../tools/library/programs.ts";
import { primes } from "./agrees.ts";

const docs = new URL("../../../docs/", import.meta.url);
/** What computes before a run, or costs nothing. */
const free = ["elements", "fromFixed", "partsOf", "reshape", "toFixed", "transpose"];
/** The files that call the library in the programs of the table. */
const written = [...Deno.readDirSync(new URL("../tools/library/", docs))].map(({ name }) => name);

Deno.test("every function of the library that costs something is in the table", () => {
  const named = new Set(costed.map(({ name }) => name));
  const missing = Object.keys(library).filter((name) => !named.has(name) && !free.includes(name));
  assertEquals(missing, []);
});

Deno.test("the page has the table and the chart that `deno task build:library` makes", async () => {
  const page = await Deno.readTextFile(new URL("library.md", docs));
  const cells = (text: string) =>
    text.split("\n").map((row) => row.split("|").map((cell) => cell.trim().replace(/^-+$/, "---")));
  const [, written] = page.split(marks[0]);
  assertEquals(cells(written!.split(marks[1])[0]!), cells(await costTable()));
  const chart = await Deno.readTextFile(new URL("library.svg", docs));
  const points = (svg: string) => svg.match(/[\d.]+|>\w+</g);
  assertEquals(points(chart), points(await costChart()));
});

for (const { name, sizes, make, bits, unlimited = [], wraps, preprocessing } of costed) {
  Deno.test(`${name}() uses up the elements that its documentation says`, async () => {
    for (const size of sizes) {
      assertEquals((await make(size).cost()).preprocessing, preprocessing(size), `of ${size}`);
    }
  });

  if (wraps) {
    Deno.test(`the compiler says nothing of ${name}(), which is right for all numbers`, async () => {
      assertEquals((await make(sizes[0]!).compile()).warnings, []);
    });
    continue;
  }

  Deno.test(`the compiler warns of ${name}() just beyond the stated range, at the line of the call`, async () => {
    for (const size of sizes.filter((size) => size <= 100)) {
      for (const primeBits of primes) {
        const most = bits(primeBits, size);
        const where = `of ${size}, ${primeBits} bits`;
        const told = (bits: number) => toldOf(() => make(size, bits), primeBits);
        if (most >= 1) assertEquals(await told(most), [], where);
        if (unlimited.includes(primeBits) || most < 0) continue;
        const issues = await told(most + 1);
        assert(issues.length > 0, where);
        const inLibrary = issues.filter(({ file }) => !written.includes(file!));
        assertEquals(inLibrary, [], where);
      }
    }
  });
}

/** What the compiler warns of, or refuses. */
async function toldOf(make: () => Program, primeBits: PrimeBits): Promise<readonly ProgramIssue[]> {
  try {
    return (await make().compile({ primeBits })).warnings;
  } catch (error) {
    if (!(error instanceof InvalidProgramError)) throw error;
    return error.issues;
  }
}

/** docs/from_nada_numpy.md answers every name of nada-numpy and nada-ai with what is here. */
import { type IntegerExpression, nada } from "@nilvm/client/nada";
import * as library from "@nilvm/client/nada/library";
import { assert, assertEquals } from "@std/assert";
import reference from "./reference_names.json" with { type: "json" };

const page = await Deno.readTextFile(new URL("../../../docs/from_nada_numpy.md", import.meta.url));

/** The rows of the table of a package. */
function rowsOf(heading: string): { there: string; here: string }[] {
  const section = page.split(`\n## ${heading}\n`)[1]!.split("\n## ")[0]!;
  return [...section.matchAll(/^\| `([^`]+)` +\| (.+?) +\|$/gm)]
    .map(([, there, here]) => ({ there: there!, here: here! }));
}

for (const [release, names] of Object.entries(reference)) {
  Deno.test(`the page of names answers every name of ${release}, once and with one that exists`, () => {
    const rows = rowsOf(release.split(" ")[0]!);
    assertEquals(rows.map(({ there }) => there).sort(), [...names].sort());
    for (const { there, here } of rows) {
      const [name] = here.split(" – ");
      if (name === "none") {
        assert(here.length > name.length, `${there} has no reason`);
        continue;
      }
      const [owner, member] = name!.replaceAll("`", "").split(".") as [string, string?];
      const known = member === undefined ? library : owner === "nada" ? nada : numbers();
      assert((member ?? owner) in known, `${there}: ${name}`);
    }
  });
}

/** An expression of a number, whose members the page names. */
function numbers(): IntegerExpression {
  return nada.literal(1);
}

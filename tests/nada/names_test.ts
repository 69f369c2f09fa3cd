/** docs/nada_names.md answers every name of nada-dsl with what is here. */
import { type Expression, nada, type Program } from "@nilvm/client/nada";
import { assert, assertEquals } from "@std/assert";
import reference from "./nada_dsl_names.json" with { type: "json" };

const page = await Deno.readTextFile(new URL("../../docs/nada_names.md", import.meta.url));
const [, table = "", rest = ""] = page.split(/^## /m);
const rows = [...table.matchAll(/^\| `([^`]+)` +\| (.+?) +\|$/gm)].map(([, there, here]) => ({
  there: there!,
  here: [...here!.split(" – ")[0]!.matchAll(/`([^`]+)`/g)].map(([, name]) => name!),
  isNone: here!.startsWith("none – "),
}));

/** What has the members that the page names, by the names of the classes. */
function classes(): Record<string, object> {
  const found: Record<string, object> = { nada };
  const seen = <E extends Expression>(name: string, expression: E): E => {
    found[name] = expression;
    return expression;
  };
  const program: Program = nada.program({
    name: "every_class",
    parties: ["p"],
    inputs: { a: nada.secretInteger("p"), key: nada.ecdsaPrivateKey("p") },
    outputs: { sum: "p", publicKey: "p" },
  }, ({ a, key }) => {
    const pair = seen("TupleExpression", nada.tuple(a, seen("BooleanExpression", a.lt(1))));
    const all = nada.ntuple([pair, nada.array([a, a])]);
    seen("ArrayExpression", seen("NTupleExpression", all).at(1));
    const fields = seen("ObjectExpression", nada.object({ a, pair }));
    return {
      sum: seen("IntegerExpression", seen("Expression", a)).add(fields.get("a")),
      publicKey: seen("KeyExpression", key).publicKey(),
    };
  });
  return { ...found, Program: program };
}

Deno.test("docs/nada_names.md answers every name of both releases of nada-dsl, once", () => {
  for (const [release, { language, rest: others }] of Object.entries(reference)) {
    const names = Object.entries<string[]>(language).flatMap(([name, members]) => [
      name,
      ...members.map((member) => `${name}.${member}`),
    ]);
    const answered = rows.map(({ there }) => there);
    assertEquals(names.filter((name) => !answered.includes(name)), [], release);
    assertEquals(new Set(answered).size, answered.length);
    assertEquals(others.filter((name) => !rest.includes(`\`${name}\``)), [], release);
    if (release === "0.8.1rc3") {
      assertEquals(answered.filter((name) => !names.includes(name)), []);
      const listed = [...rest.matchAll(/`(\w+)`/g)].map(([, name]) => name!);
      assertEquals(listed.filter((name) => !others.includes(name)), []);
    }
  }
});

Deno.test("every name that docs/nada_names.md has in TypeScript exists", () => {
  const known = classes();
  for (const { there, here, isNone } of rows) {
    assertEquals(here.length > 0, !isNone, there);
    for (const name of here) {
      const [owner, member] = name.split(/[.(]/);
      assert(known[owner!] !== undefined, `${there}: ${name}`);
      assert(member === undefined || member in known[owner!]!, `${there}: ${name}`);
    }
  }
});

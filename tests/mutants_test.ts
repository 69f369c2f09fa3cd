/** The list of `deno task mutants` is up to date: what it changes is there, and so are the tests that it names. */
import { assert, assertEquals } from "@std/assert";
import { mutated, problemsOf } from "../scripts/mutants/check_list.ts";
import { promises } from "../scripts/mutants/list.ts";
import type { Mutant } from "../scripts/mutants/mutant.ts";

const root = new URL("../", import.meta.url);

function readFile(path: string): string | undefined {
  try {
    return Deno.readTextFileSync(new URL(path, root));
  } catch {
    return undefined;
  }
}

Deno.test("each mutant changes a text that its file has once, and names a test that exists", () => {
  const mutants = promises.flatMap(({ mutants }) => mutants);
  assert(mutants.length >= 200, `${mutants.length} mutants`);
  assertEquals(problemsOf(mutants, readFile), []);
});

Deno.test("a promise is listed once, and has a mutant", () => {
  assertEquals(new Set(promises.map(({ promise }) => promise)).size, promises.length);
  assertEquals(promises.filter(({ mutants }) => mutants.length === 0), []);
});

const good: Mutant = {
  name: "a",
  file: "src/a.ts",
  from: "x > 1",
  to: "x > 2",
  testFile: "tests/a_test.ts",
  test: "a() counts 3 [of] them",
};
const files: Record<string, string> = {
  "src/a.ts": "if (x > 1) y();\n",
  "src/twice.ts": "x > 1; x > 1;",
  "scripts/a.ts": "x > 1",
  "tests/a_test.ts": 'Deno.test(`a() counts ${n} [of] them`, f);\nDeno.test("b() works", f);\n',
};
const read = (path: string) => files[path];

Deno.test("problemsOf() finds whatever makes a mutant void", () => {
  assertEquals(problemsOf([good, { ...good, name: "b", test: "b() works" }], read), []);
  const bad: [Partial<Mutant>, string][] = [
    [{ from: "x > 3" }, "src/a.ts has 0 times, not once: x > 3"],
    [{ file: "src/twice.ts" }, "src/twice.ts has 2 times, not once: x > 1"],
    [{ file: "src/none.ts" }, "src/none.ts has 0 times, not once: x > 1"],
    [{ file: "scripts/a.ts" }, "scripts/a.ts is not in src"],
    [{ to: "x > 1" }, "it changes nothing"],
    [{ testFile: "tests/b_test.ts" }, "tests/b_test.ts does not exist"],
    [{ test: "b() work" }, 'tests/a_test.ts has no test "b() work"'],
    [{ test: "a() counts  [of] them" }, 'tests/a_test.ts has no test "a() counts  [of] them"'],
  ];
  for (const [change, problem] of bad) {
    assertEquals(problemsOf([{ ...good, ...change }], read), [`a: ${problem}`]);
  }
  assertEquals(problemsOf([good, good], read), ["a: another mutant has this name"]);
});

Deno.test("mutated() changes the one place, and leaves the rest", () => {
  assertEquals(mutated(files["src/a.ts"]!, good), "if (x > 2) y();\n");
  assertEquals(mutated("x > 1", { ...good, to: "$&" }), "$&");
});

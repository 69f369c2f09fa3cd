/**
 * The command of `docs/programs_in_python.md` that gets a program's MIR.
 *
 * @module
 */
import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";

const page = await Deno.readTextFile(new URL("../../docs/programs_in_python.md", import.meta.url));
const [, script] = page.match(/^ +python -c '(.+)'$/m)!;

/** A Python interpreter of this machine, if it has one. */
async function findPython(): Promise<string | undefined> {
  for (const name of ["python3", "python"]) {
    const found = await new Deno.Command(name, { args: ["-c", ""] }).output().catch(() =>
      undefined
    );
    if (found?.success) return name;
  }
  return undefined;
}

Deno.test("the documented command writes the program beside its target, and then replaces that", () => {
  const written = [...script!.matchAll(/open\("([^"]+)", "wb"\)/g)].map(([, name]) => name);
  const [, from, to] = script!.match(/os\.replace\("([^"]+)", "([^"]+)"\)$/)!;
  assertEquals(written, [from]);
  assertNotEquals(from, to);
  assertEquals(to, "auction.mir.bin");
});

/** What a stand-in for nada-dsl gives, and whether the command then succeeds. */
const outcomes: [what: string, compiler: string, isWritten: boolean][] = [
  ["fails", "raise ValueError('no such party')", false],
  ["gives JSON, as before 0.8", "return Compiled('{}')", false],
  ["gives a program", "return Compiled(b'new')", true],
];

const python = await findPython();
for (const [what, compiler, isWritten] of outcomes) {
  Deno.test({
    name: `an existing program ${isWritten ? "is replaced" : "stays"} when Python ${what}`,
    // The test before covers what can be seen without Python.
    ignore: python === undefined,
    async fn() {
      const folder = await Deno.makeTempDir();
      try {
        await Deno.mkdir(`${folder}/nada_dsl`);
        await Deno.writeTextFile(`${folder}/nada_dsl/__init__.py`, "");
        await Deno.writeTextFile(
          `${folder}/nada_dsl/compile.py`,
          "class Compiled:\n    def __init__(self, mir):\n        self.mir = mir\n\n\n" +
            `def compile_script(name):\n    ${compiler}\n`,
        );
        await Deno.writeTextFile(`${folder}/auction.mir.bin`, "old");
        const { success, stderr } = await new Deno.Command(python!, {
          args: ["-c", script!],
          cwd: folder,
          env: { PYTHONPATH: folder },
        }).output();
        const text = new TextDecoder().decode(stderr);
        assertEquals(success, isWritten, text);
        if (!isWritten) assertMatch(text, /Error/);
        assertEquals(
          await Deno.readTextFile(`${folder}/auction.mir.bin`),
          isWritten ? "new" : "old",
        );
        assert(
          !isWritten || !(await Deno.lstat(`${folder}/auction.mir.new`).catch(() => undefined)),
        );
      } finally {
        await Deno.remove(folder, { recursive: true });
      }
    },
  });
}

/**
 * The command of `docs/programs_in_python.md` that gets a program's MIR, as far as it shows without Python.
 *
 * @module
 */
import { assertEquals, assertNotEquals } from "@std/assert";

const page = await Deno.readTextFile(new URL("../../docs/programs_in_python.md", import.meta.url));
const [, script] = page.match(/^ +python -c '(.+)'$/m)!;

Deno.test("the documented command writes the program beside its target, and then replaces that", () => {
  const written = [...script!.matchAll(/open\("([^"]+)", "wb"\)/g)].map(([, name]) => name);
  const [, from, to] = script!.match(/os\.replace\("([^"]+)", "([^"]+)"\)$/)!;
  assertEquals(written, [from]);
  assertNotEquals(from, to);
  assertEquals(to, "auction.mir.bin");
});

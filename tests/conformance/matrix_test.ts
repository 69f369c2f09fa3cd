import { assertEquals, assertThrows } from "@std/assert";
import { type Row, table, withTable } from "./matrix.ts";
import type { Result } from "./run_case.ts";

const passed = (area: string): Result => ({ area, name: "a case", ms: 1 });
const failed = (area: string): Result => ({ ...passed(area), error: "no" });

const rows: readonly Row[] = [
  { title: "One", results: [passed("mask"), passed("keys"), passed("secrecy")], known: {} },
  { title: "Two", results: [failed("mask")], known: { "mask: a case": "it has no SIMD" } },
  { title: "Three", results: [failed("mask"), passed("mask")], known: {} },
  { title: "Four", results: [], missing: "there is no apt", known: {} },
];

/** The cells of a line of the table. */
function cells(line: string): string[] {
  return line.split("|").slice(1, -1).map((cell) => cell.trim());
}

Deno.test("the table says what was run, what failed, and what is not there", () => {
  const lines = table(rows).split("\n");
  assertEquals(cells(lines[0]!).slice(0, 4), ["", "import", "mask", "keys"]);
  assertEquals(cells(lines[2]!).slice(0, 4), ["One", "—", "ok", "ok"]);
  assertEquals(cells(lines[3]!).slice(0, 4), ["Two", "—", "ok (1)", "—"]);
  assertEquals(cells(lines[4]!).slice(0, 4), ["Three", "—", "FAIL, 1 of 2", "—"]);
  assertEquals(cells(lines[5]!).slice(0, 3), ["Four: not run", "—", "—"]);
  assertEquals(lines.slice(7), ["1. it has no SIMD", "- Not run: Four: there is no apt"]);
});

Deno.test("a case of an area that no column has fails the table", () => {
  assertThrows(() => table([{ title: "One", results: [passed("new")], known: {} }]), Error, "new");
});

Deno.test("the table replaces the one in a page, and names its commit", () => {
  const page = "before\n<!-- matrix -->old<!-- /matrix -->\nafter\n";
  const made = withTable(page, "abc123", rows);
  assertEquals(withTable(made, "abc123", rows), made);
  assertEquals(made.startsWith("before\n<!-- matrix -->\n\n"), true);
  assertEquals(made.endsWith("\n\n<!-- /matrix -->\nafter\n"), true);
  assertEquals(made.includes("old"), false);
  assertEquals(made.includes("at commit abc123:"), true);
  assertThrows(() => withTable("a page", "abc123", rows), Error, "<!-- matrix -->");
});

/**
 * Writes what the functions of `@nilvm/client/nada/library` cost into `docs/library.md`, and draws it:
 * `deno task build:library`.
 *
 * @module
 */
import { run } from "../tools/run.ts";
import { costChart } from "../tools/library/chart.ts";
import { costTable, marks } from "../tools/library/cost_table.ts";

const root = new URL("../", import.meta.url);
const [page, picture] = [new URL("docs/library.md", root), new URL("docs/library.svg", root)];
const text = await Deno.readTextFile(page);
const [before, rest] = text.split(marks[0]) as [string, string];
const after = rest.slice(rest.indexOf(marks[1]));
await Deno.writeTextFile(page, before + marks[0] + await costTable() + after);
await Deno.writeTextFile(picture, await costChart());
await run(Deno.execPath(), ["fmt", "--quiet", page.pathname, picture.pathname]);

import type { Result } from "./run_case.ts";

/** The columns of the table, each with the areas of cases that it sums up. */
const columns: Record<string, readonly string[]> = {
  "import": ["runs", "import"],
  "mask": ["mask"],
  "keys": ["keys", "signer", "secrecy"],
  "store": ["store", "update", "delete", "permissions", "journal"],
  "read": ["retrieve", "errors", "aborts", "tls", "http2", "rejections", "limits"],
  "compute": ["compute", "nada"],
  "pay from balance": ["pay from balance"],
  "pay on chain": ["pay on chain", "example"],
  "devnet": ["devnet"],
};

/** The runtimes that could not be had, or what the cases of a runtime gave. */
export interface Row {
  readonly title: string;
  readonly results: readonly Result[];
  /** Why the runtime is not here. */
  readonly missing?: string;
  /** Why some of its cases are expected to fail, by `area: name`. */
  readonly known: Readonly<Record<string, string>>;
}

/** `area: name` of a case. */
export function nameOf({ area, name }: Result): string {
  return `${area}: ${name}`;
}

/**
 * The table in Markdown: a row for each runtime, and below it why it lacks something.
 *
 * @throws {Error} When a case is of no column.
 */
export function table(rows: readonly Row[]): string {
  const listed = Object.values(columns).flat();
  const notes: string[] = [];
  const lines = rows.map(({ title, results, missing, known }) => {
    const stray = results.find(({ area }) => !listed.includes(area));
    if (stray !== undefined) throw new Error(`No column has the area ${stray.area}`);
    if (missing !== undefined) return [`${title}: not run`, ...Object.keys(columns).map(() => "—")];
    const cells = Object.values(columns).map((areas) => {
      const cases = results.filter(({ area }) => areas.includes(area));
      if (cases.length === 0) return "—";
      const failed = cases.filter(({ error }) => error !== undefined);
      const expected = failed.filter((result) => nameOf(result) in known);
      if (expected.length < failed.length) return `FAIL, ${failed.length} of ${cases.length}`;
      const marks = expected.map((result) => {
        const note = known[nameOf(result)]!;
        if (!notes.includes(note)) notes.push(note);
        return notes.indexOf(note) + 1;
      });
      return marks.length === 0 ? "ok" : `ok (${[...new Set(marks)].join(", ")})`;
    });
    return [title, ...cells];
  });
  const all = [["", ...Object.keys(columns)], ...lines];
  const widths = all[0]!.map((_, at) => Math.max(...all.map((line) => line[at]!.length)));
  const text = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at]!)).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  const below = [
    ...notes.map((note, index) => `${index + 1}. ${note}`),
    ...rows.flatMap(({ title, missing }) =>
      missing === undefined ? [] : [
        `- Not run: ${title}: ${missing}`,
      ]
    ),
  ];
  return [text(all[0]!), rule, ...lines.map(text), ...below.length === 0 ? [] : ["", ...below]]
    .join("\n");
}

const begin = "<!-- matrix -->";
const end = "<!-- /matrix -->";

/** Puts the table between its marks in a page. */
export function withTable(page: string, commit: string, rows: readonly Row[]): string {
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The page has no ${begin} and ${end}`);
  const made = `\`deno task test:matrix --write\` made this table at commit ${commit}:`;
  return `${page.slice(0, from)}${begin}\n\n${made}\n\n${table(rows)}\n\n${page.slice(to)}`;
}

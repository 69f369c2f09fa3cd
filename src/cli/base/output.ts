import { dump } from "js-yaml";

/** Where a command line writes. */
export interface Streams {
  /** Writes a line, or bytes as they are, to standard output. */
  out(text: string | Uint8Array): void;
  /** Writes a line to standard error. */
  error(text: string): void;
}

/** For people, or for programs. */
export type Format = "text" | "json" | "yaml";

/** What a table has in a row, by column. */
export type Row = Readonly<Record<string, unknown>>;

/** Writes results: a table for people, JSON or YAML for programs. */
export class Output {
  readonly #format: Format;
  readonly #streams: Streams;

  /** Writes to the streams in one format. */
  constructor(format: Format, streams: Streams) {
    this.#format = format;
    this.#streams = streams;
  }

  /** Whether programs read it. */
  get isForPrograms(): boolean {
    return this.#format !== "text";
  }

  /**
   * Writes the result of a command.
   *
   * @param data For programs. Amounts, which may be bigints, become text.
   * @param text For people.
   */
  result(data: unknown, text: () => string): void {
    if (this.#format === "text") return this.#streams.out(text());
    const json = JSON.stringify(data, withoutBigints, 2);
    this.#streams.out(this.#format === "json" ? json : dump(JSON.parse(json)).trimEnd());
  }

  /** Writes bytes to standard output, and nothing else. */
  bytes(bytes: Uint8Array): void {
    this.#streams.out(bytes);
  }

  /** Tells people something beside the result. With JSON, standard error has errors only. */
  note(text: string): void {
    if (this.#format === "json") return;
    this.#streams.error(printable(text));
  }
}

function withoutBigints(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? String(value) : value;
}

/** Rows as a table, whose columns are those of the first row. Texts of others cannot control the terminal. */
export function table(rows: readonly Row[], ifEmpty: string): string {
  const [first] = rows;
  if (first === undefined) return ifEmpty;
  const columns = Object.keys(first);
  const cells = [
    columns.map((column) => column.toUpperCase()),
    ...rows.map((row) => columns.map((column) => printable(shown(row[column])))),
  ];
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => widthOf(row[at]!))));
  return cells.map((row) => row.map((cell, at) => padded(cell, widths[at]!)).join("  ").trimEnd())
    .join("\n");
}

const characters = new Intl.Segmenter();
/** What terminals show two columns wide: emoji, and the letters of Chinese, Japanese and Korean. */
const wide =
  /^[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\uff01-\uff60]/u;

/** How many columns a text takes at a terminal. */
function widthOf(text: string): number {
  return [...characters.segment(text)].reduce(
    (sum, { segment }) => sum + (wide.test(segment) ? 2 : 1),
    0,
  );
}

function padded(text: string, width: number): string {
  return text + " ".repeat(width - widthOf(text));
}

/** One thing with its properties, one to a line. */
export function properties(row: Row): string {
  const entries = Object.entries(row).filter(([, value]) => value !== undefined);
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries.map(([name, value]) => `${name.padEnd(width)}  ${printable(shown(value))}`)
    .join("\n");
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return "-";
  if (value instanceof Date) return value.toISOString().replace(/\.\d+Z$/, "Z");
  return Array.isArray(value) ? value.map(shown).join(", ") : String(value);
}

/** A text with all that could control a terminal written out. */
export function printable(text: string): string {
  return text.replace(
    // deno-lint-ignore no-control-regex
    /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/**
 * Measurements as people read them.
 *
 * @module
 */

/** A number with three significant digits. */
export function threeDigits(number: number): string {
  return Number(number.toPrecision(3)).toLocaleString("en", { maximumFractionDigits: 6 });
}

/** Milliseconds in the unit that suits them. */
export function duration(ms: number): string {
  if (ms < 1) return `${threeDigits(ms * 1000)} µs`;
  return ms < 1000 ? `${threeDigits(ms)} ms` : `${threeDigits(ms / 1000)} s`;
}

/** The size of a blob, which is a whole number of KiB. */
export function blobSize(bytes: number): string {
  return bytes >= 1 << 20 ? `${bytes / (1 << 20)} MiB` : `${bytes / 1024} KiB`;
}

/** Bytes in thousands. */
export function kilobytes(bytes: number): string {
  return `${threeDigits(bytes / 1000)} kB`;
}

/** The throughput in millions of bytes a second. */
export function megabytesPerSecond(bytes: number, ms: number): number {
  return bytes / 1000 / ms;
}

/** A Markdown table: the first column to the left, numbers to the right. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [header, header.map((_, column) => column === 0 ? "---" : "--:"), ...rows];
  return lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/**
 * Puts text between `<!-- name -->` and `<!-- /name -->`.
 *
 * @throws {Error} When the markers are not there.
 */
export function replaceMarked(document: string, name: string, text: string): string {
  const start = `<!-- ${name} -->`;
  const [before, rest] = cut(document, start);
  const [, after] = cut(rest, `<!-- /${name} -->`);
  return `${before}${start}\n\n${text}\n\n<!-- /${name} -->${after}`;
}

function cut(text: string, at: string): [string, string] {
  const position = text.indexOf(at);
  if (position < 0) throw new Error(`There is no ${at}`);
  return [text.slice(0, position), text.slice(position + at.length)];
}

/**
 * Compares the ratios of a run with those of the last written one. Times say nothing about another machine; what another
 * library takes, divided by what ours takes in the same run, hardly depends on it.
 *
 * @module
 */
import * as names from "./names.ts";

/** A ratio that is lower than it was. */
export interface Loss {
  /** The row and the column. */
  readonly what: string;
  readonly before: number;
  readonly now: number;
}

/** What a comparison came to. */
export interface Comparison {
  /** How many ratios both runs have. */
  readonly compared: number;
  /** Those that are lower than what may be lost. */
  readonly losses: readonly Loss[];
  /** What only the written run has. */
  readonly missing: readonly string[];
}

/** What may be lost of a ratio: less is noise. */
const lossMax = 0.15;

/** Parts of our own work: where they get faster so do we, and their ratio to the whole falls. */
const ownParts: readonly string[] = [names.coreInWasm, names.coreNative];

/**
 * Compares two runs, each given as the texts with tables of ratios that it writes.
 *
 * @throws {Error} When they have no ratio in common: then nothing was compared.
 */
export function compareRatios(
  written: readonly string[],
  measured: readonly string[],
): Comparison {
  const [before, now] = [ratiosOf(written), ratiosOf(measured)];
  const losses: Loss[] = [];
  const missing: string[] = [];
  for (const [what, ratio] of before) {
    const own = now.get(what);
    if (own === undefined) missing.push(what);
    else if (own < ratio * (1 - lossMax)) losses.push({ what, before: ratio, now: own });
  }
  const compared = before.size - missing.length;
  if (compared === 0) throw new Error("The written run and this one have no ratio in common");
  return { compared, losses, missing };
}

/** The ratios in all tables of some texts, by their row and column. */
function ratiosOf(texts: readonly string[]): Map<string, number> {
  const ratios = new Map<string, number>();
  let header: string[] = [];
  /** The last words before a table, which tell it from others. */
  let heading = "";
  for (const line of texts.join("\n\n").split("\n")) {
    if (!line.startsWith("|")) {
      header = [];
      if (line !== "") heading = line;
      continue;
    }
    const cells = line.split("|").slice(1, -1).map((cell) => cell.trim());
    if (header.length === 0) {
      header = cells;
      continue;
    }
    for (const [column, cell] of cells.entries()) {
      const ratio = /^([\d.,]+) ×$/.exec(cell)?.[1];
      if (ratio === undefined || ownParts.includes(header[column]!)) continue;
      const what = [heading, cells[0], header[column]].filter((text) => text !== "").join(" / ");
      ratios.set(what, Number(ratio.replaceAll(",", "")));
    }
  }
  return ratios;
}

/** What stands between `<!-- name -->` and `<!-- /name -->`. */
export function markedText(document: string, name: string): string {
  const found = new RegExp(`<!-- ${name} -->(.*)<!-- /${name} -->`, "s").exec(document)?.[1];
  if (found === undefined) throw new Error(`There is no <!-- ${name} -->`);
  return found;
}

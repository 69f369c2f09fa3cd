/** What the functions of the library cost: the table of `docs/library.md`, and its chart. */
import type { PrimeBits, ProgramCost } from "@nilvm/client/nada";
import type { Costed } from "./costed.ts";
import { costed } from "./programs.ts";

/** What stands around the table in the page. */
export const marks = ["<!-- library:costs -->\n\n", "\n\n<!-- /library:costs -->"] as const;

const primes: readonly PrimeBits[] = [256, 128, 64];
/** What nodes do without a word to each other, and what the program of the table does around the function. */
const silent = /^(Addition|Subtraction|Not|New|IfElsePublic)/;

/** The operations for which nodes talk to each other. */
export function spokenOf({ operations }: ProgramCost): [name: string, count: number][] {
  return Object.entries(operations).filter(([name]) => !silent.test(name));
}

/** The table, in Markdown. */
export async function costTable(): Promise<string> {
  const head = [
    "function",
    "of",
    "bits, by prime",
    "operations with messages",
    "preprocessing",
    "steps",
  ];
  const rows = [];
  for (const each of costed) {
    for (const size of each.sizes) {
      const cost = await each.make(size).cost();
      rows.push([
        `\`${each.name}\``,
        `${size.toLocaleString("en")} ${each.sizeIs}`,
        rangeOf(each, size),
        counts(spokenOf(cost)),
        counts(Object.entries(cost.preprocessing)),
        String(cost.depth),
      ]);
    }
  }
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function rangeOf({ bits, unlimited = [] }: Costed, size: number): string {
  return primes.map((prime) => {
    const most = bits(prime, size);
    return unlimited.includes(prime) ? "any" : most < 1 ? "none" : most;
  }).join(", ");
}

function counts(all: readonly (readonly [string, number])[]): string {
  return all.map(([name, count]) => `${name} ${count.toLocaleString("en")}`).join(", ") || "none";
}

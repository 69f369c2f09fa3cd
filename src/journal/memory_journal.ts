import type { Journal } from "./journal.ts";

/**
 * A journal that ends with the process. Clients that are made with the same one can go on with each
 * other's payments.
 *
 * @example
 * ```ts
 * import { memoryJournal } from "@nilvm/client/journal";
 * import { assertEquals } from "@std/assert";
 *
 * const journal = memoryJournal();
 * await journal.write("a", "{}");
 * assertEquals([...await journal.entries()], [["a", "{}"]]);
 * ```
 */
export function memoryJournal(): Journal {
  return boundedJournal(Infinity);
}

/** A journal in memory that forgets its oldest entries above a number of them. */
export function boundedJournal(entriesMax: number): Journal {
  const kept = new Map<string, string>();
  return {
    write(id, entry) {
      kept.set(id, entry);
      const [oldest] = kept.keys();
      if (kept.size > entriesMax) kept.delete(oldest!);
      return Promise.resolve();
    },
    remove(id) {
      kept.delete(id);
      return Promise.resolve();
    },
    entries: () => Promise.resolve([...kept]),
  };
}

/**
 * Keeps what a crash must not lose: payments that are under way, and receipts that are bought and not
 * used. Each entry is a JSON text with an id. It holds no secret and no share. A receipt in it is
 * bearer money: who can read the journal can use the receipt.
 *
 * One process writes to a journal at a time. Clients of one process may share one, if each has another
 * user: `resumePayments()` of a client takes what any other client of its user has under way.
 *
 * @example A journal in a `Map` that another part of the program keeps
 * ```ts
 * import { checkJournal, type Journal } from "@nilvm/client/journal";
 * import { assertEquals } from "@std/assert";
 *
 * function mapJournal(kept: Map<string, string>): Journal {
 *   return {
 *     async write(id, entry) {
 *       kept.set(id, entry);
 *     },
 *     async remove(id) {
 *       kept.delete(id);
 *     },
 *     async entries() {
 *       return [...kept];
 *     },
 *   };
 * }
 *
 * const kept = new Map<string, string>();
 * await checkJournal(() => mapJournal(kept));
 * assertEquals(kept.size, 0);
 * ```
 */
export interface Journal {
  /** Adds an entry, or replaces the one with the same id. Resolves when a crash cannot undo it. */
  write(id: string, entry: string): Promise<void>;
  /** Removes an entry. Removing one that is not there does nothing. */
  remove(id: string): Promise<void>;
  /** All entries, in any order. */
  entries(): Promise<Iterable<readonly [id: string, entry: string]>>;
}

/**
 * Journals: where a client keeps payments that are under way, so that a crash loses no money.
 *
 * @example Keep it in a file
 * ```ts
 * import { fileJournal } from "@nilvm/client/journal";
 * import { assertEquals } from "@std/assert";
 *
 * const folder = await Deno.makeTempDir();
 * await using journal = fileJournal(`${folder}/payments.json`);
 *
 * assertEquals([...await journal.entries()], []);
 * ```
 *
 * @module
 */
export { checkJournal } from "./check_journal.ts";
export { type FileJournal, fileJournal } from "./file_journal.ts";
export { type IndexedDbJournal, indexedDbJournal } from "./indexed_db_journal.ts";
export type { Journal } from "./journal.ts";
export { kvJournal, type KvLike } from "./kv_journal.ts";
export { memoryJournal } from "./memory_journal.ts";

/**
 * Journals: where a client keeps payments that are under way, so that a crash loses no money.
 *
 * @module
 */
export { checkJournal } from "./check_journal.ts";
export type { Journal } from "./journal.ts";
export { memoryJournal } from "./memory_journal.ts";

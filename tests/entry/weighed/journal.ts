/** What a page loads to keep a journal in memory. */
export { memoryJournal } from "@nilvm/client/journal";

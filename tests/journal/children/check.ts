/** Checks a journal in the file that the argument names. */
import { checkJournal, fileJournal } from "@nilvm/client/journal";

const [path] = Deno.args as [string];
await checkJournal(() => fileJournal(path));
console.log("checked");

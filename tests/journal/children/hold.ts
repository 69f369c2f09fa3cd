/**
 * Opens the journal in the file that the argument names, and prints `held` or an error. Then it writes the entry `id` with
 * each line of its standard input, and prints `kept` or an error.
 */
import { fileJournal } from "@nilvm/client/journal";

const [path] = Deno.args as [string];
await using journal = fileJournal(path);

async function tell(done: string, doing: Promise<unknown>): Promise<void> {
  console.log(await doing.then(() => done, (error) => error.message));
}

await tell("held", journal.entries());
for await (const text of Deno.stdin.readable.pipeThrough(new TextDecoderStream())) {
  for (const entry of text.trim().split("\n")) await tell("kept", journal.write("id", entry));
}

/**
 * Changes the journal in the file that the first argument names until it is killed, and prints each change when it is
 * durable, and each removal before, too. The second argument is the first number of its entries.
 */
import { fileJournal } from "@nilvm/client/journal";

const [path, firstNumber] = Deno.args as [string, string];
const journal = fileJournal(path);
const report = new TextEncoder();
let number = Number(firstNumber);

/** Prints at once: what a stream buffers is lost when the process is killed. */
function print(words: string): void {
  Deno.stdout.writeSync(report.encode(`${words}\n`));
}

async function work(worker: number): Promise<void> {
  for (let turn = 0;; turn++) {
    const id = `worker ${worker}, ${turn % 5}`;
    const entry = String(number++).padEnd(500, " ");
    await journal.write(id, entry);
    print(`written/${id}/${entry.trim()}`);
    if (turn % 3 > 0) continue;
    const other = `removed by ${worker}, ${number}`;
    await journal.write(other, entry);
    print(`written/${other}/${entry.trim()}`);
    print(`removing/${other}`);
    await journal.remove(other);
    print(`removed/${other}`);
  }
}

await Promise.all([0, 1, 2, 3].map(work));

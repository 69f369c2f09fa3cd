import { checkJournal, fileJournal } from "@nilvm/client/journal";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = await mkdtemp(join(tmpdir(), "journal-"));
const path = join(folder, "journal");
await checkJournal(() => fileJournal(path));
const [first, second] = [fileJournal(path), fileJournal(path)];
await first.write("a", "1");
const refused = await second.entries().catch(({ code }) => code);
await first[Symbol.asyncDispose]();
const entries = [...await second.entries()];
await second[Symbol.asyncDispose]();
await rm(folder, { recursive: true });
console.log(`${refused} ${entries}`);

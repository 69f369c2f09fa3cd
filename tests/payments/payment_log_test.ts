/** The records of payments in a journal. */
import { seededEnvironment } from "@nilvm/client/devnet";
import { type Journal, memoryJournal } from "@nilvm/client/journal";
import { assertEquals } from "@std/assert";
import { PaymentLog } from "../../src/payments/payment_log.ts";

const environment = seededEnvironment("records");
const owner = { user: "ann", leader: "north" };
const record = { action: "Storing values", amountUnil: 1n };
const { signal } = new AbortController();

Deno.test("entries of another user, of another leader and of live operations are left alone", async () => {
  const journal = memoryJournal();
  for (const other of [{ ...owner, user: "bob" }, { ...owner, leader: "south" }, owner]) {
    const log = new PaymentLog(journal, other, environment);
    await log.begin(record).write({ isFromBalance: true }, signal);
  }
  const log = new PaymentLog(journal, owner, environment);
  await log.begin(record).write({ isFromBalance: true }, signal);
  const left = await log.left(new AbortController().signal);
  assertEquals(left.map(({ record: { user, leader } }) => ({ user, leader })), [owner]);
  assertEquals([...await journal.entries()].length, 4);
});

Deno.test("an entry that was discarded does not come back with its receipt", async () => {
  const journal = memoryJournal();
  const entry = new PaymentLog(journal, owner, environment).begin(record);
  await entry.write({ isFromBalance: true }, signal);
  await entry.end(signal);
  // The request for its receipt goes on.
  await entry.note({ receipt: { receipt: Uint8Array.of(1), signature: Uint8Array.of(2) } }, signal);
  assertEquals([...await journal.entries()], []);
});

Deno.test("a write that nobody waits for does not undo a removal", async () => {
  const kept = memoryJournal();
  const slow = Promise.withResolvers<void>();
  const journal: Journal = {
    ...kept,
    async write(id, entry) {
      await slow.promise;
      await kept.write(id, entry);
    },
  };
  const log = new PaymentLog(journal, owner, environment);
  const entry = log.begin({ action: "Storing values", amountUnil: 1n });
  const stop = new AbortController();
  const writing = entry.write({ isFromBalance: true }, stop.signal).catch(() => {});
  stop.abort(new Error("enough"));
  await writing;
  const removal = entry.discard();
  slow.resolve();
  await removal;
  assertEquals([...await kept.entries()], []);
});

/** The records of payments in a journal. */
import { seededEnvironment } from "@nilvm/client/devnet";
import { type Journal, memoryJournal } from "@nilvm/client/journal";
import { assertEquals } from "@std/assert";
import { PaymentLog } from "../../src/payments/payment_log.ts";

const environment = seededEnvironment("records");
const owner = { user: "ann", leader: "north" };
const record = { action: "Storing values", amountUnil: 1n };
const call = { signal: new AbortController().signal };

Deno.test("entries of another user, of another leader and of live operations are left alone", async () => {
  const journal = memoryJournal();
  for (const other of [{ ...owner, user: "bob" }, { ...owner, leader: "south" }, owner]) {
    const log = new PaymentLog(journal, other, environment);
    await log.begin(record).write({ isFromBalance: true }, call);
  }
  const log = new PaymentLog(journal, owner, environment);
  await log.begin(record).write({ isFromBalance: true }, call);
  const left = await log.takeLeft(call.signal);
  assertEquals(left.map(({ record: { user, leader } }) => ({ user, leader })), [owner]);
  assertEquals(await log.takeLeft(call.signal), []);
  assertEquals([...await journal.entries()].length, 4);
});

Deno.test("an entry that was discarded does not come back with its receipt", async () => {
  const journal = memoryJournal();
  const entry = new PaymentLog(journal, owner, environment).begin(record);
  await entry.write({ isFromBalance: true }, call);
  await entry.end(call);
  // The request for its receipt goes on.
  await entry.note({ receipt: { receipt: Uint8Array.of(1), signature: Uint8Array.of(2) } }, call);
  assertEquals([...await journal.entries()], []);
});

Deno.test("changes of an entry at the same time are all in the journal", async () => {
  const journal = memoryJournal();
  const entry = new PaymentLog(journal, owner, environment).begin(record);
  await Promise.all([
    entry.write({ isFromBalance: true }, call),
    entry.write({ isOnChain: true }, call),
    entry.note({ receipt: { receipt: Uint8Array.of(1), signature: Uint8Array.of(2) } }, call),
    entry.write({ isSent: true }, call),
  ]);
  const [[, text] = []] = [...await journal.entries()];
  const { isFromBalance, isOnChain, receipt, isSent } = JSON.parse(text!);
  assertEquals([isFromBalance, isOnChain, receipt?.receipt, isSent], [
    true,
    true,
    { hex: "01" },
    true,
  ]);
});

Deno.test("a receipt that the journal did not take is in the next change of its entry", async () => {
  const kept = memoryJournal();
  let isFull = true;
  const write: Journal["write"] = (id, entry) =>
    isFull ? Promise.reject(new Error("disk full")) : kept.write(id, entry);
  const entry = new PaymentLog({ ...kept, write }, owner, environment).begin(record);
  await entry.note({ receipt: { receipt: Uint8Array.of(1), signature: Uint8Array.of(2) } }, call);
  isFull = false;
  await entry.write({ isSent: true }, call);
  const [[, text] = []] = [...await kept.entries()];
  const { receipt, isSent } = JSON.parse(text!);
  assertEquals([receipt?.receipt, isSent], [{ hex: "01" }, true]);
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
  const writing = entry.write({ isFromBalance: true }, stop).catch(() => {});
  stop.abort(new Error("enough"));
  await writing;
  const removal = entry.discard(call);
  slow.resolve();
  await removal;
  assertEquals([...await kept.entries()], []);
});

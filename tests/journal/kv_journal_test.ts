import { FailedPreconditionError } from "@nilvm/client";
import { checkJournal, kvJournal, type KvLike } from "@nilvm/client/journal";
import { assertEquals, assertRejects } from "@std/assert";

Deno.test("a journal in Deno KV keeps the rules", async () => {
  using kv = await Deno.openKv(":memory:");
  await checkJournal(() => kvJournal(kv));
  assertEquals(await Array.fromAsync(kv.list({ prefix: [] })), []);
});

Deno.test("a journal in a file of Deno KV keeps the rules, opened again each time", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await checkJournal(async () => {
      const kv = await Deno.openKv(`${folder}/kv`);
      return { ...kvJournal(kv), [Symbol.dispose]: () => kv.close() };
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("journals with different prefixes share a database", async () => {
  using kv = await Deno.openKv(":memory:");
  await kv.set(["nilvm", "x"], "another use");
  const [one, other] = [kvJournal(kv), kvJournal(kv, ["nilvm", "journals", "2"])];
  await one.write("a", "1");
  await other.write("a", "2");
  await checkJournal(() => kvJournal(kv, ["nilvm", "journals", "3"]));
  assertEquals([...await one.entries()], [["a", "1"]]);
  assertEquals([...await other.entries()], [["a", "2"]]);
  assertEquals((await kv.get(["nilvm-journal", "a"])).value, "1");
  await other.remove("a");
  assertEquals([...await one.entries()], [["a", "1"]]);
  assertEquals((await kv.get(["nilvm", "x"])).value, "another use");
});

Deno.test("changes of one id reach a database one after the other, and those of others at once", async () => {
  const log: string[] = [];
  const waiting: (() => void)[] = [];
  const slow = (words: string) =>
    new Promise<void>((resolve) => {
      log.push(words);
      waiting.push(resolve);
    });
  const kv: KvLike = {
    set: ([, id], value) => slow(`${id} = ${value}`),
    delete: ([, id]) => slow(`no ${id}`),
    async *list() {},
  };
  const journal = kvJournal(kv);
  const changes = [journal.write("a", "1"), journal.remove("a"), journal.write("b", "2")];
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  await settle();
  assertEquals(log, ["a = 1", "b = 2"]);
  waiting.splice(0).forEach((resolve) => resolve());
  await settle();
  assertEquals(log, ["a = 1", "b = 2", "no a"]);
  waiting.splice(0).forEach((resolve) => resolve());
  await Promise.all(changes);
});

Deno.test("a change that Deno KV refuses is an error, and the next one is made", async () => {
  using kv = await Deno.openKv(":memory:");
  const journal = kvJournal(kv);
  const refused = assertRejects(
    () => journal.write("a", "x".repeat(70_000)),
    FailedPreconditionError,
    "Deno KV did not keep a change: Value too large",
  );
  await Promise.all([refused, journal.write("a", "1")]);
  assertEquals([...await journal.entries()], [["a", "1"]]);
});

Deno.test("a database that was closed is an error of the journal", async () => {
  const kv = await Deno.openKv(":memory:");
  kv.close();
  const journal = kvJournal(kv);
  await assertRejects(() => journal.write("a", "1"), FailedPreconditionError, "keep a change");
  await assertRejects(() => journal.remove("a"), FailedPreconditionError, "keep a change");
  await assertRejects(() => journal.entries(), FailedPreconditionError, "list entries");
});

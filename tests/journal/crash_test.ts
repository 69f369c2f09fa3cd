import { fileJournal } from "@nilvm/client/journal";
import { assert, assertEquals, assertGreater } from "@std/assert";
import { seededEnvironment } from "@nilvm/client/devnet";
import { JournalChild } from "../support/journal_child.ts";

const kills = 30;

Deno.test("a journal in a file whose process is killed at a random moment holds all that was acknowledged", async () => {
  const folder = await Deno.makeTempDir();
  const path = `${folder}/journal`;
  const { randomBytes } = seededEnvironment("moments of journals");
  /** The number of the entry that was acknowledged last, by id. Later numbers may be there, too. */
  const written = new Map<string, number>();
  const removed = new Set<string>();
  let changes = 0;
  let nextNumber = 1;
  try {
    for (let round = 0; round < kills; round++) {
      await using child = new JournalChild("write", [path, String(nextNumber)]);
      // After some changes and not after a time, in which a busy machine may do nothing.
      const killAt = randomBytes(1)[0]! % 60;
      for (let count = 0;; count++) {
        if (count === killAt) child.signal("SIGKILL");
        const line = await child.line();
        if (line === undefined) break;
        const [change, id, number] = line.split("/") as [string, string, string];
        changes++;
        if (change === "written") written.set(id, Number(number));
        if (change === "removing") written.delete(id);
        if (change === "removed") removed.add(id);
      }
      const text = await Deno.readTextFile(path).catch(() => undefined);
      assert(text !== undefined || changes === 0, "there is no file");
      const entries: Record<string, string> = text === undefined ? {} : JSON.parse(text).entries;
      for (const [id, number] of written) {
        assertGreater(Number(entries[id]), number - 1, `${id} in round ${round}`);
      }
      assertEquals(Object.keys(entries).filter((id) => removed.has(id)), [], `round ${round}`);
      // Numbers grow, so that an entry of an earlier run cannot pass for one of this run.
      nextNumber = 1 +
        Math.max(0, nextNumber, ...written.values(), ...Object.values(entries).map(Number));
    }
    assertGreater(changes, kills * 5);
    await using journal = fileJournal(path);
    for (const [id, number] of written) {
      const kept = new Map(await journal.entries()).get(id);
      assertGreater(Number(kept), number - 1, id);
    }
    await journal[Symbol.asyncDispose]();
    // Nothing is left of the runs that were killed.
    assertEquals([...Deno.readDirSync(folder)].map(({ name }) => name), ["journal"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

import { FailedPreconditionError } from "@nilvm/client";
import { fileJournal } from "@nilvm/client/journal";
import {
  assertEquals,
  assertGreaterOrEqual,
  assertLess,
  assertMatch,
  assertNotEquals,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import fs from "node:fs/promises";
import { hostname } from "node:os";
import { relative } from "node:path";
import { FileLock } from "../../src/journal/file_lock.ts";
import { type NodeFiles, nodeFiles } from "../../src/journal/node_files.ts";
import { JournalChild } from "../support/journal_child.ts";

/** How long a lock has to stay as it is before somebody takes it over. */
const silenceMs = 6_000;

const folder = await Deno.makeTempDir();
addEventListener("unload", () => Deno.removeSync(folder, { recursive: true }));

/** The path of a journal that no other test has. */
function newPath(): string {
  return `${folder}/${crypto.randomUUID()}`;
}

/** The files of a process that knows nothing of the locks of this one. */
function filesOfAnother(): NodeFiles {
  return { ...nodeFiles(), locked: new Map() };
}

async function holderOf(path: string) {
  return JSON.parse(await Deno.readTextFile(`${path}.lock`));
}

async function entriesIn(path: string): Promise<Record<string, string>> {
  return JSON.parse(await Deno.readTextFile(path)).entries;
}

/** A process that has the journal. */
async function holding(path: string, permissions?: string[]): Promise<JournalChild> {
  const child = new JournalChild("hold", [path], permissions);
  assertEquals(await child.line(), "held");
  return child;
}

/** Runs a task and returns how long it took. */
async function timed(task: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await task();
  return performance.now() - startedAt;
}

/** Runs a task and returns how many times it looked at a lock. */
async function looksOf(task: () => Promise<unknown>): Promise<number> {
  const { open } = fs;
  let looks = 0;
  try {
    fs.open = (path, ...rest) => {
      if (String(path).endsWith(".lock") && rest[0] === "r") looks++;
      return open(path, ...rest);
    };
    await task();
  } finally {
    fs.open = open;
  }
  return looks;
}

Deno.test("a lock says who has the journal, and goes with it", async () => {
  const path = newPath();
  {
    await using journal = fileJournal(path);
    await journal.entries();
    const { pid, host, since, id, ...others } = await holderOf(path);
    assertEquals([pid, host, others], [Deno.pid, hostname(), {}]);
    assertLess(Math.abs(Date.parse(since) - Date.now()), 60_000);
    assertMatch(id, /^[0-9a-f-]{36}$/);
  }
  await assertRejects(() => holderOf(path), Deno.errors.NotFound);
});

Deno.test("one process cannot open a journal twice, by any path", async () => {
  const path = newPath();
  const link = newPath();
  await Deno.symlink(path, link);
  await using journal = fileJournal(path);
  await journal.write("a", "1");
  for (const other of [path, link, relative(Deno.cwd(), path)]) {
    await using again = fileJournal(other);
    const looks = await looksOf(async () => {
      const error = await assertRejects(() => again.entries(), FailedPreconditionError);
      assertStringIncludes(error.message, `The journal ${path} is in use by this process since 2`);
    });
    assertEquals(looks, 0);
  }
  // The journals that were refused have left the lock alone.
  await journal.write("b", "2");
  await journal[Symbol.asyncDispose]();
  await using next = fileJournal(link);
  assertEquals([...await next.entries()], [["a", "1"], ["b", "2"]]);
});

Deno.test("a journal that another process has is refused, and names that process", async () => {
  const path = newPath();
  await using child = await holding(path);
  await using journal = fileJournal(path);
  const error = await assertRejects(() => journal.write("a", "1"), FailedPreconditionError);
  const { since } = await holderOf(path);
  assertEquals(
    error.message,
    `The journal ${path} is in use by process ${child.pid} on host ${hostname()} since ${since}: ` +
      "give each process a journal of its own, or end that one",
  );
  assertEquals(await child.ask("1"), "kept");
  assertEquals((await child.end()).success, true);
  // It has given the journal back.
  assertEquals([...await journal.entries()], [["id", "1"]]);
});

Deno.test("a journal that a process without more permissions has is refused, too", async () => {
  const path = newPath();
  await using child = await holding(path, [`--allow-read=${folder}`, `--allow-write=${folder}`]);
  await using journal = fileJournal(path);
  const error = await assertRejects(() => journal.entries(), FailedPreconditionError);
  assertStringIncludes(error.message, `in use by process ${child.pid} on host unknown since 2`);
});

Deno.test("the journal of a process that was killed is taken over at once", async () => {
  const path = newPath();
  await using child = await holding(path);
  assertEquals(await child.ask("1"), "kept");
  await child.kill();
  const before = await holderOf(path);
  await using journal = fileJournal(path);
  assertLess(await looksOf(() => journal.entries()), 5);
  assertEquals([...await journal.entries()], [["id", "1"]]);
  assertNotEquals((await holderOf(path)).id, before.id);
});

Deno.test("a lock of which nothing is known is taken over after six seconds", async () => {
  const [since, id] = [new Date().toISOString(), crypto.randomUUID()];
  const locks = {
    "of another machine": JSON.stringify({ pid: 1, host: "elsewhere", since, id }),
    "of a machine that nobody knows": JSON.stringify({ pid: 999_999, host: null, since, id }),
    "with this process's id": JSON.stringify({ pid: Deno.pid, host: hostname(), since, id }),
    "that is empty": "",
    "that is cut": '{"pid":1,"ho',
  };
  await Promise.all(
    Object.entries(locks).map(async ([name, lock]) => {
      const path = newPath();
      await Deno.writeTextFile(`${path}.lock`, lock);
      await using journal = fileJournal(path);
      const tookMs = await timed(() => journal.write("a", "1"));
      assertGreaterOrEqual(tookMs, silenceMs - 100, name);
      assertEquals((await holderOf(path)).pid, Deno.pid, name);
      assertEquals(await entriesIn(path), { a: "1" });
    }),
  );
});

Deno.test("what a process that was killed has left beside a journal is removed", async () => {
  const path = newPath();
  const id = crypto.randomUUID();
  const [left, others] = [[`${path}.${id}.tmp`, `${path}.lock.${id}.tmp`], [`${path}.tmp`]];
  for (const file of [...left, ...others]) await Deno.writeTextFile(file, "rent");
  await using journal = fileJournal(path);
  await journal.write("a", "1");
  const names = [...Deno.readDirSync(folder)].map(({ name }) => `${folder}/${name}`);
  assertEquals(names.filter((name) => name.startsWith(path)).sort(), [
    path,
    `${path}.lock`,
    ...others,
  ]);
});

Deno.test("of several processes that find a lock left behind, one gets it", async () => {
  const path = newPath();
  {
    await using child = await holding(path);
    await child.kill();
  }
  const children = Array.from({ length: 4 }, () => new JournalChild("hold", [path]));
  try {
    const lines = await Promise.all(children.map((child) => child.line()));
    assertEquals(lines.filter((line) => line === "held").length, 1, lines.join("\n"));
    const holder = children[lines.indexOf("held")]!;
    for (const line of lines.filter((line) => line !== "held")) {
      assertStringIncludes(line!, `in use by process ${holder.pid} `);
    }
    assertEquals(await holder.ask("1"), "kept");
    assertEquals(await entriesIn(path), { id: "1" });
  } finally {
    await Promise.all(children.map((child) => child.kill()));
  }
});

Deno.test("of two that take over a lock at the same moment, one gets it", async () => {
  const path = newPath();
  const [since, id] = [new Date().toISOString(), crypto.randomUUID()];
  const gone = { pid: 2 ** 30, host: hostname(), since, id };
  await Deno.writeTextFile(`${path}.lock`, JSON.stringify(gone));
  const { rename } = fs;
  const both = Promise.withResolvers<void>();
  let arrived = 0;
  try {
    // Neither replaces the lock before both have found it as it was left.
    fs.rename = async (from, to) => {
      if (++arrived === 2) both.resolve();
      await both.promise;
      await rename(from, to);
    };
    const [one, other] = await Promise.allSettled([
      FileLock.take(nodeFiles(), path),
      FileLock.take(filesOfAnother(), path),
    ]);
    assertEquals([one.status, other.status].sort(), ["fulfilled", "rejected"]);
    for (const taken of [one, other]) {
      if (taken.status === "fulfilled") await taken.value.release();
      else assertStringIncludes(`${taken.reason}`, `is in use by process ${Deno.pid}`);
    }
    assertEquals(arrived, 2);
  } finally {
    fs.rename = rename;
  }
});

Deno.test("a process that was silent loses its journal, and cannot write to it", async () => {
  const path = newPath();
  await using child = await holding(path);
  assertEquals(await child.ask("1"), "kept");
  child.signal("SIGSTOP");
  await using journal = fileJournal(path);
  const tookMs = await timed(() => journal.entries());
  assertGreaterOrEqual(tookMs, silenceMs - 100);
  await journal.write("mine", "2");

  child.signal("SIGCONT");
  for (const entry of ["3", "4"]) {
    const words = await child.ask(entry);
    assertStringIncludes(words!, `This process has lost the journal ${path}`);
    assertStringIncludes(words!, `taken over by process ${Deno.pid} on host ${hostname()} since 2`);
  }
  await child.end();
  // It has left the lock and the file alone.
  await journal.write("last", "5");
  assertEquals(await entriesIn(path), { id: "1", mine: "2", last: "5" });
});

Deno.test("a lock that was removed is lost", async () => {
  const path = newPath();
  await using journal = fileJournal(path);
  await journal.write("a", "1");
  await Deno.remove(`${path}.lock`);
  for (const use of [() => journal.write("b", "2"), () => journal.entries()]) {
    await assertRejects(use, FailedPreconditionError, "Its lock was removed");
  }
  assertEquals(await entriesIn(path), { a: "1" });
});

Deno.test("a lock that was lost does not come back", async () => {
  const path = newPath();
  await using journal = fileJournal(path);
  await journal.write("a", "1");
  const lock = await Deno.readTextFile(`${path}.lock`);
  await Deno.remove(`${path}.lock`);
  await assertRejects(() => journal.write("b", "2"), FailedPreconditionError, "was removed");
  // In the meantime another process may have had the journal.
  await Deno.writeTextFile(`${path}.lock`, lock);
  await assertRejects(() => journal.write("c", "3"), FailedPreconditionError, "was removed");
  assertEquals(await entriesIn(path), { a: "1" });
});

Deno.test("a write that was about to happen at a takeover does not happen after it", async () => {
  const path = newPath();
  const { rename, utimes } = fs;
  const [reached, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  try {
    await using journal = fileJournal(path);
    await journal.write("a", "1");
    // The holder is silent, and stops between its check of the lock and its rename.
    fs.utimes = () => Promise.resolve();
    fs.rename = async (from, to) => {
      if (to === path) {
        reached.resolve();
        await goOn.promise;
      }
      await rename(from, to);
    };
    const late = journal.write("b", "2");
    await reached.promise;
    const other = await FileLock.take(filesOfAnother(), path);
    const taken = await Deno.readTextFile(path);
    goOn.resolve();
    await assertRejects(() => late, FailedPreconditionError, "taken over by process");
    assertEquals(await Deno.readTextFile(path), taken);
    assertEquals(await entriesIn(path), { a: "1" });
    await other.check();
    await other.release();
  } finally {
    Object.assign(fs, { rename, utimes });
  }
});

Deno.test("a write begins anew when a process that got no lock has removed what it prepared", async () => {
  const path = newPath();
  const { rename } = fs;
  await using journal = fileJournal(path);
  await journal.write("a", "1");
  let renames = 0;
  try {
    fs.rename = async (from, to) => {
      if (++renames === 1) await Deno.remove(String(from));
      await rename(from, to);
    };
    await journal.write("b", "2");
  } finally {
    fs.rename = rename;
  }
  assertEquals(renames, 2);
  assertEquals(await entriesIn(path), { a: "1", b: "2" });
});

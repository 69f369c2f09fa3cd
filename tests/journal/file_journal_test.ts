import { FailedPreconditionError, InvalidArgumentError } from "@nilvm/client";
import { checkJournal, fileJournal } from "@nilvm/client/journal";
import {
  assert,
  assertEquals,
  assertLessOrEqual,
  assertRejects,
  assertStringIncludes,
  assertThrows,
} from "@std/assert";
import fs from "node:fs/promises";
import { JournalInFile } from "../../src/journal/file_journal.ts";
import { encodeJournal } from "../../src/journal/journal_text.ts";
import { nodeFiles } from "../../src/journal/node_files.ts";
import { bundle, weigh } from "../../tools/bundle.ts";
import { JournalChild } from "../support/journal_child.ts";

/** A new folder, which is removed at the end. */
class Folder implements AsyncDisposable {
  readonly path = Deno.makeTempDirSync();

  /** The names of all files in it. */
  get names(): string[] {
    return [...Deno.readDirSync(this.path)].map(({ name }) => name).sort();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.path, { recursive: true });
  }
}

type Method = "open" | "rename" | "unlink";

/** Replaces a function of the file system until it is disposed. */
function replacing<Name extends Method>(
  name: Name,
  make: (original: typeof fs[Name]) => typeof fs[Name],
): Disposable {
  const original = fs[name];
  fs[name] = make(original.bind(fs) as typeof fs[Name]);
  return {
    [Symbol.dispose]() {
      fs[name] = original;
    },
  };
}

Deno.test("a journal in a file keeps the rules", async () => {
  await using folder = new Folder();
  const path = `${folder.path}/journal`;
  await checkJournal(() => fileJournal(path));
  const text = await Deno.readTextFile(path);
  assertEquals(text, '{"format":"nilvm-journal","version":1,"entries":{}}');
  assertEquals(folder.names, ["journal"]);
});

Deno.test("a journal that nobody uses makes no file", async () => {
  await using folder = new Folder();
  const path = `${folder.path}/journal`;
  {
    await using journal = fileJournal(path);
    assert(journal);
    assertEquals(folder.names, []);
    assertEquals([...await journal.entries()], []);
    assertEquals(folder.names, ["journal.lock"]);
  }
  assertEquals(folder.names, []);
});

Deno.test("a journal gives no entry before the disk has the name of its file", async () => {
  await using folder = new Folder();
  await Deno.mkdir(`${folder.path}/real`);
  const path = `${folder.path}/journal`;
  await Deno.symlink("real/journal", path);
  await Deno.writeTextFile(`${folder.path}/real/journal`, encodeJournal(new Map([["a", "{}"]])));
  const synced: string[] = [];
  const files = {
    ...nodeFiles(),
    syncFolder(folder: string) {
      synced.push(folder);
      return synced.length === 1 ? Promise.reject(new Error("EIO")) : Promise.resolve();
    },
  };
  await using journal = new JournalInFile(path, () => files);
  await assertRejects(() => journal.entries(), FailedPreconditionError, "cannot be opened: EIO");
  assertEquals([...await journal.entries()], [["a", "{}"]]);
  const real = await Deno.realPath(`${folder.path}/real`);
  assertEquals(synced, [real, real]);
});

Deno.test("the file has one entry for each id, in JSON", async () => {
  await using folder = new Folder();
  const path = `${folder.path}/journal`;
  await using journal = fileJournal(path);
  await journal.write("a", '{"x":"\\u0000"}');
  await journal.write("__proto__", "{}");
  await journal.write("b", "1");
  await journal.remove("b");
  const { entries, ...rest } = JSON.parse(await Deno.readTextFile(path));
  assertEquals(rest, { format: "nilvm-journal", version: 1 });
  assertEquals(Object.entries(entries), [["a", '{"x":"\\u0000"}'], ["__proto__", "{}"]]);
});

Deno.test("only the user can read the files of a journal", async () => {
  await using folder = new Folder();
  const path = `${folder.path}/journal`;
  const open = '{"format":"nilvm-journal","version":1,"entries":{"a":"1"}}';
  await Deno.writeTextFile(path, open, { mode: 0o644 });
  const modes = () =>
    folder.names.map((name) => Deno.statSync(`${folder.path}/${name}`).mode! & 0o777);
  const seen: number[] = [];
  using _ = replacing("rename", (rename) => async (from, to) => {
    seen.push(Deno.statSync(String(from)).mode! & 0o777);
    await rename(from, to);
  });
  await using journal = fileJournal(path);
  await journal.write("b", "2");
  assertEquals(folder.names, ["journal", "journal.lock"]);
  assertEquals([...modes(), ...seen], [0o600, 0o600, 0o600]);
});

Deno.test("changes at once are written together", async () => {
  await using folder = new Folder();
  const path = `${folder.path}/journal`;
  await using journal = fileJournal(path);
  await journal.entries();
  let commits = 0;
  using _ = replacing("rename", (rename) => async (from, to) => {
    commits++;
    await rename(from, to);
  });
  const kept = async () => JSON.parse(await Deno.readTextFile(path)).entries;

  await Promise.all(Array.from({ length: 500 }, async (_, index) => {
    await journal.write(`${index}`, "1");
    // It is in the file when the promise resolves.
    if (index % 100 === 0) assertEquals((await kept())[index], "1");
  }));
  assertLessOrEqual(commits, 2);
  assertEquals(Object.keys(await kept()).length, 500);

  // Those that come during a write are in the next one.
  commits = 0;
  const changes: Promise<void>[] = [];
  for (let index = 0; index < 500; index++) {
    changes.push(journal.remove(`${index}`));
    if (index % 100 === 0) await new Promise((resolve) => setTimeout(resolve));
  }
  await Promise.all(changes);
  assertLessOrEqual(commits, 8);
  assertEquals(await kept(), {});
});

Deno.test("a change that cannot be written is not kept, and the next one can be", async () => {
  await using folder = new Folder();
  const path = `${folder.path}/journal`;
  await using journal = fileJournal(path);
  await journal.write("a", "1");
  const full = Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
  const failures: (() => Disposable)[] = [
    () => replacing("rename", () => () => Promise.reject(full)),
    () =>
      replacing("open", (open) => async (file, ...rest) => {
        const handle = await open(file, ...rest);
        if (String(file).endsWith(".tmp")) handle.sync = () => Promise.reject(full);
        return handle;
      }),
    () =>
      replacing("open", (open) => async (file, ...rest) => {
        if (String(file).endsWith(".tmp")) throw full;
        return await open(file, ...rest);
      }),
  ];
  for (const fail of failures) {
    using _ = fail();
    const [written, removed] = await Promise.allSettled([
      journal.write("b", "2"),
      journal.remove("a"),
    ]);
    assert(written!.status === "rejected" && removed!.status === "rejected");
    assert(written.reason instanceof FailedPreconditionError);
    assertStringIncludes(written.reason.message, "a change is not kept: ENOSPC");
    assertEquals([...await journal.entries()], [["a", "1"]]);
  }
  assertEquals(folder.names, ["journal", "journal.lock"]);
  assertEquals(JSON.parse(await Deno.readTextFile(path)).entries, { a: "1" });

  await journal.write("b", "2");
  assertEquals([...await journal.entries()], [["a", "1"], ["b", "2"]]);
  assertEquals(JSON.parse(await Deno.readTextFile(path)).entries, { a: "1", b: "2" });
});

Deno.test("a journal of which it is unknown what the disk has is used no more", async () => {
  await using folder = new Folder();
  const path = `${folder.path}/journal`;
  {
    await using journal = fileJournal(path);
    await journal.write("a", "1");
    using _ = replacing("open", (open) => async (file, ...rest) => {
      if (file === folder.path) throw new Error("EIO: i/o error");
      return await open(file, ...rest);
    });
    for (const use of [() => journal.write("b", "2"), () => journal.entries()]) {
      await assertRejects(use, FailedPreconditionError, "unknown whether the disk has");
    }
  }
  await using again = fileJournal(path);
  assertEquals([...await again.entries()], [["a", "1"], ["b", "2"]]);
});

const notJournals: Record<string, [text: string, message: string]> = {
  "that is empty": ["", "is not a journal, or is damaged"],
  "of another kind": ['{"name":"rent"}', "is not a journal, or is damaged"],
  "that is cut": ['{"format":"nilvm-journal","version":1,"entries":{"a":"rent', "is damaged"],
  "whose entries are a list": [
    '{"format":"nilvm-journal","version":1,"entries":["rent"]}',
    "is damaged",
  ],
  "with an entry that is no text": [
    '{"format":"nilvm-journal","version":1,"entries":{"rent":{}}}',
    "is damaged",
  ],
  "that is a number": ["7", "is not a journal"],
  "that is null": ["null", "is not a journal"],
  "of a later version": [
    '{"format":"nilvm-journal","version":2,"entries":{"a":"rent"}}',
    "is a journal of version 2, and this release reads version 1. It was not changed",
  ],
  "without a version": ['{"format":"nilvm-journal","entries":{}}', "version undefined"],
};

for (const [name, [text, message]] of Object.entries(notJournals)) {
  Deno.test(`a file ${name} is refused, not changed, and not quoted`, async () => {
    await using folder = new Folder();
    const path = `${folder.path}/journal`;
    await Deno.writeTextFile(path, text);
    await using journal = fileJournal(path);
    for (const use of [() => journal.entries(), () => journal.write("b", "2")]) {
      const error = await assertRejects(use, FailedPreconditionError, message);
      assertStringIncludes(error.message, path);
      assert(!`${error.stack} ${error.cause}`.includes("rent"), error.stack);
    }
    assertEquals(await Deno.readTextFile(path), text);
    assertEquals(folder.names, ["journal"]);
  });
}

Deno.test("a file that cannot be read is no empty journal", async () => {
  await using folder = new Folder();
  const path = `${folder.path}/journal`;
  await Deno.mkdir(path);
  await using journal = fileJournal(path);
  for (const use of [() => journal.entries(), () => journal.write("a", "1")]) {
    await assertRejects(use, FailedPreconditionError, `${path} cannot be opened: EISDIR`);
  }
  assertEquals(folder.names, ["journal"]);
});

Deno.test("a journal whose folder does not exist says so, and opens when it does", async () => {
  await using folder = new Folder();
  await using journal = fileJournal(`${folder.path}/new/journal`);
  const error = await assertRejects(() => journal.write("a", "1"), FailedPreconditionError);
  assertStringIncludes(error.message, `there is no folder ${folder.path}/new: make it`);
  await Deno.mkdir(`${folder.path}/new`);
  await journal.write("a", "1");
  assertEquals([...await journal.entries()], [["a", "1"]]);
});

Deno.test("a journal that was disposed of has made its changes, and makes no more", async () => {
  await using folder = new Folder();
  const path = `${folder.path}/journal`;
  const journal = fileJournal(path);
  const changes = [journal.write("a", "1"), journal.write("b", "2")];
  await Promise.all([journal[Symbol.asyncDispose](), journal[Symbol.asyncDispose]()]);
  await Promise.all(changes);
  for (
    const use of [() => journal.write("c", "3"), () => journal.remove("a"), () => journal.entries()]
  ) {
    await assertRejects(use, FailedPreconditionError, "was disposed of");
  }
  assertEquals(JSON.parse(await Deno.readTextFile(path)).entries, { a: "1", b: "2" });
  assertEquals(folder.names, ["journal"]);
});

Deno.test("a link to a journal stays a link", async () => {
  await using folder = new Folder();
  await Deno.mkdir(`${folder.path}/real`);
  const real = `${folder.path}/real/journal`;
  await Deno.writeTextFile(real, '{"format":"nilvm-journal","version":1,"entries":{"a":"1"}}');
  await Deno.symlink(real, `${folder.path}/link`);
  await using journal = fileJournal(`${folder.path}/link`);
  await journal.write("b", "2");
  assertEquals(await Deno.readLink(`${folder.path}/link`), real);
  assertEquals(JSON.parse(await Deno.readTextFile(real)).entries, { a: "1", b: "2" });
});

Deno.test("a journal takes text only", async () => {
  for (const path of ["", 7, undefined]) {
    const error = assertThrows(() => fileJournal(path as string), InvalidArgumentError);
    assertStringIncludes(error.message, "the path of a file");
  }
  const journal = fileJournal("journal");
  const write = () => journal.write("a", { receipt: 1 } as unknown as string);
  await assertRejects(write, InvalidArgumentError, "as text");
});

Deno.test("a journal in a file needs to read and write its folder, and no other permission", async () => {
  await using folder = new Folder();
  const path = `${folder.path}/journal`;
  const [read, write] = [`--allow-read=${folder.path}`, `--allow-write=${folder.path}`];
  {
    await using child = new JournalChild("check", [path], [read, write]);
    assertEquals(await child.line(), "checked", (await child.end()).errors);
  }
  for (const permissions of [[], [read], [write]]) {
    await using child = new JournalChild("check", [path], permissions);
    const { success, errors } = await child.end();
    assert(!success);
    assertStringIncludes(errors, `needs ${read} ${write}`);
  }
});

Deno.test("a page that keeps its journal in memory loads nothing of files", async () => {
  await using folder = new Folder();
  const entry = new URL("../entry/weighed/journal.ts", import.meta.url);
  const { start, later } = await bundle(entry, folder.path);
  assertEquals(later, []);
  const code = (await Promise.all(start.map((file) => Deno.readTextFile(file)))).join("");
  assert(!/node:|indexedDB|Deno/.test(code), code);
  assertLessOrEqual(await weigh(start), 520);
});

import { FailedPreconditionError } from "@nilvm/client";
import { checkJournal, type Journal, memoryJournal } from "@nilvm/client/journal";
import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";

type Kept = Map<string, string>;

/** The methods of a journal, which may do their work at once. */
interface Methods {
  write(id: string, entry: string): unknown;
  remove(id: string): unknown;
  entries(): unknown;
}

/** A journal in a map, with some methods that are wrong. */
function journalIn(kept: Kept, wrong: Partial<Methods> = {}): Journal {
  const right: Methods = {
    write: (id, entry) => kept.set(id, entry),
    remove: (id) => kept.delete(id),
    entries: () => [...kept],
  };
  const methods = { ...right, ...wrong };
  return {
    async write(id, entry) {
      await methods.write(id, entry);
    },
    async remove(id) {
      await methods.remove(id);
    },
    async entries() {
      return await methods.entries() as Kept;
    },
  };
}

/** A task that ends later than one that is started after it. */
function soon(act: () => void, ms = 0): Promise<void> {
  return new Promise((resolve) => setTimeout(() => resolve(act()), ms));
}

/** Whether an entry is one of those that `checkJournal` writes in hundreds. */
function isOfMany(entry: string): boolean {
  return entry.startsWith('{"id"');
}

/** Journals that are wrong, each with the rule that it breaks. */
const wrongJournals: Record<string, [rule: string, wrong: (kept: Kept) => Partial<Methods>]> = {
  "that writes nothing": ["write() adds an entry", () => ({ write() {} })],
  "that has room for one entry": ["write() keeps the other entries", (kept) => ({
    write(id, entry) {
      kept.clear();
      kept.set(id, entry);
    },
  })],
  "that keeps the first entry of an id": ["write() replaces the entry of its id", (kept) => ({
    write(id, entry) {
      if (!kept.has(id)) kept.set(id, entry);
    },
  })],
  "that lists what it was given": ["write() replaces the entry of its id", () => {
    const log: [string, string][] = [];
    return {
      write(id, entry) {
        log.push([id, entry]);
      },
      entries() {
        return log;
      },
    };
  }],
  "that removes nothing": [
    "remove() removes the entry of its id, and no other",
    () => ({ remove() {} }),
  ],
  "that removes everything": ["remove() removes the entry of its id, and no other", (kept) => ({
    remove() {
      kept.clear();
    },
  })],
  "that removes only what is there": ["remove() of what is not there does nothing", (kept) => ({
    remove(id) {
      if (!kept.delete(id)) throw new Error(`There is no ${id}`);
    },
  })],
  "that removes for good": ["write() adds an entry again", (kept) => {
    const removed = new Set<string>();
    return {
      write(id, entry) {
        if (!removed.has(id)) kept.set(id, entry);
      },
      remove(id) {
        if (kept.delete(id)) removed.add(id);
      },
    };
  }],
  "with ids of 32 characters": ["write() adds an entry", (kept) => ({
    write(id, entry) {
      kept.set(id.slice(0, 32), entry);
    },
  })],
  "that compares 32 characters of an id": ["all 36 characters of an id count", (kept) => ({
    write(id, entry) {
      const same = [...kept.keys()].find((other) => other.slice(0, 32) === id.slice(0, 32));
      kept.set(same ?? id, entry);
    },
  })],
  "that reads the JSON": ["an entry comes back character by character", (kept) => ({
    write(id, entry) {
      kept.set(id, JSON.stringify(JSON.parse(entry)));
    },
  })],
  "with one byte for a character": ["an entry comes back character by character", (kept) => ({
    write(id, entry) {
      kept.set(id, entry.replace(/[^]/g, (c) => String.fromCharCode(c.charCodeAt(0) & 0xff)));
    },
  })],
  "that trims": ["an entry comes back character by character", (kept) => ({
    write(id, entry) {
      kept.set(id, entry.trim());
    },
  })],
  "with 65,535 bytes for an entry": ["an entry may have 30,000 characters", (kept) => ({
    write(id, entry) {
      const bytes = new TextEncoder().encode(entry);
      kept.set(id, new TextDecoder().decode(bytes.subarray(0, 65_535)));
    },
  })],
  "that lets the fastest change win": [
    "changes of one id take effect in the order of the calls",
    (kept) => ({
      write: (id, entry) => soon(() => kept.set(id, entry), entry === "3" ? 20 : 0),
    }),
  ],
  "that removes too late": ["changes of one id take effect in the order of the calls", (kept) => ({
    remove: (id) => soon(() => kept.delete(id), 20),
  })],
  "that reads all and writes all": ["100 entries may be written at once", (kept) => ({
    async write(id, entry) {
      const before = new Map(kept);
      if (isOfMany(entry)) await soon(() => {});
      kept.clear();
      for (const [other, text] of before) kept.set(other, text);
      kept.set(id, entry);
    },
  })],
  "that refuses a second change at once": ["100 entries may be written at once", (kept) => {
    let isBusy = false;
    return {
      async write(id, entry) {
        if (isBusy) throw new Error("database is locked");
        isBusy = isOfMany(entry);
        if (isBusy) await soon(() => {});
        isBusy = false;
        kept.set(id, entry);
      },
    };
  }],
  "that lists 1,000 entries at most": ["a journal may have 1,000 entries", (kept) => ({
    entries() {
      return [...kept].slice(0, 1_000);
    },
  })],
  "whose list is the journal itself": [
    "entries may be removed while the answer of entries() is read",
    () => {
      const list: [string, string][] = [];
      const remove = (id: string) => {
        const place = list.findIndex(([other]) => other === id);
        if (place >= 0) list.splice(place, 1);
      };
      return {
        write(id, entry) {
          remove(id);
          list.push([id, entry]);
        },
        remove(id) {
          remove(id);
        },
        entries() {
          return list;
        },
      };
    },
  ],
  "whose entries are an object": ["write() adds an entry", (kept) => ({
    entries() {
      return Object.fromEntries(kept);
    },
  })],
};

for (const [name, [rule, wrong]] of Object.entries(wrongJournals)) {
  Deno.test(`checkJournal() finds a journal ${name}`, async () => {
    const kept: Kept = new Map();
    const journal = journalIn(kept, wrong(kept));
    const error = await assertRejects(() => checkJournal(() => journal), FailedPreconditionError);
    assertStringIncludes(error.message, `breaks a rule: ${rule}. `);
  });
}

Deno.test("checkJournal() waits for every change before it fails", async () => {
  const kept: Kept = new Map();
  let underWay = 0;
  const journal = journalIn(kept, {
    async write(id, entry) {
      if (!isOfMany(entry)) return void kept.set(id, entry);
      if (underWay > 0) throw new Error("database is locked");
      underWay += 1;
      await soon(() => kept.set(id, entry), 20);
      underWay -= 1;
    },
  });
  await assertRejects(
    () => checkJournal(() => journal),
    FailedPreconditionError,
    "100 entries may be written at once",
  );
  assertEquals(underWay, 0);
});

Deno.test("checkJournal() finds a journal without promises", async () => {
  const kept: Kept = new Map();
  const write = (id: string, entry: string) => void kept.set(id, entry);
  const journal = { ...journalIn(kept), write } as unknown as Journal;
  await assertRejects(
    () => checkJournal(() => journal),
    FailedPreconditionError,
    "write() adds an entry. write() gave no promise",
  );
});

Deno.test("checkJournal() finds a journal that is empty when it is opened again", async () => {
  await assertRejects(
    () => checkJournal(memoryJournal),
    FailedPreconditionError,
    "breaks a rule: a journal that is opened again holds the same entries. It lacks",
  );
});

Deno.test("checkJournal() finds a journal whose removals do not last", async () => {
  const kept: Kept = new Map();
  const open = () => {
    const removed = new Set<string>();
    return journalIn(kept, {
      write(id, entry) {
        removed.delete(id);
        kept.set(id, entry);
      },
      remove(id) {
        removed.add(id);
      },
      entries() {
        return [...kept].filter(([id]) => !removed.has(id));
      },
    });
  };
  // What was removed before the first time is back at that time.
  await assertRejects(
    () => checkJournal(open),
    FailedPreconditionError,
    "holds the same entries. It has the entry",
  );
});

Deno.test("checkJournal() names the rule when a method fails, with the error as the cause", async () => {
  const cause = new Error("disk full");
  const journal = journalIn(new Map(), { remove: () => Promise.reject(cause) });
  const error = await assertRejects(() => checkJournal(() => journal), FailedPreconditionError);
  assertStringIncludes(error.message, "and no other. remove() failed: disk full");
  assertEquals(error.cause, cause);
});

Deno.test("checkJournal() leaves the entries of others, and none of its own", async () => {
  const kept: Kept = new Map([["mine", "kept"]]);
  await checkJournal(() => journalIn(kept));
  assertEquals([...kept], [["mine", "kept"]]);

  let writes = 0;
  const failing = journalIn(kept, {
    write(id, entry) {
      if (++writes > 300) throw new Error("disk full");
      kept.set(id, entry);
    },
  });
  await assertRejects(() => checkJournal(() => failing), FailedPreconditionError, "disk full");
  assertEquals([...kept], [["mine", "kept"]]);
});

Deno.test("checkJournal() disposes of a journal before it opens the next one, and of the last one", async () => {
  const kept: Kept = new Map();
  for (const name of [Symbol.dispose, Symbol.asyncDispose]) {
    const log: string[] = [];
    await checkJournal(() => {
      log.push("opened");
      return {
        ...journalIn(kept),
        async [name]() {
          await Promise.resolve();
          log.push("disposed");
        },
      };
    });
    assertEquals(log, Array(3).fill(["opened", "disposed"]).flat());
  }
});

Deno.test("checkJournal() accepts the journal in memory", async () => {
  const journal = memoryJournal();
  await checkJournal(() => journal);
  assertEquals([...await journal.entries()], []);
});

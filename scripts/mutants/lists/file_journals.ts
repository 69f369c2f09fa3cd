import type { Promised } from "../mutant.ts";

const file = "src/journal/file_journal.ts";
const lock = "src/journal/file_lock.ts";
const text = "src/journal/journal_text.ts";
const testFile = "tests/journal/file_journal_test.ts";
const lockTest = "tests/journal/file_lock_test.ts";

const notKept = "a change that cannot be written is not kept, and the next one can be";
const unknownDisk = "a journal of which it is unknown what the disk has is used no more";
const together = "changes at once are written together";
const sixSeconds = "a lock of which nothing is known is taken over after six seconds";
const takeover = "a write that was about to happen at a takeover does not happen after it";
const silent = "a process that was silent loses its journal, and cannot write to it";

/** What keeps a journal. */
export const fileJournals: readonly Promised[] = [
  {
    promise: "A change is on the disk when it is acknowledged, and a file is never half written",
    mutants: [
      {
        name: "a file is renamed before the disk has it",
        file,
        from: "await file.sync();",
        to: "",
        testFile,
        test: notKept,
      },
      {
        name: "a change is acknowledged before the disk has the new name",
        file,
        from: "await this.#settle();",
        to: "",
        testFile,
        test: unknownDisk,
      },
      {
        name: "a journal is read before the disk has the name of its file",
        file,
        from: "await files.syncFolder(files.paths.dirname(real));",
        to: "",
        testFile,
        test: "a journal gives no entry before the disk has the name of its file",
      },
      {
        name: "a journal of which it is unknown what the disk has is used",
        file,
        from: "if (this.#broken !== undefined) throw this.#broken;",
        to: "",
        testFile,
        test: unknownDisk,
      },
      {
        name: "the file itself is written over",
        file,
        from: "await this.#writeTemp(text);\n      await this.#check();",
        to:
          'await this.#check();\n      return await this.#files.fs.open(this.#path, "w", 0o600).then(async (handle) => { await handle.writeFile(text); await handle.sync(); await handle.close(); });',
        testFile,
        test: notKept,
      },
      {
        name: "a change that was not written is kept",
        file,
        from: "    try {\n      await this.#replace(encodeJournal(next));",
        to: "    this.#kept = next;\n    try {\n      await this.#replace(encodeJournal(next));",
        testFile,
        test: notKept,
      },
      {
        name: "a failed write leaves its file behind",
        file,
        from: "await this.#files.fs.unlink(this.#lock.tempPath).catch(() => {});",
        to: "",
        testFile,
        test: notKept,
      },
      {
        name: "each change is a write of its own",
        file,
        from: "const changes = this.#waiting;\n        this.#waiting = [];",
        to: "const changes = this.#waiting.splice(0, 1);",
        testFile,
        test: together,
      },
      {
        name: "other users can read a journal",
        file,
        from: 'this.#lock.tempPath, "w", 0o600',
        to: 'this.#lock.tempPath, "w", 0o644',
        testFile,
        test: "only the user can read the files of a journal",
      },
      {
        name: "a journal of another version is read",
        file: text,
        from: "if (content.version !== version) {",
        to: "if (false) {",
        testFile,
        test: "a file of a later version is refused, not changed, and not quoted",
      },
      {
        name: "a cut file is an empty journal",
        file: text,
        from: "// The parser's error quotes the text.\n    throw damaged();",
        to: "return new Map();",
        testFile,
        test: "a file that is cut is refused, not changed, and not quoted",
      },
      {
        name: "an error of a journal quotes it",
        file: text,
        from: "} catch {\n    // The parser's error quotes the text.\n    throw damaged();",
        to: "} catch (error) {\n    throw error;",
        testFile,
        test: "a file that is cut is refused, not changed, and not quoted",
      },
      {
        name: "a file that cannot be read is an empty journal",
        file,
        from:
          'if ((error as { code?: string }).code === "ENOENT") return new Map();\n    throw error;',
        to: "return new Map();",
        testFile,
        test: "a file that cannot be read is no empty journal",
      },
      {
        name: "a link to a journal becomes a file",
        file,
        from: "const real = await files.fs.realpath(path).catch((error) => {",
        to: "const real = await files.fs.realpath(`${path}/none`).catch((error) => {",
        testFile,
        test: "a link to a journal stays a link",
      },
      {
        name: "a journal that is disposed of loses its changes",
        file,
        from: "await this.#committing;\n",
        to: "",
        testFile,
        test: "a journal that was disposed of has made its changes, and makes no more",
      },
    ],
  },
  {
    promise: "One process has a journal at a time",
    mutants: [
      {
        name: "a journal has no lock",
        file: lock,
        from: "await acquire(files, path, me);",
        to: "await writeNew(files, lockPathOf(path), me).catch(() => {});",
        testFile: lockTest,
        test: "a journal that another process has is refused, and names that process",
      },
      {
        name: "one process opens a journal twice",
        file: lock,
        from: "if (here !== undefined) {",
        to: "if (false) {",
        testFile: lockTest,
        test: "one process cannot open a journal twice, by any path",
      },
      {
        name: "a lock is taken over early",
        file: lock,
        from: "const looksMax = 24;",
        to: "const looksMax = 12;",
        testFile: lockTest,
        test: sixSeconds,
      },
      {
        name: "a lock that was touched is taken over",
        file: lock,
        from:
          "return one.touchedAtMs === other.touchedAtMs && one.holder?.id === other.holder?.id;",
        to: "return one.holder?.id === other.holder?.id;",
        testFile: lockTest,
        test: "a journal that another process has is refused, and names that process",
      },
      {
        name: "a process that was killed keeps its lock for six seconds",
        file: lock,
        from: "if (!isKnownGone(files, seen)) {",
        to: "if (true) {",
        testFile: lockTest,
        test: "the journal of a process that was killed is taken over at once",
      },
      {
        name: "a process of another machine is known to be gone",
        file: lock,
        from: "holder.host === files.host &&\n    files.isGone",
        to: "files.isGone",
        testFile: lockTest,
        test: sixSeconds,
      },
      {
        name: "of several processes that take over a lock, all get it",
        file: lock,
        from: "return (await look(files, lockPath))?.holder?.id === me.id;",
        to: "return true;",
        testFile: lockTest,
        test: "of two that take over a lock at the same moment, one gets it",
      },
      {
        name: "a process that lost its journal writes to it",
        file,
        from: "await this.#writeTemp(text);\n      await this.#check();",
        to: "await this.#writeTemp(text);",
        testFile: lockTest,
        test: silent,
      },
      {
        name: "a lock that is lost comes back",
        file: lock,
        from: "if (this.#lost !== undefined) throw this.#lost;",
        to: "",
        testFile: lockTest,
        test: "a lock that was lost does not come back",
      },
      {
        name: "what a former holder would rename stays",
        file: lock,
        from: "await removeTempFiles(files, path).catch(",
        to: "await Promise.resolve().catch(",
        testFile: lockTest,
        test: takeover,
      },
      {
        name: "a write that a takeover prevented is an unknown failure",
        file,
        from: "if (!isRemoved || attempt === attemptsMax) throw error;",
        to: "throw error;",
        testFile: lockTest,
        test: "a write begins anew when a process that got no lock has removed what it prepared",
      },
      {
        name: "a process that lost its lock removes that of the next one",
        file: lock,
        from:
          "await this.check().then(() => this.#files.fs.unlink(lockPathOf(this.#path))).catch(() => {});",
        to: "await this.#files.fs.unlink(lockPathOf(this.#path)).catch(() => {});",
        testFile: lockTest,
        test: silent,
      },
    ],
  },
  {
    promise: "A journal in Deno KV keeps the order of changes, and prefixes apart",
    mutants: [
      {
        name: "changes of one id overtake each other",
        file: "src/journal/kv_journal.ts",
        from: "const before = changes.get(id) ?? Promise.resolve();",
        to: "const before = Promise.resolve();",
        testFile: "tests/journal/kv_journal_test.ts",
        test: "changes of one id reach a database one after the other, and those of others at once",
      },
      {
        name: "journals with different prefixes are one",
        file: "src/journal/kv_journal.ts",
        from: "kv.list({ prefix: [...prefix] })",
        to: "kv.list({ prefix: [] })",
        testFile: "tests/journal/kv_journal_test.ts",
        test: "journals with different prefixes share a database",
      },
    ],
  },
];

import { expectError, expectSame } from "./expect.ts";
import type { Cases } from "./context.ts";

/** Cases of the journal that every runtime has. */
export const journals: Cases = {
  "a journal in memory keeps the rules": async ({ api }) => {
    const journal = api.memoryJournal();
    await api.checkJournal(() => journal);
    expectSame([...await journal.entries()].length, 0, "entries that are left");
  },
};

/** Cases of journals in files, for the runtimes that have files. The folder is an empty one. */
export function fileJournals(folder: string): Cases {
  const path = `${folder}/journal`;
  return {
    "a journal in a file keeps the rules": ({ api }) =>
      api.checkJournal(() => api.fileJournal(path)),
    "a journal in a file outlives its user": async ({ api }) => {
      const [first, second] = [api.fileJournal(path), api.fileJournal(path)];
      await first.write("a", "1");
      await expectError(api.FailedPreconditionError, second.write("b", "2"));
      await first[Symbol.asyncDispose]();
      expectSame(JSON.stringify([...await second.entries()]), '[["a","1"]]', "entries");
      await second.remove("a");
      await second[Symbol.asyncDispose]();
    },
  };
}

/** Cases of journals in files, for the runtimes that have none. */
export const noFileJournals: Cases = {
  "a journal in a file is refused": async ({ api }) => {
    await expectError(api.FailedPreconditionError, api.fileJournal("/tmp/journal").write("a", "1"));
  },
};

/** Cases of journals in IndexedDB, for browsers. */
export const indexedDbJournals: Cases = {
  "a journal in IndexedDB keeps the rules": ({ api }) =>
    api.checkJournal(() => api.indexedDbJournal()),
  "a journal in IndexedDB outlives its user": async ({ api }) => {
    const [first, second] = [api.indexedDbJournal("payments"), api.indexedDbJournal("payments")];
    const other = api.indexedDbJournal("other payments");
    await first.write("a", "1");
    await expectError(api.FailedPreconditionError, second.write("b", "2"));
    expectSame([...await other.entries()].length, 0, "entries of another journal");
    const change = first.write("c", "3");
    await first[Symbol.asyncDispose]();
    await change;
    await expectError(api.FailedPreconditionError, first.write("d", "4"));
    expectSame(JSON.stringify([...await second.entries()]), '[["a","1"],["c","3"]]', "entries");
    await second[Symbol.asyncDispose]();
    await other[Symbol.asyncDispose]();
  },
};

import { Database, type Store } from "../base/indexed_db.ts";
import { messageOf } from "../base/text.ts";
import { FailedPreconditionError } from "../errors/mod.ts";
import type { Journal } from "./journal.ts";

/** How long a page waits for the page before it, which may still be on its way out. */
const lockWaitMs = 3_000;

const storeName = "entries";

/** A journal in IndexedDB, which this page has for itself until it disposes of the journal. */
export interface IndexedDbJournal extends Journal, AsyncDisposable {
  /** Waits for the changes that are under way. Then another page can open the journal. */
  [Symbol.asyncDispose](): Promise<void>;
}

interface Locks {
  request(
    name: string,
    options: { signal: AbortSignal },
    whileHeld: () => Promise<void>,
  ): Promise<void>;
}

/**
 * Keeps a journal in IndexedDB, in browsers. It is opened at the first use.
 *
 * One page, or one tab, has the journal at a time, by a Web Lock. Another one that uses it gets an
 * error after three seconds. Browsers have Web Locks in secure contexts only, which `https` and
 * `localhost` are. Elsewhere, make sure of it yourself.
 *
 * A browser may remove what a site has stored when the disk is full, unless
 * `navigator.storage.persist()` was granted.
 *
 * @param name The name of the database.
 * @throws {FailedPreconditionError} At each use: when there is no IndexedDB, when another page has the
 * journal, when the database refuses, or when the journal was disposed of.
 *
 * @example Where there is no IndexedDB
 * ```ts
 * import { FailedPreconditionError } from "@nilvm/client";
 * import { indexedDbJournal } from "@nilvm/client/journal";
 * import { assertRejects } from "@std/assert";
 *
 * const journal = indexedDbJournal();
 *
 * // Deno has none.
 * await assertRejects(() => journal.entries(), FailedPreconditionError, "IndexedDB");
 * ```
 */
export function indexedDbJournal(name = "nilvm-journal"): IndexedDbJournal {
  return new JournalInDatabase(name);
}

class JournalInDatabase implements IndexedDbJournal {
  readonly #name: string;
  #opening: Promise<OpenDatabase> | undefined;
  #closing: Promise<void> | undefined;

  constructor(name: string) {
    this.#name = name;
  }

  async write(id: string, entry: string): Promise<void> {
    await (await this.#open()).change((store) => store.put(entry, id));
  }

  async remove(id: string): Promise<void> {
    await (await this.#open()).change((store) => store.delete(id));
  }

  async entries(): Promise<Iterable<readonly [id: string, entry: string]>> {
    return await (await this.#open()).entries();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#closing ??= (async () => {
      const database = await this.#opening?.catch(() => undefined);
      await database?.close();
    })();
  }

  #open(): Promise<OpenDatabase> {
    if (this.#closing !== undefined) {
      const words = `The journal ${this.#name} was disposed of`;
      return Promise.reject(new FailedPreconditionError(words));
    }
    return this.#opening ??= OpenDatabase.open(this.#name).catch((error) => {
      this.#opening = undefined;
      throw error;
    });
  }
}

/** A database that this page has for itself. */
class OpenDatabase {
  readonly #name: string;
  readonly #database: Database<string>;
  readonly #release: () => void;
  readonly #changes = new Set<Promise<void>>();

  private constructor(name: string, database: Database<string>, release: () => void) {
    this.#name = name;
    this.#database = database;
    this.#release = release;
  }

  static async open(name: string): Promise<OpenDatabase> {
    const release = await hold(name);
    try {
      const database = await Database.open<string>(name, storeName);
      if (database === undefined) {
        throw new FailedPreconditionError("This runtime has no IndexedDB: use another journal");
      }
      return new OpenDatabase(name, database, release);
    } catch (cause) {
      release();
      throw cause instanceof FailedPreconditionError
        ? cause
        : failure(name, "cannot be opened", cause);
    }
  }

  /** Makes a change. Transactions of one store run in the order in which they were made. */
  async change(make: (store: Store<string>) => unknown): Promise<void> {
    const done = this.#database.transact("readwrite", make).then(() => {});
    this.#changes.add(done);
    try {
      await done;
    } catch (cause) {
      throw failure(this.#name, "did not keep a change", cause);
    } finally {
      this.#changes.delete(done);
    }
  }

  async entries(): Promise<[string, string][]> {
    try {
      const [ids, entries] = await this.#database.transact(
        "readonly",
        (store) => [store.getAllKeys(), store.getAll()] as const,
      );
      return ids.result.map((id, index) => [id, entries.result[index]!]);
    } catch (cause) {
      throw failure(this.#name, "cannot be read", cause);
    }
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.#changes);
    this.#database.close();
    this.#release();
  }
}

/** Waits until no other page has the journal. Returns what lets the next page have it. */
async function hold(name: string): Promise<() => void> {
  const { locks } = (globalThis.navigator ?? {}) as { locks?: Locks };
  if (locks === undefined) return () => {};
  const signal = AbortSignal.timeout(lockWaitMs);
  return await new Promise((resolve, reject) => {
    locks.request(`nilvm-journal/${name}`, { signal }, () => new Promise(resolve)).catch(
      (cause) => {
        if (!signal.aborted) return reject(failure(name, "cannot be locked", cause));
        reject(
          new FailedPreconditionError(
            `The journal ${name} is in use by another page or another journal of this one: give each ` +
              "a journal of its own, or close that one",
          ),
        );
      },
    );
  });
}

function failure(name: string, what: string, cause: unknown): FailedPreconditionError {
  return new FailedPreconditionError(`The journal ${name} ${what}: ${messageOf(cause)}`, { cause });
}

import { messageOf } from "../base/text.ts";
import { FailedPreconditionError } from "../errors/mod.ts";
import type { Journal } from "./journal.ts";

/** The part of `Deno.Kv` that a journal uses. */
export interface KvLike {
  /** Adds or replaces a value. */
  set(key: readonly string[], value: string): Promise<unknown>;
  /** Removes a value, if it is there. */
  delete(key: readonly string[]): Promise<void>;
  /** Lists the values whose keys start with a prefix. */
  list(
    selector: { prefix: readonly string[] },
  ): AsyncIterable<{ readonly key: readonly unknown[]; readonly value: unknown }>;
}

/**
 * Keeps a journal in Deno KV. An entry has at most 64 KiB there.
 *
 * Nothing keeps two processes from using the same prefix of the same database. Give each a prefix of
 * its own. On Deno Deploy, each isolate is such a process.
 *
 * @param kv An open database. The journal does not close it.
 * @param prefix The first parts of all keys. Nothing else may use them.
 *
 * @example A database in memory
 * ```ts
 * import { kvJournal } from "@nilvm/client/journal";
 * import { assertEquals } from "@std/assert";
 *
 * // Needs --unstable-kv. Without a path, it is a file that Deno keeps for the program.
 * using kv = await Deno.openKv(":memory:");
 *
 * const journal = kvJournal(kv);
 * await journal.write("a", "{}");
 *
 * assertEquals([...await journal.entries()], [["a", "{}"]]);
 * ```
 */
export function kvJournal(kv: KvLike, prefix: readonly string[] = ["nilvm-journal"]): Journal {
  /** The last change of each id that is not done. */
  const changes = new Map<string, Promise<void>>();

  /** Begins a change when the changes of the same id before it are done. */
  const change = (id: string, make: () => Promise<unknown>): Promise<void> => {
    const before = changes.get(id) ?? Promise.resolve();
    const done = before.catch(() => {}).then(make).then(() => {}, (error) => {
      throw failure("keep a change", error);
    });
    changes.set(id, done);
    const forget = () => {
      if (changes.get(id) === done) changes.delete(id);
    };
    done.then(forget, forget);
    return done;
  };

  return {
    write: (id, entry) => change(id, () => kv.set([...prefix, id], entry)),
    remove: (id) => change(id, () => kv.delete([...prefix, id])),
    async entries() {
      try {
        const found: [string, string][] = [];
        for await (const { key, value } of kv.list({ prefix: [...prefix] })) {
          found.push([String(key.at(-1)), String(value)]);
        }
        return found;
      } catch (error) {
        throw failure("list entries", error);
      }
    },
  };
}

function failure(what: string, cause: unknown): FailedPreconditionError {
  return new FailedPreconditionError(`Deno KV did not ${what}: ${messageOf(cause)}`, { cause });
}

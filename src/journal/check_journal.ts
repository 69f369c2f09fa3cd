import { described, messageOf } from "../base/text.ts";
import { uuidFromBytes } from "../base/uuid.ts";
import { FailedPreconditionError } from "../errors/mod.ts";
import type { Journal } from "./journal.ts";

/** How many entries are written at once. */
const atOnce = 100;

/** How many entries a journal has to hold. */
const entriesMin = 1_000;

/** How many characters an entry may have. A database with 64 KiB for an entry holds as many. */
const charactersMin = 30_000;

/** Texts of JSON that a journal could change on the way. */
const awkwardTexts = [
  '{"a":1,"a":2}',
  ' { "b" : 1.0 ,\n\t"a" : [ ] }\r\n',
  ...["", "'\"\\", "\u0000\u0007\u001b", "${a} %s <b>&amp;", "é ß ж 中 \u{1f511}", "\u{10ffff}"]
    .map((text) => JSON.stringify(text)),
  '"\u007f\u0085\u00a0\u2028\u2029\ufeff\ufffd"',
];

/**
 * Checks a journal that you have written. Resolves when it keeps the rules of {@linkcode Journal}.
 *
 * It writes and removes entries with ids of its own, and leaves other entries alone. It cannot see
 * whether a write has resolved before a crash could undo it: test that with a process that is killed.
 *
 * @param open Opens the journal. It is called again after the first journal has been disposed of, if
 * that can be disposed of, and has to open the same entries.
 * @throws {FailedPreconditionError} When the journal breaks a rule. The message says which one.
 *
 * @example A journal that forgets to remove
 * ```ts
 * import { FailedPreconditionError } from "@nilvm/client";
 * import { checkJournal, memoryJournal } from "@nilvm/client/journal";
 * import { assertRejects } from "@std/assert";
 *
 * const forgetful = { ...memoryJournal(), async remove() {} };
 *
 * await assertRejects(() => checkJournal(() => forgetful), FailedPreconditionError, "remove()");
 * ```
 */
export async function checkJournal(open: () => Journal | Promise<Journal>): Promise<void> {
  const check = new JournalCheck(open);
  try {
    await check.run();
  } catch (error) {
    // What is wrong with the journal may keep it from removing the entries, too.
    await check.leave().catch(() => {});
    throw error;
  }
  await check.leave();
}

/** A random id. */
function newId(): string {
  return uuidFromBytes(crypto.getRandomValues(new Uint8Array(16)));
}

/** `count` ids that differ in their last characters only. */
function similarIds(count: number): string[] {
  const start = newId().slice(0, -4);
  return Array.from({ length: count }, (_, index) => start + index.toString(16).padStart(4, "0"));
}

class JournalCheck {
  readonly #open: () => Journal | Promise<Journal>;
  #journal: Journal | undefined;
  /** The rule that is being checked. */
  #rule = "";
  /** The ids that were used. */
  readonly #used = new Set<string>();
  /** What the journal has to hold of these ids. */
  readonly #expected = new Map<string, string>();

  constructor(open: () => Journal | Promise<Journal>) {
    this.#open = open;
  }

  async run(): Promise<void> {
    this.#journal = await this.#open();
    await this.#checkChanges();
    await this.#checkTexts();
    await this.#checkOrder();
    await this.#checkCount();
    await this.#hold("a journal that is opened again holds the same entries", () => this.#reopen());
    await this.#checkRemovalWhileReading();
    await this.#hold("many entries can be removed at once", async () => {
      for (const ids of inParts([...this.#expected.keys()])) {
        await allEnded(ids.map((id) => this.#remove(id)));
      }
    });
    await this.#hold("an entry that was removed does not come back", () => this.#reopen());
  }

  /** Removes what is left, and disposes of the journal. */
  async leave(): Promise<void> {
    const journal = this.#journal;
    if (journal === undefined) return;
    try {
      const ids = [...await journal.entries()].map(([id]) => id).filter((id) => this.#used.has(id));
      for (const part of inParts(ids)) await allEnded(part.map((id) => journal.remove(id)));
    } finally {
      await this.#dispose();
    }
  }

  async #checkChanges(): Promise<void> {
    const [first, second] = [newId(), newId()];
    await this.#hold("write() adds an entry", () => this.#write(first, '"one"'));
    await this.#hold("write() keeps the other entries", () => this.#write(second, '"two"'));
    await this.#hold("write() replaces the entry of its id", () => this.#write(first, '"three"'));
    await this.#hold(
      "remove() removes the entry of its id, and no other",
      () => this.#remove(first),
    );
    await this.#hold("remove() of what is not there does nothing", async () => {
      await this.#remove(first);
      await this.#remove(newId());
    });
    await this.#hold("write() adds an entry again", () => this.#write(first, '"four"'));
    await this.#hold("all 36 characters of an id count", async () => {
      for (const id of similarIds(3)) await this.#write(id, JSON.stringify(id));
    });
  }

  async #checkTexts(): Promise<void> {
    await this.#hold("an entry comes back character by character", async () => {
      for (const text of awkwardTexts) await this.#write(newId(), text);
    });
    await this.#hold("an entry may have 30,000 characters", async () => {
      for (const character of ["x", "中"]) {
        await this.#write(newId(), JSON.stringify(character.repeat(charactersMin - 2)));
      }
    });
  }

  async #checkOrder(): Promise<void> {
    const [replaced, removed, added] = [newId(), newId(), newId()];
    await this.#hold("changes of one id take effect in the order of the calls", async () => {
      await allEnded([this.#write(removed, '"old"'), this.#write(added, '"old"')]);
      await allEnded([
        ...["1", "2", "3", "4"].map((text) => this.#write(replaced, text)),
        this.#write(removed, '"new"'),
        this.#remove(removed),
        this.#remove(added),
        this.#write(added, '"new"'),
      ]);
    });
  }

  async #checkCount(): Promise<void> {
    const write = (id: string) => this.#write(id, JSON.stringify({ id }));
    const [first = [], ...others] = inParts(similarIds(entriesMin));
    await this.#hold("100 entries may be written at once", async () => {
      await allEnded(first.map(write));
    });
    await this.#hold("a journal may have 1,000 entries", async () => {
      for (const ids of others) await allEnded(ids.map(write));
    });
  }

  async #checkRemovalWhileReading(): Promise<void> {
    await this.#hold("entries may be removed while the answer of entries() is read", async () => {
      const before = this.#expected.size;
      let count = 0;
      for (const [id] of await this.#entries()) {
        if (!this.#used.has(id)) continue;
        count++;
        if (count <= 10) await this.#remove(id);
      }
      if (count !== before) throw this.#broken(`It gave ${count} of ${before} entries`);
    });
  }

  /** Makes changes for a rule, and compares what the journal holds with what it has to hold. */
  async #hold(rule: string, change: () => Promise<void>): Promise<void> {
    this.#rule = rule;
    await change();
    const found = new Map<string, string>();
    for (const [id, entry] of await this.#entries()) {
      if (!this.#used.has(id)) continue;
      if (found.has(id)) throw this.#broken(`It has the entry ${id} twice`);
      if (!this.#expected.has(id)) throw this.#broken(`It has the entry ${id}, which was removed`);
      found.set(id, entry);
    }
    for (const [id, entry] of this.#expected) {
      const kept = found.get(id);
      if (kept === entry) continue;
      const what = kept === undefined
        ? `It lacks the entry ${id}`
        : `It has ${shown(kept)} as the entry ${id} in place of ${shown(entry)}`;
      throw this.#broken(what);
    }
  }

  #write(id: string, entry: string): Promise<void> {
    this.#used.add(id);
    this.#expected.set(id, entry);
    return this.#call("write()", (journal) => journal.write(id, entry));
  }

  #remove(id: string): Promise<void> {
    this.#used.add(id);
    this.#expected.delete(id);
    return this.#call("remove()", (journal) => journal.remove(id));
  }

  async #entries(): Promise<Iterable<readonly [id: string, entry: string]>> {
    const entries = await this.#call("entries()", (journal) => journal.entries());
    if (typeof entries?.[Symbol.iterator] === "function") return entries;
    throw this.#broken("entries() gave nothing that can be iterated");
  }

  /** Calls a method at once, before anything is awaited. */
  async #call<T>(name: string, method: (journal: Journal) => Promise<T>): Promise<T> {
    let result;
    try {
      result = method(this.#journal!);
      if (typeof result?.then === "function") return await result;
    } catch (cause) {
      throw this.#broken(`${name} failed: ${messageOf(cause)}`, cause);
    }
    throw this.#broken(`${name} gave no promise`);
  }

  async #reopen(): Promise<void> {
    await this.#dispose();
    this.#journal = await this.#open();
  }

  async #dispose(): Promise<void> {
    const journal = this.#journal as Partial<AsyncDisposable & Disposable> | undefined;
    this.#journal = undefined;
    if (journal?.[Symbol.asyncDispose] !== undefined) await journal[Symbol.asyncDispose]!();
    else journal?.[Symbol.dispose]?.();
  }

  #broken(what: string, cause?: unknown): FailedPreconditionError {
    return new FailedPreconditionError(`The journal breaks a rule: ${this.#rule}. ${what}`, {
      cause,
    });
  }
}

/** Waits until all changes have ended, and throws the first failure: nothing goes on after the check has failed. */
async function allEnded(changes: readonly Promise<void>[]): Promise<void> {
  const ends = await Promise.allSettled(changes);
  const failure = ends.find((end) => end.status === "rejected");
  if (failure !== undefined) throw failure.reason;
}

function inParts(ids: readonly string[]): string[][] {
  const count = Math.ceil(ids.length / atOnce);
  return Array.from({ length: count }, (_, part) => ids.slice(part * atOnce, (part + 1) * atOnce));
}

/** An entry for an error: the check has made its text, so it holds no secret. */
function shown(entry: unknown): string {
  const text = typeof entry === "string" ? JSON.stringify(entry) : described(entry);
  return text.length <= 100 ? text : `${text.slice(0, 100)}... (${text.length} characters)`;
}

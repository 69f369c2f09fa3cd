import { messageOf, shown } from "../base/text.ts";
import { FailedPreconditionError, InvalidArgumentError, VmError } from "../errors/mod.ts";
import { FileLock } from "./file_lock.ts";
import type { Journal } from "./journal.ts";
import { decodeJournal, encodeJournal } from "./journal_text.ts";
import { type NodeFiles, nodeFiles } from "./node_files.ts";

/** How often a write begins anew after somebody has removed what it had prepared. */
const attemptsMax = 3;

/** A journal in a file, which this process has for itself until it disposes of the journal. */
export interface FileJournal extends Journal, AsyncDisposable {
  /** Waits for the changes that are under way. Then another process can open the file. */
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Keeps a journal in a file, in Deno, Node and Bun. The file is opened at the first use. A file that
 * does not exist is an empty journal, but its folder has to exist.
 *
 * Each change writes the whole file anew, and resolves when the disk has it. Changes that come during
 * a write are written together by the next one. A change that rejects is not kept. Only the user of
 * this process can read the file.
 *
 * One process has the file at a time, by a lock beside it. When a process is killed, the lock stays.
 * The next process then takes it over, at once if it can see that the other one is gone, or after six
 * seconds. In Deno it sees that with `--allow-run` and `--allow-sys=hostname`, which are not needed.
 *
 * On Deno it needs `--allow-read` and `--allow-write` for the folder.
 *
 * @param path The file. The journal also makes files beside it, with its name and more.
 * @throws {FailedPreconditionError} At each use: when another process has the file, when it is not a
 * journal or is one of another version, when it cannot be read or written, when another process has
 * taken it over, or when the journal was disposed of.
 *
 * @example Two runs of a program
 * ```ts
 * import { fileJournal } from "@nilvm/client/journal";
 * import { assertEquals } from "@std/assert";
 *
 * const path = `${await Deno.makeTempDir()}/payments.json`;
 * {
 *   await using journal = fileJournal(path);
 *   await journal.write("a", "{}");
 * }
 *
 * await using again = fileJournal(path);
 * assertEquals([...await again.entries()], [["a", "{}"]]);
 * ```
 */
export function fileJournal(path: string): FileJournal {
  if (typeof path !== "string" || path === "") {
    throw new InvalidArgumentError(`A journal's path is the path of a file, got ${shown(path)}`);
  }
  return new JournalInFile(path);
}

/** A change that waits to be written. */
interface Change {
  readonly id: string;
  /** `undefined` removes the entry. */
  readonly entry: string | undefined;
  resolve(): void;
  reject(error: unknown): void;
}

/** The journal that {@linkcode fileJournal} gives. The package does not export it. */
export class JournalInFile implements FileJournal {
  readonly #path: string;
  readonly #files: () => NodeFiles;
  #opening: Promise<OpenFile> | undefined;
  #waiting: Change[] = [];
  #committing: Promise<void> | undefined;
  #closing: Promise<void> | undefined;

  /** Keeps it in a file, by the functions that `files` gives at the first use. */
  constructor(path: string, files: () => NodeFiles = nodeFiles) {
    this.#path = path;
    this.#files = files;
  }

  write(id: string, entry: string): Promise<void> {
    if (typeof id === "string" && typeof entry === "string") return this.#change(id, entry);
    return Promise.reject(new InvalidArgumentError("A journal takes an id and an entry as text"));
  }

  remove(id: string): Promise<void> {
    return this.#change(id, undefined);
  }

  async entries(): Promise<Iterable<readonly [id: string, entry: string]>> {
    this.#checkOpen();
    return await (await this.#open()).entries();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#closing ??= this.#close();
  }

  async #change(id: string, entry: string | undefined): Promise<void> {
    this.#checkOpen();
    await new Promise<void>((resolve, reject) => {
      this.#waiting.push({ id, entry, resolve, reject });
      this.#committing ??= this.#commitAll();
    });
  }

  /** Writes what waits, until nothing waits. */
  async #commitAll(): Promise<void> {
    // Changes that are made at the same time are to be in the first write.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      try {
        const file = await this.#open();
        const changes = this.#waiting;
        this.#waiting = [];
        await file.commit(changes).then(
          () => changes.forEach(({ resolve }) => resolve()),
          (error) => changes.forEach(({ reject }) => reject(error)),
        );
      } catch (error) {
        this.#waiting.splice(0).forEach(({ reject }) => reject(error));
      }
    }
    this.#committing = undefined;
  }

  #open(): Promise<OpenFile> {
    return this.#opening ??= OpenFile.open(this.#path, this.#files).catch((error) => {
      this.#opening = undefined;
      throw error;
    });
  }

  #checkOpen(): void {
    if (this.#closing === undefined) return;
    throw new FailedPreconditionError(`The journal ${this.#path} was disposed of`);
  }

  async #close(): Promise<void> {
    // Changes that were asked for before are still made.
    await this.#committing;
    const file = await this.#opening?.catch(() => undefined);
    await file?.close();
  }
}

/** A file that this process has locked, and what it holds. */
class OpenFile {
  readonly #files: NodeFiles;
  readonly #path: string;
  readonly #lock: FileLock;
  #kept: ReadonlyMap<string, string>;
  /** Why it is not known what the disk holds. */
  #broken: FailedPreconditionError | undefined;

  private constructor(
    files: NodeFiles,
    path: string,
    lock: FileLock,
    kept: ReadonlyMap<string, string>,
  ) {
    this.#files = files;
    this.#path = path;
    this.#lock = lock;
    this.#kept = kept;
  }

  static async open(path: string, filesOf: () => NodeFiles): Promise<OpenFile> {
    const files = filesOf();
    try {
      const folder = await files.fs.realpath(files.paths.dirname(path));
      // A link to a file has the lock of that file, and stays a link.
      const real = await files.fs.realpath(path).catch((error) => {
        if (error.code !== "ENOENT") throw error;
        return files.paths.join(folder, files.paths.basename(path));
      });
      const lock = await FileLock.take(files, real);
      try {
        const kept = await read(files, real);
        // The last process may have been killed before the disk had what is acted upon now.
        await files.syncFolder(files.paths.dirname(real));
        return new OpenFile(files, real, lock, kept);
      } catch (error) {
        await lock.release();
        throw error;
      }
    } catch (error) {
      throw openFailure(path, files.paths.dirname(path), error);
    }
  }

  async entries(): Promise<Iterable<readonly [id: string, entry: string]>> {
    await this.#check();
    return [...this.#kept];
  }

  /** Makes all changes, or none. */
  async commit(changes: readonly Change[]): Promise<void> {
    const next = new Map(this.#kept);
    for (const { id, entry } of changes) {
      if (entry === undefined) next.delete(id);
      else next.set(id, entry);
    }
    try {
      await this.#replace(encodeJournal(next));
    } catch (cause) {
      await this.#files.fs.unlink(this.#lock.tempPath).catch(() => {});
      if (cause instanceof VmError) throw cause;
      throw new FailedPreconditionError(
        `The journal ${this.#path} cannot be written, so a change is not kept: ${messageOf(cause)}`,
        { cause },
      );
    }
    await this.#settle();
    this.#kept = next;
  }

  close(): Promise<void> {
    return this.#lock.release();
  }

  /** Replaces the file. See {@linkcode FileLock} for the order. */
  async #replace(text: string): Promise<void> {
    for (let attempt = 1;; attempt++) {
      await this.#writeTemp(text);
      await this.#check();
      try {
        return await this.#files.fs.rename(this.#lock.tempPath, this.#path);
      } catch (error) {
        // A process that has taken the lock has removed it, or one that has tried to.
        const isRemoved = (error as { code?: string }).code === "ENOENT";
        if (!isRemoved || attempt === attemptsMax) throw error;
      }
    }
  }

  async #writeTemp(text: string): Promise<void> {
    const file = await this.#files.fs.open(this.#lock.tempPath, "w", 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
  }

  /** Waits until a crash cannot undo that the file was replaced. */
  async #settle(): Promise<void> {
    try {
      await this.#files.syncFolder(this.#files.paths.dirname(this.#path));
    } catch (cause) {
      this.#broken = new FailedPreconditionError(
        `It is unknown whether the disk has the last change of the journal ${this.#path}: ` +
          `${messageOf(cause)}. Dispose of it, and open it again`,
        { cause },
      );
      throw this.#broken;
    }
  }

  async #check(): Promise<void> {
    if (this.#broken !== undefined) throw this.#broken;
    await this.#lock.check();
  }
}

async function read(files: NodeFiles, path: string): Promise<Map<string, string>> {
  let text;
  try {
    text = await files.fs.readFile(path, "utf8");
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT") return new Map();
    throw error;
  }
  return decodeJournal(text, path);
}

function openFailure(path: string, folder: string, cause: unknown): VmError {
  if (cause instanceof VmError) return cause;
  const { name, code } = cause as { name?: string; code?: string };
  if (name === "NotCapable") {
    return new FailedPreconditionError(
      `The journal ${path} needs --allow-read=${folder} --allow-write=${folder}`,
      { cause },
    );
  }
  const why = code === "ENOENT" ? `there is no folder ${folder}: make it` : messageOf(cause);
  return new FailedPreconditionError(`The journal ${path} cannot be opened: ${why}`, { cause });
}

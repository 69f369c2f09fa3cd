import { uuidFromBytes } from "../base/uuid.ts";
import { FailedPreconditionError } from "../errors/mod.ts";
import type { NodeFiles } from "./node_files.ts";

/** How often the holder of a lock touches it. */
const touchIntervalMs = 2_000;

/** How often the lock of another process is looked at. */
const lookIntervalMs = 250;

/**
 * How many times in a row a lock has to look the same before its holder counts as gone: 6 s. Looks
 * are counted and not the time, which passes while a machine sleeps.
 */
const looksMax = 24;

/** How long a process waits for others that take over the same lock. */
const settleMs = 250;

/** The content of a lock. */
interface Holder {
  readonly pid: number;
  /** The name of the machine; `null` if the process may not know it. */
  readonly host: string | null;
  /** When it took the lock, in ISO 8601. */
  readonly since: string;
  /** A random id. */
  readonly id: string;
}

/** A lock as it was at one moment. */
interface Seen {
  /** `undefined` if the lock cannot be read: its holder may be about to write it. */
  readonly holder: Holder | undefined;
  readonly touchedAtMs: number;
}

/**
 * Says that one process uses a file: a file beside it, whose holder touches it every two seconds.
 * Whoever finds a lock that is not touched takes it over.
 *
 * A holder that was only slow may go on. So what a holder writes goes into {@linkcode tempPath}
 * first. Then it makes sure that the lock is still its own, and only then renames that file. Whoever
 * gets a lock removes all such files before it reads the file itself. So a rename of a former holder
 * either came before, and is read, or fails.
 */
export class FileLock {
  /** Where the holder writes what becomes the file. */
  readonly tempPath: string;
  readonly #files: NodeFiles;
  readonly #path: string;
  readonly #me: Holder;
  readonly #stop: () => void;
  #touching: Promise<void> | undefined;
  #lost: FailedPreconditionError | undefined;

  private constructor(files: NodeFiles, path: string, me: Holder) {
    this.#files = files;
    this.#path = path;
    this.#me = me;
    this.tempPath = `${path}.${me.id}.tmp`;
    this.#stop = files.repeat(() => {
      this.#touching ??= this.#touch().finally(() => this.#touching = undefined);
    }, touchIntervalMs);
  }

  /**
   * Takes the lock of a file.
   *
   * @param path The real path of the file, which needs not exist.
   * @throws {FailedPreconditionError} When another process has it.
   */
  static async take(files: NodeFiles, path: string): Promise<FileLock> {
    const { environment, locked } = files;
    const here = locked.get(path);
    if (here !== undefined) {
      throw new FailedPreconditionError(
        `The journal ${path} is in use by this process since ${here}: share that journal, or ` +
          "dispose of it first",
      );
    }
    const id = uuidFromBytes(environment.randomBytes(16));
    const since = new Date(environment.now()).toISOString();
    const me = { pid: files.pid, host: files.host ?? null, since, id };
    locked.set(path, since);
    try {
      await acquire(files, path, me);
      const lock = new FileLock(files, path, me);
      await removeTempFiles(files, path).catch(async (error) => {
        await lock.#letGo();
        throw error;
      });
      return lock;
    } catch (error) {
      locked.delete(path);
      throw error;
    }
  }

  /**
   * Makes sure that this process still has the lock.
   *
   * @throws {FailedPreconditionError} When it has not. It will not get it back.
   */
  async check(): Promise<void> {
    if (this.#lost !== undefined) throw this.#lost;
    const seen = await look(this.#files, lockPathOf(this.#path));
    if (seen?.holder?.id === this.#me.id) return;
    this.#stop();
    const what = seen === undefined
      ? "Its lock was removed"
      : `It was taken over by ${named(seen.holder)}`;
    this.#lost ??= new FailedPreconditionError(
      `This process has lost the journal ${this.#path}, and writes nothing to it any more. ${what}`,
    );
    throw this.#lost;
  }

  /** Gives the lock to whoever wants it next. */
  async release(): Promise<void> {
    await this.#letGo();
    this.#files.locked.delete(this.#path);
  }

  async #letGo(): Promise<void> {
    this.#stop();
    await this.#touching;
    // A lock that stays is taken over later.
    await this.check().then(() => this.#files.fs.unlink(lockPathOf(this.#path))).catch(() => {});
  }

  /** Shows others that this process is there. When it fails, the next change says so. */
  async #touch(): Promise<void> {
    try {
      await this.check();
      const now = new Date(this.#files.environment.now());
      await this.#files.fs.utimes(lockPathOf(this.#path), now, now);
    } catch {
      // Nobody waits for this.
    }
  }
}

function lockPathOf(path: string): string {
  return `${path}.lock`;
}

/** Gets the lock, from nobody or from a process that is gone. */
async function acquire(files: NodeFiles, path: string, me: Holder): Promise<void> {
  const lockPath = lockPathOf(path);
  for (;;) {
    if (await create(files, lockPath, me)) return;
    const seen = await look(files, lockPath);
    if (seen === undefined) continue;
    if (!isKnownGone(files, seen)) {
      const last = await watch(files, lockPath, seen);
      if (last === undefined) continue;
      if (!isSame(last, seen)) {
        throw new FailedPreconditionError(
          `The journal ${path} is in use by ${
            named(last.holder)
          }: give each process a journal of ` +
            "its own, or end that one",
        );
      }
    }
    if (await replace(files, path, seen, me)) return;
  }
}

/** Makes the lock, unless it is there. */
async function create(files: NodeFiles, lockPath: string, me: Holder): Promise<boolean> {
  try {
    await writeNew(files, lockPath, me);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

/** Takes over a lock that has stayed as it was seen. Of several that try, the last one gets it. */
async function replace(
  files: NodeFiles,
  path: string,
  seen: Seen,
  me: Holder,
): Promise<boolean> {
  const lockPath = lockPathOf(path);
  const temp = `${lockPath}.${me.id}.tmp`;
  try {
    await writeNew(files, temp, me);
    const last = await look(files, lockPath);
    if (last === undefined || !isSame(last, seen)) {
      await files.fs.unlink(temp);
      return false;
    }
    await files.fs.rename(temp, lockPath);
  } catch (error) {
    // Somebody else has taken the lock, and cleaned up.
    if (codeOf(error) === "ENOENT") return false;
    await files.fs.unlink(temp).catch(() => {});
    throw error;
  }
  await sleep(files, settleMs);
  return (await look(files, lockPath))?.holder?.id === me.id;
}

async function writeNew(files: NodeFiles, path: string, me: Holder): Promise<void> {
  const file = await files.fs.open(path, "wx", 0o600);
  try {
    await file.writeFile(JSON.stringify(me));
    await file.close();
  } catch (error) {
    await file.close().catch(() => {});
    await files.fs.unlink(path);
    throw error;
  }
}

/** Looks at a lock until it changes, or long enough. Gives what was seen last. */
async function watch(files: NodeFiles, lockPath: string, seen: Seen): Promise<Seen | undefined> {
  let last: Seen | undefined = seen;
  for (let looks = 0; looks < looksMax && last !== undefined && isSame(last, seen); looks++) {
    await sleep(files, lookIntervalMs);
    last = await look(files, lockPath);
  }
  return last;
}

/** Reads a lock; `undefined` if there is none. */
async function look(files: NodeFiles, lockPath: string): Promise<Seen | undefined> {
  let file;
  try {
    file = await files.fs.open(lockPath, "r");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
  try {
    const { mtimeMs } = await file.stat();
    return { holder: holderIn(await file.readFile("utf8")), touchedAtMs: mtimeMs };
  } finally {
    await file.close();
  }
}

function holderIn(text: string): Holder | undefined {
  try {
    const { pid, host, since, id } = JSON.parse(text);
    return typeof pid === "number" && typeof id === "string" ? { pid, host, since, id } : undefined;
  } catch {
    return undefined;
  }
}

function isSame(one: Seen, other: Seen): boolean {
  return one.touchedAtMs === other.touchedAtMs && one.holder?.id === other.holder?.id;
}

/**
 * Whether it is certain that the holder is gone. An id that is in use says nothing: the process with
 * it may be another one, or this one, as in a container that was started again.
 */
function isKnownGone(files: NodeFiles, { holder }: Seen): boolean {
  return holder !== undefined && files.host !== undefined && holder.host === files.host &&
    files.isGone(holder.pid);
}

function named(holder: Holder | undefined): string {
  if (holder === undefined) return "another process";
  return `process ${holder.pid} on host ${holder.host ?? "unknown"} since ${holder.since}`;
}

/** Removes what former holders would rename, and what is left of processes that were killed. */
async function removeTempFiles(files: NodeFiles, path: string): Promise<void> {
  const start = `${files.paths.basename(path)}.`;
  const folder = files.paths.dirname(path);
  for (const name of await files.fs.readdir(folder)) {
    if (
      !name.startsWith(start) || !/^(lock\.)?[0-9a-f-]{36}\.tmp$/.test(name.slice(start.length))
    ) {
      continue;
    }
    await files.fs.unlink(files.paths.join(folder, name)).catch((error) => {
      if (codeOf(error) !== "ENOENT") throw error;
    });
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as { code?: string }).code;
}

function sleep({ environment }: NodeFiles, ms: number): Promise<void> {
  return environment.sleep(ms, new AbortController().signal);
}

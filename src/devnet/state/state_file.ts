import { mkdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { FailedPreconditionError, InvalidArgumentError, VmError } from "../../errors/mod.ts";
import { sha256 } from "../../core/core.ts";
import { hexOf } from "../hex.ts";
import {
  checkRows,
  checkShape,
  checkVersion,
  damaged,
  type DevnetState,
  generatorRow,
  replaceState,
  type Row,
  rowsOf,
  type Shape,
  shapeOf,
  STATE_VERSION,
  tablesOf,
} from "./state.ts";
import { decodeState, encodeState } from "./state_json.ts";
import type { Key } from "../base/table.ts";

/** Tells SQLite's files of this kind from others: `nVMd`. */
const APPLICATION_ID = 0x6e564d64;

const SETTINGS = "settings";

/** How long it takes until a write that failed is tried again. */
const RETRY_MS = 250;

/** A devnet's state in a file, an SQLite database, which nobody else opens meanwhile. */
export interface StateFile extends Disposable {
  /** Whether there was no state in it before. */
  readonly isNew: boolean;
  /**
   * Writes what changed since the last time, all or nothing; it is there after the process was killed. What could not be
   * written is tried again, the next time and by itself.
   *
   * @throws {FailedPreconditionError} When it cannot be written.
   */
  commit(): void;
}

/**
 * Keeps a state in a file from now on. What a file holds takes the state's place; a new file begins with the state.
 *
 * @throws {FailedPreconditionError} When another devnet has the file open.
 * @throws {InvalidArgumentError} When it cannot be opened, holds something else, is damaged, or is of another version or
 * shape.
 */
export async function openStateFile(
  path: string,
  state: DevnetState,
  shape: Shape,
): Promise<StateFile> {
  const database = await openDatabase(path);
  try {
    const rows = readRows(database, path, state, shape);
    if (rows !== undefined) replaceState(state, rows);
    return keepState(database, path, state, rows === undefined ? shape : undefined);
  } catch (error) {
    database.close();
    throw openFailure(path, error);
  }
}

function keepState(
  database: DatabaseSync,
  path: string,
  state: DevnetState,
  newShape: Shape | undefined,
): StateFile {
  // A killed process loses nothing that was committed: what it wrote is the system's. Only a failure of the system's may
  // lose the last commits, whole ones, since it is not waited for that they reach the disk.
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
  if (newShape !== undefined) {
    database.exec(`
      BEGIN;
      PRAGMA application_id = ${APPLICATION_ID};
      PRAGMA user_version = ${STATE_VERSION};
      CREATE TABLE entries (
        name TEXT NOT NULL, key NOT NULL, value TEXT NOT NULL, sum BLOB NOT NULL, PRIMARY KEY (name, key)
      );
    `);
  }
  const put = database.prepare(
    "INSERT INTO entries VALUES (?, ?, ?, ?) " +
      "ON CONFLICT DO UPDATE SET value = excluded.value, sum = excluded.sum",
  );
  const drop = database.prepare("DELETE FROM entries WHERE name = ? AND key = ?");
  const begin = database.prepare("BEGIN");
  const commit = database.prepare("COMMIT");

  const write = ([name, key, value]: Row) => {
    if (value === undefined) return void drop.run(name, key);
    const text = encodeState(value);
    put.run(name, key, text, checksum(name, key, text));
  };

  const commitChanges = () => {
    try {
      file.commit();
    } catch {
      // It has been said, and is tried again.
    }
  };

  let changes: Row[] = [];
  let savedGenerator = `${state.generator}`;
  if (newShape !== undefined) {
    write([SETTINGS, "shape", shapeOf(newShape)]);
    for (const row of rowsOf(state)) write(row);
    commit.run();
  }
  for (const [name, table] of tablesOf(state)) {
    table.onChange = (key, value) => {
      changes.push([name, key, value]);
      // Blocks come and clocks are moved without a request whose answer would wait for it.
      if (changes.length === 1) queueMicrotask(commitChanges);
    };
  }

  let retries: ReturnType<typeof setInterval> | undefined;

  const file: StateFile = {
    isNew: newShape !== undefined,
    commit() {
      const generator = `${state.generator}`;
      const isMoved = generator !== savedGenerator;
      if (changes.length === 0 && !isMoved && retries === undefined) return;
      try {
        begin.run();
        for (const row of changes) write(row);
        if (isMoved) write(generatorRow(state)!);
        commit.run();
      } catch (cause) {
        if (database.isOpen && database.isTransaction) database.exec("ROLLBACK");
        const message = `The devnet leaves requests unanswered, since it cannot write to ${path}: ${
          (cause as Error).message
        }`;
        if (retries === undefined) {
          console.error(`${message}. It tries again until it can`);
          retries = setInterval(commitChanges, RETRY_MS);
        }
        throw new FailedPreconditionError(message, { cause });
      }
      changes = [];
      savedGenerator = generator;
      if (retries === undefined) return;
      clearInterval(retries);
      retries = undefined;
      console.error(`The devnet writes to ${path} again, and answers`);
    },
    [Symbol.dispose]() {
      try {
        file.commit();
      } finally {
        clearInterval(retries);
        for (const table of tablesOf(state).values()) delete table.onChange;
        database.close();
      }
    },
  };
  return file;
}

async function openDatabase(path: string): Promise<DatabaseSync> {
  const open = () => new DatabaseSync(resolve(path));
  try {
    return open();
  } catch (error) {
    if (!/unable to open/.test(`${error}`)) throw openFailure(path, error);
  }
  try {
    await mkdir(dirname(resolve(path)), { recursive: true });
    return open();
  } catch (error) {
    throw openFailure(path, error);
  }
}

/** Locks a database for good and reads it; `undefined` where it is a new one. */
function readRows(
  database: DatabaseSync,
  path: string,
  state: DevnetState,
  shape: Shape,
): Row[] | undefined {
  // Without a lock that outlives transactions, another process could open the file in between. It must be asked for
  // before anything is read, and a file of another kind must not be changed by so much as its journal.
  database.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT");
  const pragma = (name: string) => Object.values(database.prepare(`PRAGMA ${name}`).get()!)[0];
  const application = pragma("application_id");
  const { count } = database.prepare("SELECT count(*) AS count FROM sqlite_schema").get()!;
  if (application === 0 && count === 0) return undefined;
  if (application !== APPLICATION_ID) throw foreign(path);
  checkVersion(path, pragma("user_version"));
  if (pragma("integrity_check(1)") !== "ok") throw damaged(path);
  const rows: Row[] = [];
  for (const entry of database.prepare("SELECT * FROM entries ORDER BY rowid").iterate()) {
    rows.push(readRow(path, entry as unknown as Entry));
  }
  const [settings, ...rest] = rows;
  if (settings?.[0] !== SETTINGS || !(settings[2] instanceof Object)) throw damaged(path);
  checkShape(path, settings[2] as Shape, shape);
  return checkRows(path, state, rest);
}

/** An entry as the file has it. */
interface Entry {
  name: string;
  key: Key;
  /** JSON. */
  value: string;
  /** Tells whether the rest is as it was written, of which SQLite takes no care. */
  sum: Uint8Array;
}

function readRow(path: string, { name, key, value, sum }: Entry): Row {
  if (!(sum instanceof Uint8Array) || hexOf(sum) !== hexOf(checksum(name, key, value))) {
    throw damaged(path);
  }
  try {
    return [name, key, decodeState(value)];
  } catch (cause) {
    throw damaged(path, cause);
  }
}

function checksum(name: string, key: Key, value: string): Uint8Array {
  return sha256(new TextEncoder().encode(`${name}/${key}/${value}`));
}

function foreign(path: string): InvalidArgumentError {
  return new InvalidArgumentError(
    `${path} is not a file of a devnet's state, and was left as it is: name another file`,
  );
}

/** What SQLite and Deno say of a file, in words that help. */
function openFailure(path: string, cause: unknown): VmError {
  if (cause instanceof VmError) return cause;
  const { name, message } = cause as Error;
  if (name === "NotCapable") {
    return new InvalidArgumentError(
      `Keeping state in ${path} needs --allow-read=${path} --allow-write=${path}, or the same for its folder where that is new`,
      { cause },
    );
  }
  if (/database is locked/.test(message)) {
    return new FailedPreconditionError(
      `Another devnet has ${path} open: end that one first, or name another file`,
      { cause },
    );
  }
  if (/file is not a database/.test(message)) return foreign(path);
  if (/malformed|disk I\/O error|no such (table|column)/.test(message)) return damaged(path, cause);
  return new InvalidArgumentError(`${path} cannot be opened: ${message}`, { cause });
}

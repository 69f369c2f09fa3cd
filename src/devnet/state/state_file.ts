import { FailedPreconditionError, InvalidArgumentError, VmError } from "../../errors/mod.ts";
import { sha256 } from "../../core/core.ts";
import { isBytes } from "../../base/brand.ts";
import { encodeHex } from "../../base/hex.ts";
import {
  checkRows,
  checkSettings,
  checkVersion,
  damaged,
  type DevnetState,
  generatorRow,
  replaceState,
  type Row,
  rowsOf,
  type StateSettings,
  stateSettingsOf,
  stateVersion,
  tablesOf,
} from "./state.ts";
import { decodeState, encodeState } from "./state_json.ts";
import { builtin, requireDeno } from "../base/builtins.ts";
import type { DatabaseSync } from "../base/sqlite.ts";
import type { Key } from "../base/table.ts";

/** Marks the SQLite files that are states of a devnet: `nVMd`. */
const applicationId = 0x6e564d64;

const settingsTable = "settings";

/** The pause before a failed write is tried again. */
const retryIntervalMs = 250;

/** A devnet's state in a file, which is an SQLite database. No other process can open the file at the same time. */
export interface StateFile extends Disposable {
  /** Whether the file had no state before. */
  readonly isNew: boolean;
  /**
   * Writes all changes since the last commit, or none. A commit survives when the process is killed. Changes that could
   * not be written are tried again at the next commit, and after a pause.
   *
   * @throws {FailedPreconditionError} When the changes cannot be written.
   */
  commit(): void;
}

/**
 * Keeps a state in a file from now on. The state in an existing file replaces `state`; a new file starts with `state`.
 *
 * @throws {FailedPreconditionError} When another devnet has the file open.
 * @throws {InvalidArgumentError} When the file cannot be opened, is not a state, is damaged, or is of another version or
 * shape.
 */
export async function openStateFile(
  path: string,
  state: DevnetState,
  shape: StateSettings,
): Promise<StateFile> {
  const database = await openDatabase(path);
  try {
    const rows = readRows(database, path, state, shape);
    if (rows !== undefined) replaceState(state, rows);
    return writeChangesTo(database, path, state, rows === undefined ? shape : undefined);
  } catch (error) {
    database.close();
    throw openFailure(path, error);
  }
}

function writeChangesTo(
  database: DatabaseSync,
  path: string,
  state: DevnetState,
  newSettings: StateSettings | undefined,
): StateFile {
  // A commit hands its data to the operating system, so a killed process loses no commit. No commit waits for the disk,
  // so a crash of the machine can lose the last commits, but never a part of one.
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
  if (newSettings !== undefined) {
    database.exec(`
      BEGIN;
      PRAGMA application_id = ${applicationId};
      PRAGMA user_version = ${stateVersion};
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
      // `commit` has reported it, and it is tried again.
    }
  };

  let changes: Row[] = [];
  let savedGenerator = `${state.generator}`;
  if (newSettings !== undefined) {
    write([settingsTable, "shape", stateSettingsOf(newSettings)]);
    for (const row of rowsOf(state)) write(row);
    commit.run();
  }
  for (const [name, table] of tablesOf(state)) {
    table.onChange = (key, value) => {
      changes.push([name, key, value]);
      // New blocks and moves of the clock belong to no request, so nothing else commits them.
      if (changes.length === 1) queueMicrotask(commitChanges);
    };
  }

  let retries: ReturnType<typeof setInterval> | undefined;

  const file: StateFile = {
    isNew: newSettings !== undefined,
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
        const message =
          `The devnet cannot write to ${path}, and answers no requests until it can: ${
            (cause as Error).message
          }`;
        if (retries === undefined) {
          console.error(message);
          retries = setInterval(commitChanges, retryIntervalMs);
        }
        throw new FailedPreconditionError(message, { cause });
      }
      changes = [];
      savedGenerator = generator;
      if (retries === undefined) return;
      clearInterval(retries);
      retries = undefined;
      console.error(`The devnet can write to ${path} again, and answers requests`);
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
  const what = "A state in a file";
  // Before, SQLite begins transactions of its own, or keeps a database open that was closed.
  requireDeno(2, 5, what);
  const { dirname, resolve } = builtin("node:path", what);
  const { DatabaseSync } = builtin("node:sqlite", what);
  const open = () => new DatabaseSync(resolve(path));
  try {
    return open();
  } catch (error) {
    if (!/unable to open/.test(`${error}`)) throw openFailure(path, error);
  }
  try {
    await builtin("node:fs/promises", what).mkdir(dirname(resolve(path)), { recursive: true });
    return open();
  } catch (error) {
    throw openFailure(path, error);
  }
}

/** Locks a database until it is closed, and reads it. Returns `undefined` when it is new. */
function readRows(
  database: DatabaseSync,
  path: string,
  state: DevnetState,
  shape: StateSettings,
): Row[] | undefined {
  // The lock lasts longer than a transaction, so no other process can open the file in between. It must be taken before
  // anything is read. A file of another kind must stay unchanged, so its journal mode is set later.
  database.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT");
  const pragma = (name: string) => Object.values(database.prepare(`PRAGMA ${name}`).get()!)[0];
  const application = pragma("application_id");
  const { count } = database.prepare("SELECT count(*) AS count FROM sqlite_schema").get()!;
  if (application === 0 && count === 0) return undefined;
  if (application !== applicationId) throw notAState(path);
  checkVersion(path, pragma("user_version"));
  if (pragma("integrity_check(1)") !== "ok") throw damaged(path);
  const rows: Row[] = [];
  for (const entry of database.prepare("SELECT * FROM entries ORDER BY rowid").iterate()) {
    rows.push(readRow(path, entry as unknown as Entry));
  }
  const [settings, ...rest] = rows;
  if (settings?.[0] !== settingsTable || !(settings[2] instanceof Object)) throw damaged(path);
  checkSettings(path, settings[2] as StateSettings, shape);
  return checkRows(path, state, rest);
}

/** A row of the database. */
interface Entry {
  /** The name of the table. */
  name: string;
  key: Key;
  /** JSON. */
  value: string;
  /** The checksum of the other columns; SQLite has none. */
  sum: Uint8Array;
}

function readRow(path: string, { name, key, value, sum }: Entry): Row {
  if (!isBytes(sum) || encodeHex(sum) !== encodeHex(checksum(name, key, value))) {
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

function notAState(path: string): InvalidArgumentError {
  return new InvalidArgumentError(
    `${path} is not the state of a devnet, and was not changed: name another file`,
  );
}

/** The error for a failure of SQLite or Deno to open a file. */
function openFailure(path: string, cause: unknown): VmError {
  if (cause instanceof VmError) return cause;
  const { name, message } = cause as Error;
  if (name === "NotCapable") {
    return new InvalidArgumentError(
      `A state in ${path} needs --allow-read=${path} --allow-write=${path}, or both for its folder if the folder is new`,
      { cause },
    );
  }
  if (/database is locked/.test(message)) {
    return new FailedPreconditionError(
      `Another devnet has ${path} open: end that devnet, or name another file`,
      { cause },
    );
  }
  if (/file is not a database/.test(message)) return notAState(path);
  if (/malformed|disk I\/O error|no such (table|column)/.test(message)) return damaged(path, cause);
  return new InvalidArgumentError(`${path} cannot be opened: ${message}`, { cause });
}

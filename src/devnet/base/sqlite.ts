/**
 * What a state file uses of `node:sqlite`. Deno 2.1 has no such module, and checks no program that imports its types.
 *
 * @module
 */

/** A value of a cell. */
type Cell = string | number | Uint8Array;

/** A statement that was compiled. */
export interface StatementSync {
  /** The first row, by the names of its columns. */
  get(): Record<string, unknown> | undefined;
  /** All rows. */
  iterate(): Iterable<Record<string, unknown>>;
  /** Runs it, with values for its question marks. */
  run(...values: Cell[]): unknown;
}

/** A database that is open. */
export interface DatabaseSync {
  /** Whether it was not closed. */
  readonly isOpen: boolean;
  /** Whether a transaction has begun and not ended. */
  readonly isTransaction: boolean;
  /** Runs statements that give nothing back. */
  exec(sql: string): void;
  /** Compiles a statement. */
  prepare(sql: string): StatementSync;
  /** Closes it, and gives up its locks. */
  close(): void;
}

/** The module. */
export interface Sqlite {
  DatabaseSync: new (path: string) => DatabaseSync;
}

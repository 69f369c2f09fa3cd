import { InvalidArgumentError } from "../../errors/mod.ts";
import type { ClockState } from "../base/clock.ts";
import type { DevnetEnvironment } from "../base/environment.ts";
import { type Key, Table } from "../base/table.ts";
import { genesisState, type GenesisWallet } from "../chain/blocks/genesis.ts";
import type { ChainState } from "../chain/transactions/state.ts";
import type { ResultStore } from "../compute/results.ts";
import { createLeaderState, type LeaderState } from "../leader/leader.ts";
import type { ProgramStore } from "../node/program_store.ts";
import type { SpentNonces } from "../node/receipts.ts";
import type { Cleaning, ValueStore } from "../node/value_store.ts";
import { isEntryOf } from "./entry_kinds.ts";

/** The version of the state's format. It changes whenever the tables or their entries change. */
export const stateVersion = 2;

/** The whole state of a devnet. Everything else in memory follows from it, or is lost when the devnet ends. */
export interface DevnetState {
  nodes: readonly NodeState[];
  chain: ChainState;
  clock: ClockState;
  /** The state of the generator of random bytes, if there is one; with it, no id is drawn twice. */
  generator: Uint32Array | undefined;
}

/** The state of a node, which no other node reads or changes. */
export interface NodeState {
  /** Its shares of stored values. */
  values: ValueStore;
  /** When it next deletes expired values. */
  cleaning: Cleaning;
  /** The programs that it can run. */
  programs: ProgramStore;
  /** Its shares of the results of computations. */
  results: ResultStore;
  /** The receipts that it redeemed. */
  spentReceipts: SpentNonces;
  /** The leader's state, at the leader. */
  leader?: LeaderState;
}

/** An entry of a table, in the form in which it is saved. */
export type Row = readonly [table: string, key: Key, value: unknown];

/** The settings that a devnet must share with another one to continue from its state. */
export interface StateSettings {
  seed: string;
  nodes: number;
  polynomialDegree: number;
  primeBits: 64 | 128 | 256;
}

/** The shape within a devnet's settings. */
export function stateSettingsOf(
  { seed, nodes, polynomialDegree, primeBits }: StateSettings,
): StateSettings {
  return { seed, nodes, polynomialDegree, primeBits };
}

/** The state of a new devnet. */
export function createState(
  { nodes, environment }: { nodes: number; environment: DevnetEnvironment },
  leaderIndex: number,
  genesis: { chainId: string; wallets: readonly GenesisWallet[] },
): DevnetState {
  return {
    nodes: Array.from({ length: nodes }, (_, index): NodeState => ({
      values: new Table(),
      cleaning: new Table(),
      programs: new Table(),
      results: new Table(),
      spentReceipts: new Table(),
      ...(index === leaderIndex && { leader: createLeaderState() }),
    })),
    chain: genesisState(genesis),
    clock: new Table(),
    generator: environment.generator,
  };
}

/** The tables of a state, by the names under which they are saved. */
export function tablesOf({ nodes, chain, clock }: DevnetState): Map<string, Table<Key, unknown>> {
  const tables = new Map<string, Table<Key, unknown>>();
  const add = (
    owner: string,
    named: Readonly<Record<string, Table<string, unknown> | Table<number, unknown>>>,
  ) => {
    for (const [name, table] of Object.entries(named)) {
      tables.set(`${owner}.${name}`, table as Table<Key, unknown>);
    }
  };
  add("devnet", { clock });
  const { accounts, balances, totals } = chain.tables;
  const { blocks, transactions, pending, remembered } = chain;
  add("chain", { accounts, balances, totals, blocks, transactions, pending, remembered });
  nodes.forEach(({ values, cleaning, programs, results, spentReceipts, leader }, index) => {
    add(`node ${index}`, { values, cleaning, programs, results, spentReceipts });
    if (leader === undefined) return;
    const { ledger: { accounts, deposits }, spentQuotes, pools } = leader;
    add("leader", { accounts, deposits, spentQuotes, pools });
  });
  return tables;
}

const generatorTable = "generator";

/** The entry with the state of the generator, if there is one. */
export function generatorRow({ generator }: DevnetState): Row | undefined {
  return generator && [generatorTable, "words", [...generator]];
}

/** All entries of a state. */
export function* rowsOf(state: DevnetState): Iterable<Row> {
  const generator = generatorRow(state);
  if (generator !== undefined) yield generator;
  for (const [name, table] of tablesOf(state)) {
    for (const [key, value] of table) yield [name, key, value];
  }
}

/**
 * Returns the rows, if each is an entry of one of the state's tables.
 *
 * @param source the snapshot or file that they come from, for the error
 * @throws {InvalidArgumentError} When a row is not such an entry.
 */
export function checkRows(source: string, state: DevnetState, rows: readonly unknown[]): Row[] {
  const tables = tablesOf(state);
  const isRow = (row: unknown): row is Row => {
    if (!Array.isArray(row) || row.length !== 3) return false;
    const [name, key, value] = row;
    if (name === generatorTable) return isGenerator(value);
    return tables.has(name) && isEntryOf(name, key, value);
  };
  if (rows.every(isRow)) return [...rows];
  throw damaged(source);
}

function isGenerator(words: unknown): boolean {
  return Array.isArray(words) && words.length === 4 &&
    words.every((word) => Number.isInteger(word) && word >= 0 && word < 2 ** 32);
}

/** Replaces all entries of a state. */
export function replaceState(state: DevnetState, rows: readonly Row[]): void {
  const tables = tablesOf(state);
  for (const table of tables.values()) table.clear();
  for (const [name, key, value] of rows) {
    if (name === generatorTable) state.generator?.set(value as number[]);
    else tables.get(name)!.set(key, value);
  }
}

/**
 * Checks the shape of the devnet that a state comes from.
 *
 * @throws {InvalidArgumentError} When it is not the wanted shape.
 */
export function checkSettings(source: string, found: StateSettings, wanted: StateSettings): void {
  if (JSON.stringify(stateSettingsOf(found)) === JSON.stringify(stateSettingsOf(wanted))) return;
  throw new InvalidArgumentError(
    `${source} is of a devnet with ${describeSettings(found)}, but this one has ${
      describeSettings(wanted)
    }: ` +
      "start the devnet with the options of the state, or without the state",
  );
}

function describeSettings({ seed, nodes, polynomialDegree, primeBits }: StateSettings): string {
  return `${nodes} nodes, degree ${polynomialDegree}, a ${primeBits}-bit prime ` +
    `and seed ${JSON.stringify(seed)}`;
}

/**
 * Checks the version of a state's format.
 *
 * @throws {InvalidArgumentError} When it is another one than this devnet's.
 */
export function checkVersion(source: string, version: unknown): void {
  if (version === stateVersion) return;
  throw new InvalidArgumentError(
    `${source} has a state of version ${version}, and this devnet reads version ${stateVersion} only: ` +
      "use the release that wrote it, or start with a new state",
  );
}

/** The error of a state that cannot be read. */
export function damaged(source: string, cause?: unknown): InvalidArgumentError {
  return new InvalidArgumentError(
    `${source} is damaged: use a copy of it, or start with a new state`,
    { cause },
  );
}

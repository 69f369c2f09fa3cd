import { InvalidArgumentError } from "../../errors/mod.ts";
import { genesisState, type GenesisWallet } from "../chain/blocks/genesis.ts";
import type { ChainState } from "../chain/transactions/state.ts";
import type { ClockState } from "../base/clock.ts";
import { isEntryOf } from "./entry_kinds.ts";
import { createLeaderState, type LeaderState } from "../leader/leader.ts";
import type { NodeState } from "../node.ts";
import type { DevnetSettings } from "../options.ts";
import { type Key, Table } from "../base/table.ts";

/** Says how state is written down. It goes up with every change to the tables or to what their entries hold. */
export const STATE_VERSION = 1;

/** All that a devnet remembers. What else it has in memory follows from this, or is lost when it ends. */
export interface DevnetState {
  nodes: readonly NodeState[];
  chain: ChainState;
  clock: ClockState;
  /** Where the generator of its random bytes is, so that no id is given out twice; missing where there is none. */
  generator: Uint32Array | undefined;
}

/** An entry of a table, as it is written down. */
export type Row = readonly [table: string, key: Key, value: unknown];

/** What has to be the same for a devnet to go on from what another one remembered. */
export type Shape = Pick<DevnetSettings, "seed" | "nodes" | "polynomialDegree" | "primeBits">;

/** No more of a devnet's settings than its shape. */
export function shapeOf({ seed, nodes, polynomialDegree, primeBits }: Shape): Shape {
  return { seed, nodes, polynomialDegree, primeBits };
}

/** The state of a devnet that begins. */
export function createState(
  { nodes, environment }: DevnetSettings,
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

/** The tables of a state by the names that they are written down under. */
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
    if (leader !== undefined) add("leader", leaderTables(leader));
  });
  return tables;
}

function leaderTables({ ledger: { accounts, deposits }, spentQuotes, pools }: LeaderState) {
  return { accounts, deposits, spentQuotes, pools };
}

const GENERATOR = "generator";

/** The entry that says where a state's generator is, if it has one. */
export function generatorRow({ generator }: DevnetState): Row | undefined {
  return generator && [GENERATOR, "words", [...generator]];
}

/** Everything in a state. */
export function* rowsOf(state: DevnetState): Iterable<Row> {
  const generator = generatorRow(state);
  if (generator !== undefined) yield generator;
  for (const [name, table] of tablesOf(state)) {
    for (const [key, value] of table) yield [name, key, value];
  }
}

/** Refuses entries of which some have no place in a state, or not the form that they have there; `what` names where they come from. */
export function checkRows(what: string, state: DevnetState, rows: readonly unknown[]): Row[] {
  const tables = tablesOf(state);
  const isRow = (row: unknown): row is Row => {
    if (!Array.isArray(row) || row.length !== 3) return false;
    const [name, key, value] = row;
    if (name === GENERATOR) return isGenerator(value);
    return tables.has(name) && isEntryOf(name, key, value);
  };
  if (rows.every(isRow)) return [...rows];
  throw damaged(what);
}

function isGenerator(words: unknown): boolean {
  return Array.isArray(words) && words.length === 4 &&
    words.every((word) => Number.isInteger(word) && word >= 0 && word < 2 ** 32);
}

/** Puts all of this in the place of what a state holds. */
export function replaceState(state: DevnetState, rows: readonly Row[]): void {
  const tables = tablesOf(state);
  for (const table of tables.values()) table.clear();
  for (const [name, key, value] of rows) {
    if (name === GENERATOR) state.generator?.set(value as number[]);
    else tables.get(name)!.set(key, value);
  }
}

/** Refuses a state of a devnet of another shape; `what` names where it comes from. */
export function checkShape(what: string, found: Shape, wanted: Shape): void {
  if (JSON.stringify(shapeOf(found)) === JSON.stringify(shapeOf(wanted))) return;
  throw new InvalidArgumentError(
    `${what} is of a devnet of ${describeShape(found)}, not of ${describeShape(wanted)}: ` +
      "start the devnet with these options, or without that state",
  );
}

function describeShape({ seed, nodes, polynomialDegree, primeBits }: Shape): string {
  return `${nodes} nodes, degree ${polynomialDegree}, a ${primeBits}-bit prime ` +
    `and seed ${JSON.stringify(seed)}`;
}

/** Refuses a state that was written down in another way than this version does. */
export function checkVersion(what: string, version: unknown): void {
  if (version === STATE_VERSION) return;
  throw new InvalidArgumentError(
    `${what} has state of version ${version}, and this devnet knows version ${STATE_VERSION} only: ` +
      "use the release that wrote it, or begin anew",
  );
}

/** The error for a state that cannot be read. */
export function damaged(what: string, cause?: unknown): InvalidArgumentError {
  return new InvalidArgumentError(
    `${what} is damaged: go back to a copy of it, or begin anew`,
    { cause },
  );
}

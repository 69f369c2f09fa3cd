import type { Block, BlockID } from "../../../gen/nilvm/chain/v1/block_pb.ts";
import type { Table } from "../../base/table.ts";

/** The whole chain as plain data: nothing else decides how it answers. */
export interface ChainState {
  readonly chainId: string;
  /** The number of the last block, as `blocks` has it; one less than that of the first, before there is any. */
  height: number;
  /** Hash over every change to the tables so far, as the last block has it. */
  appHash: Uint8Array;
  readonly tables: {
    readonly accounts: Table<string, Account>;
    readonly balances: Table<string, bigint>;
    readonly totals: Table<string, bigint>;
  };
  /** The committed blocks by height; the oldest make room for new ones. */
  readonly blocks: Table<number, CommittedBlock>;
  /** The committed transactions by hash, in the order in which they could be found. */
  readonly transactions: Table<string, CommittedTransaction>;
  /** The transactions that wait for a block by hash, in the order of their arrival. */
  readonly pending: Table<string, Uint8Array>;
  /** The hashes of those that are not taken again: the last ones that waited, unless they failed. */
  readonly remembered: Table<string, true>;
}

/** Who may have coins and sign transactions. */
export interface Account {
  readonly address: string;
  /** The account's number, in the order of creation. */
  readonly number: number;
  /** How many transactions it has signed. */
  readonly sequence: number;
  /** Known since its first transaction. */
  readonly publicKey?: Uint8Array;
  /** The module that it belongs to, if it is one of the chain's own. */
  readonly module?: Module;
}

/** A part of the chain that has an account. */
export interface Module {
  readonly name: string;
  /** What it may do with coins beyond holding them. */
  readonly permissions: readonly string[];
}

/** What a transaction reads and changes. */
export interface Tables {
  /** Accounts by address. */
  readonly accounts: Entries<Account>;
  /** What each address has, in unil. */
  readonly balances: Entries<bigint>;
  /** How much there is of the coin, under its name, and how many accounts there were ever, under `accounts`. */
  readonly totals: Entries<bigint>;
}

/** As much of a table as transactions need. */
export interface Entries<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): unknown;
}

/** A block with what became of its transactions and of the chain. */
export interface CommittedBlock {
  readonly id: BlockID;
  readonly block: Block;
  readonly transactions: CommittedTransaction[];
  /** The chain's hash after it. */
  readonly appHash: Uint8Array;
}

/** A transaction in a block. */
export interface CommittedTransaction {
  /** SHA-256 of the bytes, in upper-case hex. */
  readonly hash: string;
  readonly height: number;
  /** Its place in the block. */
  readonly index: number;
  readonly bytes: Uint8Array;
  readonly result: TxResult;
  /** What it paid for, if it succeeded and was a payment. */
  readonly payment: Payment | undefined;
}

/** A payment for something that nodes do. */
export interface Payment {
  /** Who paid. */
  readonly from: string;
  /** What for. */
  readonly resource: Uint8Array;
  readonly amountUnil: bigint;
}

/** What checking, executing or simulating a transaction came to. */
export interface TxResult {
  /** 0 for success. */
  readonly code: number;
  /** Who gave `code` its meaning; empty on success. */
  readonly codespace: string;
  /** Why it failed; empty on success. */
  readonly log: string;
  /** A serialized `TxMsgData`, if the messages were executed. */
  readonly data: Uint8Array;
  readonly gasWanted: bigint;
  readonly gasUsed: number;
  readonly events: ChainEvent[];
}

/** Something that happened while a transaction was executed; transactions can be searched for by it. */
export interface ChainEvent {
  readonly type: string;
  /** The particulars, in order. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Tables that keep their changes to themselves until they are asked to `commit` them. */
export interface Branch extends Tables {
  /** What was set, by table and key. */
  changes(): Iterable<[table: keyof Tables, key: string, value: Account | bigint]>;
  /** Writes the changes to the tables below. */
  commit(): void;
}

/** Starts changes on top of tables that do not see them yet. */
export function branch(below: Tables): Branch {
  const accounts = overlay(below.accounts);
  const balances = overlay(below.balances);
  const totals = overlay(below.totals);
  return {
    accounts,
    balances,
    totals,
    *changes() {
      for (const [key, value] of accounts.changes) yield ["accounts", key, value];
      for (const [key, value] of balances.changes) yield ["balances", key, value];
      for (const [key, value] of totals.changes) yield ["totals", key, value];
    },
    commit() {
      accounts.commit();
      balances.commit();
      totals.commit();
    },
  };
}

function overlay<Value>(below: Entries<Value>) {
  const changes = new Map<string, Value>();
  return {
    changes,
    get: (key: string): Value | undefined => changes.has(key) ? changes.get(key) : below.get(key),
    set: (key: string, value: Value): void => void changes.set(key, value),
    commit(): void {
      for (const [key, value] of changes) below.set(key, value);
      changes.clear();
    },
  };
}

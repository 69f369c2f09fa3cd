import type { Block, BlockID } from "../../../gen/nilvm/chain/v1/block_pb.ts";
import type { Table } from "../../base/table.ts";

/** The whole state of a chain, as plain data. All answers follow from it. */
export interface ChainState {
  readonly chainId: string;
  /** The height of the latest block; before the first block, one less than its height. */
  height: number;
  /** The hash of all changes to the tables up to the latest block. */
  appHash: Uint8Array;
  readonly tables: {
    readonly accounts: Table<string, Account>;
    readonly balances: Table<string, bigint>;
    readonly totals: Table<string, bigint>;
  };
  /** The blocks by height; the oldest ones are deleted. */
  readonly blocks: Table<number, CommittedBlock>;
  /** The transactions in blocks by hash, in the order in which they became findable. */
  readonly transactions: Table<string, CommittedTransaction>;
  /** The waiting transactions by hash, in the order of arrival. */
  readonly pending: Table<string, Uint8Array>;
  /** The hashes of transactions that are not accepted again: the most recent ones, without failed ones. */
  readonly remembered: Table<string, true>;
}

/** An account, which can hold coins and sign transactions. */
export interface Account {
  readonly address: string;
  /** The account's number, in the order of creation. */
  readonly number: number;
  /** How many transactions it has signed. */
  readonly sequence: number;
  /** Its public key, known since its first transaction. */
  readonly publicKey?: Uint8Array;
  /** The module to which it belongs, if any. */
  readonly module?: Module;
}

/** A part of the chain that has an account. */
export interface Module {
  readonly name: string;
  /** What it may do with coins, such as `burner`. */
  readonly permissions: readonly string[];
}

/** The tables that transactions read and change. */
export interface Tables {
  /** Accounts by address. */
  readonly accounts: Entries<Account>;
  /** The balance of each address, in unil. */
  readonly balances: Entries<bigint>;
  /** The supply of the coin, under its name, and the number of accounts, under `accounts`. */
  readonly totals: Entries<bigint>;
}

/** The methods of a table that transactions use. */
export interface Entries<Value> {
  get(key: string): Value | undefined;
  set(key: string, value: Value): unknown;
}

/** A block with the results of its transactions. */
export interface CommittedBlock {
  readonly id: BlockID;
  readonly block: Block;
  readonly transactions: CommittedTransaction[];
  /** The hash of the state after it. */
  readonly appHash: Uint8Array;
}

/** A transaction in a block. */
export interface CommittedTransaction {
  /** SHA-256 of the bytes, in upper-case hex. */
  readonly hash: string;
  readonly height: number;
  /** Its position in the block. */
  readonly index: number;
  readonly bytes: Uint8Array;
  readonly result: TxResult;
  /** The payment, if it succeeded and was one. */
  readonly payment: Payment | undefined;
}

/** A payment for an operation of the network. */
export interface Payment {
  /** The address that paid. */
  readonly from: string;
  /** What it paid for: the nonce of a quote, or the hash of a deposit's payload. */
  readonly resource: Uint8Array;
  readonly amountUnil: bigint;
}

/** The result of a transaction that was checked, executed or simulated. */
export interface TxResult {
  /** 0 for success. */
  readonly code: number;
  /** The namespace of `code`; empty on success. */
  readonly codespace: string;
  /** Why it failed; empty on success. */
  readonly log: string;
  /** A serialized `TxMsgData`, if the messages ran. */
  readonly data: Uint8Array;
  readonly gasWanted: bigint;
  readonly gasUsed: number;
  readonly events: ChainEvent[];
}

/** An event of a transaction; transactions can be found by their events. */
export interface ChainEvent {
  readonly type: string;
  /** The attributes, in order. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Tables whose changes take effect in the tables below only with `commit`. */
export interface Branch extends Tables {
  /** All changes, by table and key. */
  changes(): Iterable<[table: keyof Tables, key: string, value: Account | bigint]>;
  /** Writes the changes to the tables below. */
  commit(): void;
}

/** Starts a branch of tables. */
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

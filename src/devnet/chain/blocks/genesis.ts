import { toBinary } from "@bufbuild/protobuf";
import { AnySchema } from "@bufbuild/protobuf/wkt";
import { callWithBytes, sha256 } from "../../../core/core.ts";
import { Table } from "../../base/table.ts";
import { encodeAccount, moduleAccounts } from "../transactions/accounts.ts";
import { unil } from "../transactions/coins.ts";
import type { Account, Branch, ChainState } from "../transactions/state.ts";

/** A wallet that is funded when the chain starts. */
export interface GenesisWallet {
  readonly address: string;
  readonly balanceUnil: bigint;
}

/** The state of a new chain, before its first block. */
export function genesisState(options: {
  chainId: string;
  wallets: readonly GenesisWallet[];
  /** The height of the first block; 1 by default. */
  initialHeight?: number;
}): ChainState {
  const { chainId, wallets, initialHeight = 1 } = options;
  const tables = {
    accounts: new Table<string, Account>(),
    balances: new Table<string, bigint>(),
    totals: new Table<string, bigint>(),
  };
  let supply = 0n;
  for (const { address, balanceUnil } of wallets) {
    tables.accounts.set(address, { address, number: tables.accounts.size, sequence: 0 });
    tables.balances.set(address, balanceUnil);
    supply += balanceUnil;
  }
  for (const account of moduleAccounts()) {
    tables.accounts.set(account.address, { ...account, number: tables.accounts.size });
  }
  tables.totals.set(unil, supply);
  tables.totals.set("accounts", BigInt(tables.accounts.size));
  return {
    chainId,
    height: initialHeight - 1,
    appHash: sha256(new Uint8Array()),
    tables,
    blocks: new Table(),
    transactions: new Table(),
    pending: new Table(),
    remembered: new Table(),
  };
}

/** The hash of a chain's state after a block. It follows from the previous hash and the block's changes, in order. */
export function nextAppHash(previous: Uint8Array, block: Branch): Uint8Array {
  const text = new TextEncoder();
  const parts = [previous];
  for (const [table, key, value] of block.changes()) {
    const bytes = typeof value === "bigint"
      ? text.encode(value.toString())
      : toBinary(AnySchema, encodeAccount(value));
    // The lengths make the encoding of all changes unambiguous.
    parts.push(text.encode(`${table}/${key}/${bytes.length}/`), bytes);
  }
  return callWithBytes("sha256", parts);
}

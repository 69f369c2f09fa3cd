import { sha256 } from "../../../core/core.ts";
import { Table } from "../../base/table.ts";
import { moduleAccounts } from "../transactions/accounts.ts";
import { unil } from "../transactions/coins.ts";
import type { Account, ChainState } from "../transactions/state.ts";

/** A wallet that has coins when the chain begins. */
export interface GenesisWallet {
  readonly address: string;
  readonly balanceUnil: bigint;
}

/** A chain that is about to begin. */
export function genesisState(options: {
  chainId: string;
  wallets: readonly GenesisWallet[];
  /** The number of the first block; 1 unless given. */
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
  for (const account of moduleAccounts) {
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

import { InvalidArgumentError } from "../errors/mod.ts";
import type { Network } from "../network/network.ts";
import { NilChainPayer } from "../payments/nilchain/nilchain_payer.ts";
import type { Payer } from "../payments/payer.ts";
import type { DevnetWallet } from "./devnet.ts";

/** A devnet's blocks come fast, so a payer looks for its payment often. */
const POLL_MS = 25;

/** Gives out payers by wallet; always the same one for a wallet, since it numbers the wallet's transactions. */
export function createPayers(
  network: Network,
  wallets: readonly DevnetWallet[],
): (walletIndex: number) => Payer {
  const payers: Payer[] = [];
  return (walletIndex) => {
    const wallet = wallets[walletIndex];
    if (wallet === undefined) {
      throw new InvalidArgumentError(
        `The devnet has wallets 0 to ${wallets.length - 1}, but none of number ${walletIndex}`,
      );
    }
    const { privateKey } = wallet;
    return payers[walletIndex] ??= new NilChainPayer({ network, privateKey, pollMs: POLL_MS });
  };
}

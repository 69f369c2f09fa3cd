import { shown } from "../base/text.ts";
import { InvalidArgumentError } from "../errors/mod.ts";
import type { Network } from "../network/network.ts";
import { NilChainPayer } from "../payments/nilchain/nilchain_payer.ts";
import type { Payer } from "../payments/payer.ts";
import type { DevnetWallet } from "./wallets.ts";

/** A devnet makes blocks quickly, so its payers look for a payment often. */
const pollMs = 25;
/** A fixed limit, so that a restored devnet makes the same transactions again. */
const gasLimit = 200_000;
/** A devnet's blocks take some milliseconds, so a payment outlives more of them. */
const timeoutBlocks = 10_000;

/** Returns the payer of each wallet. A wallet has one payer only, because the payer numbers the wallet's transactions. */
export function createPayers(
  network: Network,
  wallets: readonly DevnetWallet[],
): (walletIndex: number) => Payer {
  const payers: Payer[] = [];
  return (walletIndex) => {
    const wallet = wallets[walletIndex];
    if (wallet === undefined) {
      throw new InvalidArgumentError(
        `The devnet has no wallet ${shown(walletIndex)}: its wallets are 0 to ${
          wallets.length - 1
        }`,
      );
    }
    const { privateKey } = wallet;
    return payers[walletIndex] ??= new NilChainPayer({
      network,
      privateKey,
      pollMs,
      gasLimit,
      timeoutBlocks,
    });
  };
}

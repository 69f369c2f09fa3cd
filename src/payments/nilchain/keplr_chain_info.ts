import { checkOptions } from "../../base/check_options.ts";
import { InvalidArgumentError } from "../../errors/mod.ts";
import type { Network } from "../../network/network.ts";
import { readGasPrice } from "./gas_price.ts";

/** What a wallet shows of the chain, where the network does not say it. */
export interface KeplrChainOptions {
  /** The URL of the chain's REST API, which Keplr asks for balances. */
  readonly restEndpoint: string;
  /** The chain's name in the wallet; its id unless given. */
  readonly chainName?: string | undefined;
  /** The prefix of the chain's addresses; `nillion` unless given. */
  readonly walletPrefix?: string | undefined;
  /** The prices of gas that the wallet offers, in unil; the network's `gasPrice`, and twice and thrice as much, unless given. */
  readonly gasPriceStep?: GasPriceStep | undefined;
}

/** Prices of gas, in unil for each unit. */
export interface GasPriceStep {
  /** The cheapest one. */
  readonly low: number;
  /** The usual one. */
  readonly average: number;
  /** The one for those in a hurry. */
  readonly high: number;
}

/** A coin as wallets show it. */
export interface KeplrCurrency {
  /** Its name for people, such as `NIL`. */
  readonly coinDenom: string;
  /** Its name on the chain, such as `unil`. */
  readonly coinMinimalDenom: string;
  /** One of the first is ten to this power of the second. */
  readonly coinDecimals: number;
}

/** The prefixes of a chain's addresses and keys, by what they are of. */
export interface KeplrBech32Config {
  /** Accounts. */
  readonly bech32PrefixAccAddr: string;
  /** Keys of accounts. */
  readonly bech32PrefixAccPub: string;
  /** Validators. */
  readonly bech32PrefixValAddr: string;
  /** Keys of validators. */
  readonly bech32PrefixValPub: string;
  /** Validators, where they agree on blocks. */
  readonly bech32PrefixConsAddr: string;
  /** Keys of validators, where they agree on blocks. */
  readonly bech32PrefixConsPub: string;
}

/** What `experimentalSuggestChain` of Keplr and Leap takes: the `ChainInfo` of `@keplr-wallet/types`. */
export interface KeplrChainInfo {
  /** The chain's id. */
  readonly chainId: string;
  /** The chain's name in the wallet. */
  readonly chainName: string;
  /** The URL of the chain's CometBFT JSON-RPC. */
  readonly rpc: string;
  /** The URL of the chain's REST API. */
  readonly rest: string;
  /** The coin type of the keys, by SLIP 44. */
  readonly bip44: { readonly coinType: number };
  /** The prefixes of addresses and keys. */
  readonly bech32Config: KeplrBech32Config;
  /** The chain's coins. */
  readonly currencies: KeplrCurrency[];
  /** The coins that pay fees. */
  readonly feeCurrencies: (KeplrCurrency & {
    /** The prices that the wallet offers. */
    readonly gasPriceStep: GasPriceStep;
  })[];
  /** The coin that is staked. */
  readonly stakeCurrency: KeplrCurrency;
}

/** The coin type of Cosmos chains, by SLIP 44. */
const coinType = 118;
/** One NIL is 10^6 unil. */
const nil: KeplrCurrency = { coinDenom: "NIL", coinMinimalDenom: "unil", coinDecimals: 6 };

/**
 * Describes the network's chain for Keplr and Leap, which know the public chains, and no devnet.
 *
 * @throws {InvalidArgumentError} When the network has no chain or its `gasPrice` is none, or an option is missing.
 *
 * @example Suggest a devnet's chain to a wallet
 * ```ts
 * import { Network } from "@nilvm/client";
 * import { keplrChainInfo } from "@nilvm/client/nilchain";
 * import { assertEquals } from "@std/assert";
 *
 * const network = new Network({
 *   bootnode: "http://127.0.0.1:14311",
 *   chainId: "nillion-chain-devnet",
 *   chainRpcEndpoint: "http://127.0.0.1:26648",
 *   gasPrice: 0.025,
 * });
 *
 * // await window.keplr.experimentalSuggestChain(info)
 * const info = keplrChainInfo(network, { restEndpoint: "http://127.0.0.1:26650" });
 *
 * assertEquals(info.feeCurrencies[0]?.gasPriceStep, { low: 0.025, average: 0.05, high: 0.075 });
 * assertEquals(info.bech32Config.bech32PrefixAccAddr, "nillion");
 * ```
 */
export function keplrChainInfo(network: Network, options: KeplrChainOptions): KeplrChainInfo {
  const { restEndpoint, chainName, walletPrefix: prefix = "nillion", gasPriceStep } = checkOptions(
    options,
    "A chain's description",
    { restEndpoint: true, chainName: true, walletPrefix: true, gasPriceStep: true },
  );
  const { chainId, chainRpcEndpoint, gasPrice = 0 } = network;
  if (chainId === undefined || chainRpcEndpoint === undefined) {
    throw new InvalidArgumentError("The network has no `chainId` and `chainRpcEndpoint`");
  }
  if (typeof restEndpoint !== "string" || restEndpoint === "") {
    throw new InvalidArgumentError("Keplr needs the `restEndpoint` of the chain", {
      option: "restEndpoint",
    });
  }
  const { units, decimals } = readGasPrice(gasPrice);
  const price = Number(`${units}e-${decimals}`);
  const step = gasPriceStep ?? { low: price, average: 2 * price, high: round(3 * price) };
  return {
    chainId,
    chainName: chainName ?? chainId,
    rpc: chainRpcEndpoint,
    rest: restEndpoint,
    bip44: { coinType },
    bech32Config: {
      bech32PrefixAccAddr: prefix,
      bech32PrefixAccPub: `${prefix}pub`,
      bech32PrefixValAddr: `${prefix}valoper`,
      bech32PrefixValPub: `${prefix}valoperpub`,
      bech32PrefixConsAddr: `${prefix}valcons`,
      bech32PrefixConsPub: `${prefix}valconspub`,
    },
    currencies: [nil],
    feeCurrencies: [{ ...nil, gasPriceStep: step }],
    stakeCurrency: nil,
  };
}

/** A binary fraction as people write it. */
function round(price: number): number {
  return Number(price.toPrecision(12));
}

import { checkOptions, type OptionNames } from "../../base/check_options.ts";
import { isBytes } from "../../base/brand.ts";
import { copyBytes } from "../../base/bytes.ts";
import { described, shown } from "../../base/text.ts";
import { defaultFetch, type Fetch } from "../../base/default_fetch.ts";
import { decodeHex } from "../../base/hex.ts";
import { InvalidArgumentError } from "../../errors/mod.ts";
import { PrivateKey } from "../../keys/private_key.ts";
import { checkEndpoint } from "../../network/endpoint.ts";
import { type Environment, platform } from "../../async/environment.ts";
import type { Network } from "../../network/network.ts";
import { readAmount } from "../checks.ts";
import { type GasPrice, readGasPrice } from "./gas_price.ts";
import type { OfflineSigner } from "./offline_signer.ts";

/** The wallet that pays, and its chain. */
export interface NilChainPayerOptions {
  /** The network whose chain it is. It gives `chainId`, `rpcEndpoint`, `gasPrice` and `fetch` unless given here. */
  network?: Network | undefined;
  /** The chain's id. */
  chainId?: string | undefined;
  /** The URL of the chain's CometBFT JSON-RPC. */
  rpcEndpoint?: string | undefined;
  /**
   * The URLs of several endpoints of the chain, of different operators. They are asked in turn, and
   * what decides about money is asked of two. It replaces `rpcEndpoint`.
   */
  rpcEndpoints?: readonly string[] | undefined;
  /** The wallet's secp256k1 key: a `PrivateKey`, 32 bytes or 64 hex digits. Instead of it, give a `signer`. */
  privateKey?: PrivateKey | Uint8Array | string | undefined;
  /**
   * A wallet that signs, such as Keplr's `window.keplr.getOfflineSigner(chainId)`, in place of a key. It is asked for each
   * payment, and a payment that it refuses is not made.
   */
  signer?: OfflineSigner<unknown> | undefined;
  /**
   * The highest fee of a transaction that is taken from the `signer`, in unil; 1,000,000 unless given. A person may raise
   * the fee in the wallet.
   */
  maxTransactionFeeUnil?: bigint | number | undefined;
  /** Which account of the `signer` pays; its first one unless given. */
  address?: string | undefined;
  /**
   * How much gas a payment may use. Unless given, it is 1.3 times the gas of a simulation, or 200,000
   * on a chain that does not simulate.
   */
  gasLimit?: number | undefined;
  /**
   * The fee of a payment in unil for each unit of gas, such as `"0.025"`; 0 unless given. The fee is
   * the gas limit times the price, rounded up to a whole unil.
   */
  gasPrice?: number | string | undefined;
  /**
   * How many blocks a signed payment lives; 30 unless given. A payment that no block holds by then can
   * no longer be made, whoever keeps it.
   */
  timeoutBlocks?: number | undefined;
  /** The prefix of the chain's addresses; `nillion` unless given. */
  walletPrefix?: string | undefined;
  /**
   * How many milliseconds a payment may take until it is in a block; 30,000 unless given, and 150,000
   * with a `signer`, which may ask a person. The time begins when the earlier payments of the payer are
   * sent.
   */
  queryTimeoutMs?: number | undefined;
  /** The longest pause between two questions about a payment, in milliseconds; 1,000 unless given. */
  pollMs?: number | undefined;
  /** Replaces the network's or the platform's `fetch`. */
  fetch?: Fetch | undefined;
  /** Replaces the platform's clock, randomness and timers. */
  environment?: Partial<Environment> | undefined;
}

const names: OptionNames<NilChainPayerOptions> = {
  network: true,
  chainId: true,
  rpcEndpoint: true,
  rpcEndpoints: true,
  privateKey: true,
  signer: true,
  address: true,
  maxTransactionFeeUnil: true,
  gasLimit: true,
  gasPrice: true,
  timeoutBlocks: true,
  walletPrefix: true,
  queryTimeoutMs: true,
  pollMs: true,
  fetch: true,
  environment: true,
};

const privateKeyBytes = 32;
const prefixForm = /^[a-z0-9]{1,83}$/;

const timeoutBlocksMax = 10_000;
/** One nil. */
const feeUnilMax = 1_000_000n;
const keyTimeoutMs = 30_000;
/** A person is asked. */
const signerTimeoutMs = 150_000;

/** A wallet's key, or what signs with it. */
export type WalletSigner =
  | { readonly privateKey: Uint8Array }
  | {
    readonly signer: OfflineSigner<unknown>;
    readonly address: string | undefined;
    readonly maxFeeUnil: bigint;
  };

/** A wallet, and what its signatures cover. */
export interface WalletKey {
  /** What signs. */
  readonly source: WalletSigner;
  /** The prefix of the chain's addresses. */
  readonly prefix: string;
  /** The chain's id, which a signature covers. */
  readonly chainId: string;
}

/** Checked options, with their defaults. */
export interface PayerSettings {
  readonly rpcEndpoints: readonly string[];
  readonly gasLimit: number | undefined;
  readonly gasPrice: GasPrice;
  readonly timeoutBlocks: number;
  readonly fetch: Fetch;
  readonly queryTimeoutMs: number;
  readonly pollMs: number;
  readonly environment: Environment;
}

/**
 * Checks options and fills in the defaults.
 *
 * @throws {InvalidArgumentError} When an option is missing, malformed, or has an unknown name.
 */
export function checkPayerOptions(
  options: NilChainPayerOptions,
): PayerSettings & { readonly wallet: WalletKey } {
  const { network, gasLimit, walletPrefix = "nillion", timeoutBlocks = 30 } = checkOptions(
    options,
    "A payer",
    names,
  );
  const chainId = options.chainId ?? network?.chainId;
  const endpoints = readEndpoints(options);
  if (typeof chainId !== "string" || chainId === "" || endpoints.length === 0) {
    throw new InvalidArgumentError(
      "NilChainPayer needs `chainId` and `rpcEndpoint`: pass them, or a `network` that has them",
    );
  }
  if (typeof walletPrefix !== "string" || !prefixForm.test(walletPrefix)) {
    throw new InvalidArgumentError(
      `walletPrefix must be 1 to 83 lower-case letters or digits, got ${shown(walletPrefix)}`,
      { option: "walletPrefix" },
    );
  }
  if (
    !(Number.isSafeInteger(timeoutBlocks) && timeoutBlocks >= 2 &&
      timeoutBlocks <= timeoutBlocksMax)
  ) {
    throw new InvalidArgumentError(
      `timeoutBlocks must be a whole number from 2 to ${timeoutBlocksMax}, got ${
        shown(timeoutBlocks)
      }`,
      { option: "timeoutBlocks" },
    );
  }
  const source = readSource(options);
  return {
    rpcEndpoints: endpoints,
    gasLimit: gasLimit === undefined ? undefined : checkGasLimit(gasLimit),
    gasPrice: readGasPrice(options.gasPrice ?? network?.gasPrice ?? 0),
    timeoutBlocks,
    queryTimeoutMs: checkMs(
      options.queryTimeoutMs ?? ("signer" in source ? signerTimeoutMs : keyTimeoutMs),
      "queryTimeoutMs",
    ),
    pollMs: checkMs(options.pollMs ?? 1_000, "pollMs"),
    fetch: options.fetch ?? network?.fetch ?? defaultFetch(),
    environment: { ...platform, ...options.environment },
    wallet: { source, prefix: walletPrefix, chainId },
  };
}

function readEndpoints(
  { network, rpcEndpoint, rpcEndpoints }: NilChainPayerOptions,
): readonly string[] {
  if (rpcEndpoints === undefined) {
    const endpoint = rpcEndpoint ?? network?.chainRpcEndpoint;
    return endpoint ? [checkEndpoint(endpoint, "The chain's RPC endpoint", "rpcEndpoint")] : [];
  }
  if (rpcEndpoint !== undefined) {
    throw new InvalidArgumentError(
      "NilChainPayer takes `rpcEndpoint` or `rpcEndpoints`, not both",
      { option: "rpcEndpoints" },
    );
  }
  if (!Array.isArray(rpcEndpoints) || rpcEndpoints.length === 0) {
    throw new InvalidArgumentError(
      `rpcEndpoints must be a list of URLs, got ${
        Array.isArray(rpcEndpoints) ? "an empty list" : described(rpcEndpoints)
      }`,
      { option: "rpcEndpoints" },
    );
  }
  const endpoints = rpcEndpoints.map((endpoint) =>
    checkEndpoint(endpoint, "An RPC endpoint of the chain", "rpcEndpoints")
  );
  // One endpoint that is named twice is one witness.
  return [...new Set(endpoints)];
}

/** Checks how much gas a payment may use. */
export function checkGasLimit(gasLimit: number): number {
  if (Number.isSafeInteger(gasLimit) && gasLimit > 0) return gasLimit;
  throw new InvalidArgumentError(
    `gasLimit must be a positive whole number, got ${shown(gasLimit)}`,
    { option: "gasLimit" },
  );
}

function readSource(
  { privateKey, signer, address, maxTransactionFeeUnil = feeUnilMax }: NilChainPayerOptions,
): WalletSigner {
  if (privateKey !== undefined && signer !== undefined) {
    throw new InvalidArgumentError("NilChainPayer takes `privateKey` or `signer`, not both", {
      option: "signer",
    });
  }
  if (signer === undefined) return { privateKey: readPrivateKey(privateKey) };
  if (typeof signer?.getAccounts !== "function" || typeof signer.signDirect !== "function") {
    const isAmino = typeof (signer as { signAmino?: unknown })?.signAmino === "function";
    throw new InvalidArgumentError(
      isAmino
        ? "signer signs Amino alone, which the chain has no form of MsgPayFor for: use a wallet with signDirect()"
        : `signer must have getAccounts() and signDirect(), got ${described(signer)}`,
      { option: "signer" },
    );
  }
  if (address !== undefined && typeof address !== "string") {
    throw new InvalidArgumentError(`address must be a string, got ${described(address)}`, {
      option: "address",
    });
  }
  return {
    signer,
    address,
    maxFeeUnil: readAmount(maxTransactionFeeUnil, "maxTransactionFeeUnil"),
  };
}

function readPrivateKey(key: NilChainPayerOptions["privateKey"]): Uint8Array {
  if (key instanceof PrivateKey) return key.toBytes();
  const bytes = typeof key === "string" ? decodeHex(key) : key;
  if (!isBytes(bytes) || bytes.length !== privateKeyBytes) {
    throw new InvalidArgumentError(
      `privateKey must be a PrivateKey, ${privateKeyBytes} bytes or ${
        2 * privateKeyBytes
      } hex digits, got ${described(key)}`,
      { option: "privateKey" },
    );
  }
  return copyBytes(bytes);
}

function checkMs(ms: number, option: string): number {
  if (ms > 0 && Number.isFinite(ms)) return ms;
  throw new InvalidArgumentError(
    `${option} must be a positive number of milliseconds, got ${shown(ms)}`,
    { option },
  );
}

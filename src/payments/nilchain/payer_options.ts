import { checkOptions, type OptionNames } from "../../base/check_options.ts";
import { isBytes } from "../../base/brand.ts";
import { copyBytes } from "../../base/bytes.ts";
import { described, shown } from "../../base/text.ts";
import { decodeHex } from "../../base/hex.ts";
import { InvalidArgumentError } from "../../errors/mod.ts";
import { PrivateKey } from "../../keys/private_key.ts";
import { checkEndpoint } from "../../network/endpoint.ts";
import { type Environment, platform } from "../../async/environment.ts";
import type { Network } from "../../network/network.ts";
import type { Fetch } from "../../network/node_fetch.ts";
import type { ChainWalletOptions } from "./chain_wallet.ts";

/** The wallet that pays, and its chain. */
export interface NilChainPayerOptions {
  /** The network whose chain it is. It gives `chainId`, `rpcEndpoint` and `fetch` unless given here. */
  network?: Network | undefined;
  /** The chain's id. */
  chainId?: string | undefined;
  /** The URL of the chain's CometBFT JSON-RPC. */
  rpcEndpoint?: string | undefined;
  /** The wallet's secp256k1 key: a `PrivateKey`, 32 bytes or 64 hex digits. */
  privateKey: PrivateKey | Uint8Array | string;
  /** How much gas a payment may use; 200,000 unless given. A payment uses about a third of that. */
  gasLimit?: number | undefined;
  /** The prefix of the chain's addresses; `nillion` unless given. */
  walletPrefix?: string | undefined;
  /** How many milliseconds a payment may take until it is in a block; 30,000 unless given. */
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
  privateKey: true,
  gasLimit: true,
  walletPrefix: true,
  queryTimeoutMs: true,
  pollMs: true,
  fetch: true,
  environment: true,
};

const privateKeyBytes = 32;
const prefixForm = /^[a-z0-9]{1,83}$/;

/** Checked options, with their defaults. */
export interface PayerSettings {
  readonly rpcEndpoint: string;
  readonly gasLimit: number;
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
): PayerSettings & { readonly wallet: ChainWalletOptions } {
  const { network, gasLimit = 200_000, walletPrefix = "nillion" } = checkOptions(
    options,
    "A payer",
    names,
  );
  const chainId = options.chainId ?? network?.chainId;
  const endpoint = options.rpcEndpoint ?? network?.chainRpcEndpoint;
  if (typeof chainId !== "string" || chainId === "" || !endpoint) {
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
  const rpcEndpoint = checkEndpoint(endpoint, "The chain's RPC endpoint", "rpcEndpoint");
  return {
    rpcEndpoint,
    gasLimit: checkGasLimit(gasLimit),
    queryTimeoutMs: checkMs(options.queryTimeoutMs ?? 30_000, "queryTimeoutMs"),
    pollMs: checkMs(options.pollMs ?? 1_000, "pollMs"),
    environment: { ...platform, ...options.environment },
    wallet: {
      privateKey: readPrivateKey(options.privateKey),
      prefix: walletPrefix,
      chainId,
      rpcEndpoint,
      fetch: options.fetch ?? network?.fetch ?? globalThis.fetch,
    },
  };
}

/** Checks how much gas a payment may use. */
export function checkGasLimit(gasLimit: number): number {
  if (Number.isSafeInteger(gasLimit) && gasLimit > 0) return gasLimit;
  throw new InvalidArgumentError(
    `gasLimit must be a positive whole number, got ${shown(gasLimit)}`,
    { option: "gasLimit" },
  );
}

function readPrivateKey(key: PrivateKey | Uint8Array | string): Uint8Array {
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

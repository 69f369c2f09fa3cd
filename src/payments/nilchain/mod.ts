/**
 * Pays for operations from a wallet on the chain.
 *
 * It runs wherever the client runs. It needs the WASM core: import `@nilvm/client`, or
 * `@nilvm/client/wasm` for your runtime.
 *
 * @example Pay from your own wallet
 * ```ts
 * import { VmClient } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { PrivateKey } from "@nilvm/client/keys";
 * import { NilChainPayer } from "@nilvm/client/nilchain";
 * import { assertEquals } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * const { network, wallets } = devnet;
 * await using client = await VmClient.create({
 *   key: PrivateKey.random(),
 *   network,
 *   payer: new NilChainPayer({ network, privateKey: wallets[3]!.privateKey }),
 * });
 *
 * await client.addFunds(1_000_000n);
 *
 * assertEquals((await client.balance()).balance, 100n);
 * ```
 *
 * @module
 */
export { NilChainPayer, type SubmitPaymentOptions } from "./nilchain_payer.ts";
export {
  type GasPriceStep,
  type KeplrBech32Config,
  type KeplrChainInfo,
  keplrChainInfo,
  type KeplrChainOptions,
  type KeplrCurrency,
} from "./keplr_chain_info.ts";
export type {
  DirectSignature,
  DirectSignDoc,
  OfflineAccount,
  OfflineSigner,
} from "./offline_signer.ts";
export type { NilChainPayerOptions } from "./payer_options.ts";
export type { PayForMessage } from "./prepare_msg.ts";

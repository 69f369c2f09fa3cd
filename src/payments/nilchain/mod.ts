/**
 * Pays for operations from a wallet on the chain.
 *
 * Runs wherever the client does. Wallets sign with the WASM core, which comes with the client, or
 * alone with `@nilvm/client/wasm` and its like.
 *
 * @example Bring a wallet of your own
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
export type { NilChainPayerOptions } from "./payer_options.ts";
export type { PayForMessage } from "./prepare_msg.ts";

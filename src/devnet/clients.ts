import type { VmClient, VmClientOptions } from "../client.ts";
import { checkOptions, type OptionNames } from "../base/check_options.ts";
import { PrivateKey } from "../keys/private_key.ts";
import type { Network } from "../network/network.ts";
import type { Payer } from "../payments/payer.ts";

/** Who a client of a devnet acts for, and which wallet pays. */
export interface DevnetClientOptions extends Partial<Omit<VmClientOptions, "network">> {
  /** The number of the wallet that pays, where no `payer` is given; 0 unless given. */
  wallet?: number | undefined;
}

const names: OptionNames<DevnetClientOptions> = {
  key: true,
  wallet: true,
  payer: true,
  paymentMode: true,
  timeoutMs: true,
  signal: true,
  environment: true,
};

/**
 * Connects a client to a devnet. The client is loaded only when somebody asks for one: a devnet
 * that others connect to never needs it.
 */
export async function connectClient(
  network: Network,
  payerOf: (walletIndex: number) => Payer,
  options: DevnetClientOptions,
): Promise<VmClient> {
  const { wallet = 0, key, payer, ...others } = checkOptions(
    options,
    "A client of a devnet",
    names,
  );
  const { VmClient } = await import("../client.ts");
  return await VmClient.create({
    ...others,
    network,
    key: key ?? PrivateKey.random(),
    payer: payer ?? payerOf(wallet),
  });
}

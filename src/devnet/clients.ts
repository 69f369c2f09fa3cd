import { checkOptions, type OptionNames } from "../base/check_options.ts";
import type { VmClient, VmClientOptions } from "../client.ts";
import { PrivateKey } from "../keys/private_key.ts";
import type { Network } from "../network/network.ts";
import type { Payer } from "../payments/payer.ts";

export type { VmClient };

/** The options of a client that a devnet connects; each has a default. */
export interface DevnetClientOptions extends Partial<Omit<VmClientOptions, "network">> {
  /** The number of the wallet that pays when there is no `payer`; 0 by default. */
  wallet?: number | undefined;
}

const names: OptionNames<DevnetClientOptions> = {
  key: true,
  wallet: true,
  payer: true,
  journal: true,
  paymentMode: true,
  timeoutMs: true,
  maxFeesUnil: true,
  signal: true,
  onEvent: true,
  tracer: true,
  environment: true,
};

/** Connects a client to a devnet. Loads the client's code only now: a devnet that serves other processes needs none of it. */
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

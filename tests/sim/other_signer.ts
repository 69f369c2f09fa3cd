/** Somebody else who has the key of a wallet. */
import { PrivateKey } from "@nilvm/client/keys";
import { Random } from "../../tools/random.ts";
import { payFor, signTx } from "../support/chain/wallet.ts";
import { chainOrigin } from "./passing.ts";
import type { Step } from "./plan.ts";
import type { World } from "./world.ts";

/** Pays from the wallet of a client. */
export async function signFromOutside(world: World, step: Step): Promise<void> {
  const { devnet, state, plan, story } = world;
  const index = plan.shape.clients[step.client]!.wallet;
  if (index === undefined) return;
  const { address, privateKey: hex } = devnet.wallets[index]!;
  const privateKey = Uint8Array.fromHex(hex);
  const publicKey = PrivateKey.fromBytes(privateKey).publicKey.toBytes();
  const wallet = { index, address, privateKey, publicKey };
  const { number, sequence } = state.chain.tables.accounts.get(address)!;
  const resource = new Random(plan.seed, 5_000 + step.id).bytes(32);
  const tx = signTx(wallet, {
    messages: [payFor(wallet, resource, 1n)],
    chainId: state.chain.chainId,
    accountNumber: number,
    sequence,
  });
  story.tell("other signer", `pays from wallet ${index} with sequence ${sequence}`);
  const params = { tx: tx.toBase64() };
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "broadcast_tx_sync", params });
  await (await devnet.fetch(chainOrigin, { method: "POST", body })).text();
}

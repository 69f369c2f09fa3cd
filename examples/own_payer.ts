/**
 * Pays from a wallet that the package knows nothing of: anything that can have a `MsgPayFor` signed
 * and committed is a payer. This one leaves the wallet to cosmjs as it comes, and keeps to a budget.
 *
 * `deno run --allow-net=127.0.0.1 examples/own_payer.ts`
 *
 * @module
 */
import { DirectSecp256k1Wallet, type OfflineSigner, Registry } from "@cosmjs/proto-signing";
import { SigningStargateClient } from "@cosmjs/stargate";
import {
  FailedPreconditionError,
  InsufficientFundsError,
  type Payer,
  PaymentUnknownError,
  SecretInteger,
  VmClient,
} from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";
import { NilChainPayer } from "@nilvm/client/nilchain";

class BudgetPayer implements Payer {
  readonly #signer: OfflineSigner;
  readonly #rpcEndpoint: string;
  #budgetUnil: bigint;

  constructor(signer: OfflineSigner, rpcEndpoint: string, budgetUnil: bigint) {
    this.#signer = signer;
    this.#rpcEndpoint = rpcEndpoint;
    this.#budgetUnil = budgetUnil;
  }

  async submitPayment(amountUnil: bigint, resource: Uint8Array): Promise<string> {
    // A VmError says that nothing was paid.
    if (amountUnil > this.#budgetUnil) {
      throw new InsufficientFundsError(`${amountUnil} unil exceed the budget`);
    }
    this.#budgetUnil -= amountUnil;

    const [account] = await this.#signer.getAccounts();
    const message = NilChainPayer.prepareMsg(amountUnil, resource, account!.address);
    const registry = new Registry([[message.typeUrl, serialized]]);
    const chain = await SigningStargateClient.connectWithSigner(this.#rpcEndpoint, this.#signer, {
      registry,
    });
    const fee = { amount: [], gas: "200000" };
    const txHash = await chain.signAndBroadcastSync(account!.address, [message], fee);
    for (let attempt = 0; attempt < 300; attempt++) {
      const found = await chain.getTx(txHash);
      if (found?.code === 0) return txHash;
      if (found) throw new FailedPreconditionError(found.rawLog, { txHash });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    // Invoking the operation again asks for this transaction instead of paying anew.
    throw new PaymentUnknownError(`Payment ${txHash} is in no block yet`, { txHash });
  }
}

/** How cosmjs puts a message into a transaction that is serialized already. */
const serialized = {
  fromPartial: (value: Uint8Array) => value,
  encode: (value: Uint8Array) => ({ finish: () => value }),
  decode: (value: Uint8Array) => value,
};

await using devnet = await startDevnet({ ports: "free" });
const { privateKey } = devnet.wallets[0]!;
const wallet = await DirectSecp256k1Wallet.fromKey(
  PrivateKey.fromHex(privateKey).toBytes(),
  "nillion",
);
await using client = await VmClient.create({
  key: PrivateKey.random(),
  network: devnet.network,
  payer: new BudgetPayer(wallet, devnet.network.chainRpcEndpoint!, 1_500_000n),
});

const id = await client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 }).invoke();
console.log(`Stored within the budget: ${id}`);
try {
  await client.retrieveValues(id).invoke();
} catch (error) {
  if (!(error instanceof InsufficientFundsError)) throw error;
  console.log(`Not paid: ${error.message}`);
}

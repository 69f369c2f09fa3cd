/**
 * A payer of your own. A payer is any object that gets a `MsgPayFor` signed and into a block. This
 * one signs with a wallet of cosmjs, and never spends more than its budget.
 *
 * `deno run --allow-net=127.0.0.1 examples/own_payer.ts`
 *
 * @module
 */
import { DirectSecp256k1Wallet, type OfflineSigner, Registry } from "@cosmjs/proto-signing";
import { BroadcastTxError, SigningStargateClient } from "@cosmjs/stargate";
import {
  FailedPreconditionError,
  InsufficientFundsError,
  type Payer,
  PaymentUnknownError,
  SecretInteger,
  UnavailableError,
  VmClient,
} from "@nilvm/client";
import { startDevnet } from "@nilvm/client/devnet";
import { PrivateKey } from "@nilvm/client/keys";
import { NilChainPayer } from "@nilvm/client/nilchain";
import { TxRaw } from "cosmjs-types/cosmos/tx/v1beta1/tx";

/** Pays from a wallet of cosmjs until a budget is spent. */
export class BudgetPayer implements Payer {
  readonly #signer: OfflineSigner;
  readonly #rpcEndpoint: string;
  #budgetUnil: bigint;

  constructor(signer: OfflineSigner, rpcEndpoint: string, budgetUnil: bigint) {
    this.#signer = signer;
    this.#rpcEndpoint = rpcEndpoint;
    this.#budgetUnil = budgetUnil;
  }

  async submitPayment(amountUnil: bigint, resource: Uint8Array): Promise<string> {
    // A VmError tells the client that nothing was paid, unless it is a PaymentUnknownError.
    if (amountUnil > this.#budgetUnil) {
      throw new InsufficientFundsError(`${amountUnil} unil exceed the budget`);
    }
    this.#budgetUnil -= amountUnil;
    try {
      return await this.#pay(amountUnil, resource);
    } catch (error) {
      if (!(error instanceof PaymentUnknownError)) this.#budgetUnil += amountUnil;
      throw error;
    }
  }

  async #pay(amountUnil: bigint, resource: Uint8Array): Promise<string> {
    const { chain, bytes } = await this.#sign(amountUnil, resource).catch((cause) => {
      throw new UnavailableError("The payment cannot be signed, so nothing was paid", { cause });
    });
    // The hash is known before the transaction is sent, so its outcome can be asked for later.
    const txHash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
    const { code, rawLog } = await commit(chain, bytes).catch((cause) => {
      if (cause instanceof BroadcastTxError) return { code: cause.code, rawLog: cause.log };
      // When the operation is invoked again, the client asks for this transaction before it pays.
      throw new PaymentUnknownError(`Payment ${txHash} may have been made`, { txHash, cause });
    });
    if (code !== 0) throw new FailedPreconditionError(`The chain refused: ${rawLog}`, { txHash });
    return txHash;
  }

  async #sign(amountUnil: bigint, resource: Uint8Array) {
    const [account] = await this.#signer.getAccounts();
    const message = NilChainPayer.prepareMsg(amountUnil, resource, account!.address);
    const registry = new Registry([[message.typeUrl, serialized]]);
    const chain = await SigningStargateClient.connectWithSigner(this.#rpcEndpoint, this.#signer, {
      registry,
    });
    const fee = { amount: [], gas: "200000" };
    const tx = await chain.sign(account!.address, [message], fee, "");
    return { chain, bytes: Uint8Array.from(TxRaw.encode(tx).finish()) };
  }
}

/** Sends a transaction and waits until it is in a block. */
async function commit(chain: SigningStargateClient, bytes: Uint8Array) {
  const txHash = await chain.broadcastTxSync(bytes);
  for (let attempt = 0; attempt < 300; attempt++) {
    const found = await chain.getTx(txHash);
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Transaction ${txHash} is not in a block yet`);
}

/** Tells cosmjs how to encode the message: its bytes are already serialized. */
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
  // The client adds what it was doing to the message. The payer's own error is the cause.
  console.log(`Not paid: ${(error.cause as Error).message}`);
}

/**
 * A wallet on the chain. Only this file and `rpc_client.ts` import cosmjs, and both are loaded with
 * the first payment.
 *
 * @module
 */
import {
  type AccountData,
  DirectSecp256k1Wallet,
  makeAuthInfoBytes,
  makeSignDoc,
} from "@cosmjs/proto-signing";
import { StargateClient } from "@cosmjs/stargate";
import { Comet38Client } from "@cosmjs/tendermint-rpc";
import { PubKey } from "cosmjs-types/cosmos/crypto/secp256k1/keys";
import { TxBody, TxRaw } from "cosmjs-types/cosmos/tx/v1beta1/tx";
import { InsufficientFundsError } from "../../errors/mod.ts";
import { encodeHex } from "../../base/hex.ts";
import type { Fetch } from "../../network/node_fetch.ts";
import { prepareMsg } from "./prepare_msg.ts";
import { rpcClient } from "./rpc_client.ts";

/** A wallet and its chain. */
export interface ChainWalletOptions {
  /** The wallet's key. */
  readonly privateKey: Uint8Array;
  /** The prefix of the chain's addresses. */
  readonly prefix: string;
  /** The chain's id, which a signature covers. */
  readonly chainId: string;
  /** The URL of the chain's JSON-RPC. */
  readonly rpcEndpoint: string;
  /** Sends the requests to the chain. */
  readonly fetch: Fetch;
}

/** A payment before it is signed. */
export interface PaymentIntent {
  /** The amount in unil. */
  readonly amountUnil: bigint;
  /** What the payment is for. */
  readonly resource: Uint8Array;
  /** How much gas it may use. */
  readonly gasLimit: number;
}

/** A signed payment. It can be sent any number of times, and is made once. */
export interface SignedPayment {
  /** The hash of the transaction, in upper-case hex. */
  readonly txHash: string;
  /** The transaction. */
  readonly bytes: Uint8Array;
  /** The transaction's sequence number in the wallet. */
  readonly sequence: number;
}

/** The chain's result of a transaction. */
export interface TxResult {
  /** 0 for success, or the number of the failure. */
  readonly code: number;
  /** The failure in words. */
  readonly log: string;
}

/** A transaction of the wallet in a block. */
export interface CommittedTx extends TxResult {
  /** The hash of the transaction, in upper-case hex. */
  readonly txHash: string;
}

/** Opens a wallet. It sends nothing. */
export async function openChainWallet(options: ChainWalletOptions): Promise<ChainWallet> {
  const signer = await DirectSecp256k1Wallet.fromKey(options.privateKey, options.prefix);
  const [account] = await signer.getAccounts();
  return new ChainWallet(signer, account!, options);
}

/** A wallet on the chain. */
export class ChainWallet {
  /** The wallet's address. */
  readonly address: string;
  readonly #signer: DirectSecp256k1Wallet;
  readonly #publicKey: Uint8Array;
  readonly #options: ChainWalletOptions;
  #accountNumber: bigint | undefined;

  /** Made by `openChainWallet`. */
  constructor(signer: DirectSecp256k1Wallet, account: AccountData, options: ChainWalletOptions) {
    this.address = account.address;
    this.#signer = signer;
    this.#publicKey = account.pubkey;
    this.#options = options;
  }

  /** The sequence number of the wallet's next transaction: the number of those in blocks. */
  async committedSequence(signal: AbortSignal): Promise<number> {
    const account = await this.#client(signal).getAccount(this.address);
    if (account === null) {
      throw new InsufficientFundsError(
        `Wallet ${this.address} does not exist on the chain, so nothing was paid: send it unil first`,
        {
          phase: "payment",
        },
      );
    }
    this.#accountNumber = account.accountNumber;
    return account.sequence;
  }

  /** Signs a payment with a sequence number. Call `committedSequence` once before. */
  async sign(
    { amountUnil, resource, gasLimit }: PaymentIntent,
    sequence: number,
  ): Promise<SignedPayment> {
    const { chainId } = this.#options;
    const messages = [prepareMsg(amountUnil, resource, this.address)];
    const bodyBytes = TxBody.encode(TxBody.fromPartial({ messages })).finish();
    const pubkey = {
      typeUrl: PubKey.typeUrl,
      value: PubKey.encode({ key: this.#publicKey }).finish(),
    };
    const authInfoBytes = makeAuthInfoBytes(
      [{ pubkey, sequence }],
      [],
      gasLimit,
      undefined,
      undefined,
    );
    const signDoc = makeSignDoc(bodyBytes, authInfoBytes, chainId, this.#accountNumber!);
    const { signature } = await this.#signer.signDirect(this.address, signDoc);
    const signatures = [Uint8Array.from(atob(signature.signature), (c) => c.charCodeAt(0))];
    const bytes = TxRaw.encode({ bodyBytes, authInfoBytes, signatures }).finish();
    const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", Uint8Array.from(bytes)));
    return { txHash: encodeHex(hash).toUpperCase(), bytes, sequence };
  }

  /** Sends a payment. Code 0 means that the chain has accepted it, and it may be in a block. */
  async broadcast({ bytes }: SignedPayment, signal: AbortSignal): Promise<TxResult> {
    const { code, log } = await this.#comet(signal).broadcastTxSync({ tx: bytes });
    return { code, log: log ?? "" };
  }

  /** The result of a transaction, if it is in a block. */
  find(txHash: string, signal: AbortSignal): Promise<TxResult | undefined> {
    return this.#search(`tx.hash='${txHash}'`, signal);
  }

  /** The transaction with a sequence number of the wallet, if it is in a block. */
  findAt(sequence: number, signal: AbortSignal): Promise<CommittedTx | undefined> {
    return this.#search(`tx.acc_seq='${this.address}/${sequence}'`, signal);
  }

  /** It reads one page. Cosmjs' `txSearchAll` never ends if the chain gives a wrong total. */
  async #search(query: string, signal: AbortSignal): Promise<CommittedTx | undefined> {
    const { txs: [found] } = await this.#comet(signal).txSearch({ query, per_page: 1 });
    if (found === undefined) return undefined;
    const { code, log } = found.result;
    return { txHash: encodeHex(found.hash).toUpperCase(), code, log: log ?? "" };
  }

  #comet(signal: AbortSignal): Comet38Client {
    const { rpcEndpoint, fetch } = this.#options;
    return Comet38Client.create(rpcClient(rpcEndpoint, fetch, signal));
  }

  #client(signal: AbortSignal): StargateClient {
    return StargateClient.create(this.#comet(signal));
  }
}

/**
 * A wallet on the chain, as far as payments need one. Only this file and `rpc_client.ts` import
 * cosmjs, and both are loaded with the first payment.
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

/** Where a wallet is and how it pays. */
export interface ChainWalletOptions {
  /** Its key. */
  readonly privateKey: Uint8Array;
  /** What addresses of the chain start with. */
  readonly prefix: string;
  /** The chain's name, which a signature covers. */
  readonly chainId: string;
  /** The URL of the chain's JSON-RPC. */
  readonly rpcEndpoint: string;
  /** Reaches it. */
  readonly fetch: Fetch;
}

/** What is to be paid. */
export interface PaymentIntent {
  /** How much, in unil. */
  readonly amountUnil: bigint;
  /** For what. */
  readonly resource: Uint8Array;
  /** How much gas it may use. */
  readonly gasLimit: number;
}

/** A payment that is signed, so that it can be sent any number of times and be made once. */
export interface SignedPayment {
  /** What it will be known by, in upper-case hex. */
  readonly txHash: string;
  /** The transaction. */
  readonly bytes: Uint8Array;
  /** The place it takes among the wallet's transactions. */
  readonly sequence: number;
}

/**
 * What the chain says of a transaction: code 0 is success, and `log` says what any other code
 * means.
 */
export interface Verdict {
  /** The number of the failure. */
  readonly code: number;
  /** The failure in words. */
  readonly log: string;
}

/** A transaction of the wallet in a block. */
export interface CommittedTx extends Verdict {
  /** What it is known by, in upper-case hex. */
  readonly txHash: string;
}

/** Opens a wallet; nothing is sent. */
export async function openChainWallet(options: ChainWalletOptions): Promise<ChainWallet> {
  const signer = await DirectSecp256k1Wallet.fromKey(options.privateKey, options.prefix);
  const [account] = await signer.getAccounts();
  return new ChainWallet(signer, account!, options);
}

/** A wallet on the chain. */
export class ChainWallet {
  /** Its address. */
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

  /** How many of its transactions are in blocks, which is the place of the next. */
  async committedSequence(signal: AbortSignal): Promise<number> {
    const account = await this.#client(signal).getAccount(this.address);
    if (account === null) {
      throw new InsufficientFundsError(
        `Wallet ${this.address} has never held anything, nothing was paid: send it unil first`,
        {
          phase: "payment",
        },
      );
    }
    this.#accountNumber = account.accountNumber;
    return account.sequence;
  }

  /** Signs a payment for its place; `committedSequence` has to have been asked for once. */
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

  /** Sends a payment; code 0 means that it waits for its block, or is in one. */
  async broadcast({ bytes }: SignedPayment, signal: AbortSignal): Promise<Verdict> {
    const { code, log } = await this.#comet(signal).broadcastTxSync({ tx: bytes });
    return { code, log: log ?? "" };
  }

  /** What became of a transaction, once it is in a block. */
  find(txHash: string, signal: AbortSignal): Promise<Verdict | undefined> {
    return this.#search(`tx.hash='${txHash}'`, signal);
  }

  /** Which transaction took a place among the wallet's, once it is in a block; there is but one. */
  findAt(sequence: number, signal: AbortSignal): Promise<CommittedTx | undefined> {
    return this.#search(`tx.acc_seq='${this.address}/${sequence}'`, signal);
  }

  /** One page: what collects them all asks for ever where the chain says that there are more than it gives. */
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

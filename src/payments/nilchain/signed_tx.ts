/**
 * The bytes of transactions: signs payments, and reads who signed a transaction of a block. Only this
 * file and `wallet.ts` import `cosmjs.js`, and all three are loaded with the first payment.
 *
 * @module
 */
import { encodeHex } from "../../base/hex.ts";
import { PublicKey } from "../../keys/public_key.ts";
import {
  AuthInfo,
  type Coin,
  DirectSecp256k1Wallet,
  makeAuthInfoBytes,
  makeSignBytes,
  makeSignDoc,
  PubKey,
  TxBody,
  TxRaw,
} from "./cosmjs.js";
import type { OfflineAccount, OfflineSigner } from "./offline_signer.ts";
import type { WalletKey } from "./payer_options.ts";
import { prepareMsg } from "./prepare_msg.ts";
import { accountOf, askWallet, bytesOfBase64, feeSigned, notSigned } from "./wallet_signer.ts";

/** What is paid, and for what. */
export interface PaymentIntent {
  /** The amount in unil. */
  readonly amountUnil: bigint;
  /** What the payment is for. */
  readonly resource: Uint8Array;
}

/** All that a signature covers beside the intent. */
export interface TxTerms {
  /** The number of the wallet's account. */
  readonly accountNumber: bigint;
  /** The transaction's sequence number in the wallet. */
  readonly sequence: number;
  /** The height of the last block that may hold the transaction. */
  readonly timeoutHeight: number;
  /** How much gas it may use. */
  readonly gasLimit: number;
  /** The fee in unil. */
  readonly feeUnil: bigint;
}

/** A signed transaction. It can be sent any number of times, and is made once. */
export interface SignedTx extends TxTerms {
  /** The hash of the transaction, in upper-case hex. */
  readonly txHash: string;
  /** The transaction. */
  readonly bytes: Uint8Array;
}

/** A transaction that carries the wallet's public key. */
export interface WalletTx {
  /** The hash of the transaction, in upper-case hex. */
  readonly txHash: string;
  /** The transaction's sequence number in the wallet. */
  readonly sequence: number;
  /** The height of the last block that may hold it; 0 if any may. */
  readonly timeoutHeight: number;
  /** The transaction. */
  readonly bytes: Uint8Array;
}

/** The hash by which the chain knows a transaction: SHA-256, in upper-case hex. */
export async function txHashOf(bytes: Uint8Array): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", Uint8Array.from(bytes)));
  return encodeHex(hash).toUpperCase();
}

/**
 * Opens a wallet. It sends nothing.
 *
 * @throws {SigningFailedError} When the wallet shows no account, or none of this chain.
 */
export async function openSigner({ source, prefix, chainId }: WalletKey): Promise<Signer> {
  if ("privateKey" in source) {
    const signer = await DirectSecp256k1Wallet.fromKey(source.privateKey, prefix);
    const [account] = await signer.getAccounts();
    return new Signer(signer, account!, chainId);
  }
  const { signer } = source;
  return new Signer(signer, await accountOf(source, prefix), chainId, source.maxFeeUnil);
}

/** The key of a wallet. */
export class Signer {
  /** The wallet's address. */
  readonly address: string;
  readonly #signer: OfflineSigner<unknown>;
  readonly #publicKey: Uint8Array;
  readonly #chainId: string;
  /** The highest fee that is taken of a wallet that signs elsewhere. Without it, the key is in this process. */
  readonly #maxFeeUnil: bigint | undefined;

  /** Made by `openSigner`. */
  constructor(
    signer: OfflineSigner<unknown>,
    account: OfflineAccount,
    chainId: string,
    maxFeeUnil?: bigint,
  ) {
    this.address = account.address;
    this.#signer = signer;
    this.#publicKey = account.pubkey;
    this.#chainId = chainId;
    this.#maxFeeUnil = maxFeeUnil;
  }

  /**
   * Signs a payment.
   *
   * @throws {SigningFailedError} When the wallet refuses, or signs something else.
   */
  async sign(intent: PaymentIntent, terms: TxTerms, signal: AbortSignal): Promise<SignedTx> {
    const { bodyBytes, authInfoBytes } = this.#parts(intent, terms);
    const signDoc = makeSignDoc(bodyBytes, authInfoBytes, this.#chainId, terms.accountNumber);
    const ask = () => this.#signer.signDirect(this.address, signDoc);
    const answer = await (this.#maxFeeUnil === undefined ? ask() : askWallet(ask, signal));
    const { signature, ...fee } = this.#maxFeeUnil === undefined
      ? { signature: bytesOfBase64(answer.signature.signature) }
      : feeSigned(signDoc, answer, this.#maxFeeUnil);
    const bytes = TxRaw.encode({
      bodyBytes: answer.signed.bodyBytes,
      authInfoBytes: answer.signed.authInfoBytes,
      signatures: [signature],
    }).finish();
    if (this.#maxFeeUnil !== undefined && !this.isSigned(bytes, terms.accountNumber)) {
      throw notSigned(
        `the signature is not of account ${this.address}: select that one in the wallet, or make a new payer`,
        "accountChanged",
      );
    }
    return { ...terms, ...fee, txHash: await txHashOf(bytes), bytes };
  }

  /** A payment without a signature, which can be simulated and never made. */
  unsigned(intent: PaymentIntent, terms: TxTerms): Uint8Array {
    return TxRaw.encode({ ...this.#parts(intent, terms), signatures: [new Uint8Array()] }).finish();
  }

  #parts(
    { amountUnil, resource }: PaymentIntent,
    { sequence, timeoutHeight, gasLimit, feeUnil }: TxTerms,
  ): { bodyBytes: Uint8Array; authInfoBytes: Uint8Array } {
    const messages = [prepareMsg(amountUnil, resource, this.address)];
    const body = TxBody.fromPartial({ messages, timeoutHeight: BigInt(timeoutHeight) });
    const pubkey = {
      typeUrl: PubKey.typeUrl,
      value: PubKey.encode({ key: this.#publicKey }).finish(),
    };
    const fee: Coin[] = feeUnil === 0n ? [] : [{ denom: "unil", amount: String(feeUnil) }];
    return {
      bodyBytes: TxBody.encode(body).finish(),
      authInfoBytes: makeAuthInfoBytes(
        [{ pubkey, sequence }],
        fee,
        gasLimit,
        undefined,
        undefined,
      ),
    };
  }

  /** Reads a transaction that carries this wallet's public key. Gives `undefined` for any other. */
  async read(bytes: Uint8Array): Promise<WalletTx | undefined> {
    try {
      const { bodyBytes, authInfoBytes } = TxRaw.decode(bytes);
      const signer = AuthInfo.decode(authInfoBytes).signerInfos.find(({ publicKey }) =>
        publicKey?.typeUrl === PubKey.typeUrl &&
        isSame(PubKey.decode(publicKey.value).key, this.#publicKey)
      );
      if (signer === undefined) return undefined;
      return {
        txHash: await txHashOf(bytes),
        sequence: Number(signer.sequence),
        timeoutHeight: Number(TxBody.decode(bodyBytes).timeoutHeight),
        bytes,
      };
    } catch {
      return undefined; // Another kind of transaction.
    }
  }

  /** Whether this wallet signed a transaction, for this chain and an account number. */
  isSigned(bytes: Uint8Array, accountNumber: bigint): boolean {
    try {
      const { bodyBytes, authInfoBytes, signatures } = TxRaw.decode(bytes);
      const message = makeSignBytes(
        makeSignDoc(bodyBytes, authInfoBytes, this.#chainId, accountNumber),
      );
      const key = PublicKey.fromBytes(this.#publicKey);
      return signatures.some((signature) => key.verify(message, signature));
    } catch {
      return false;
    }
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

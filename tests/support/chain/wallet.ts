/**
 * A wallet that signs valid and invalid transactions.
 *
 * @module
 */
import { create, toBinary } from "@bufbuild/protobuf";
import { makeSignDoc } from "@cosmjs/proto-signing";
import { MsgSend } from "cosmjs-types/cosmos/bank/v1beta1/tx";
import { PubKey } from "cosmjs-types/cosmos/crypto/secp256k1/keys";
import { SignMode } from "cosmjs-types/cosmos/tx/signing/v1beta1/signing";
import { AuthInfo, SignDoc, TxBody, TxRaw } from "cosmjs-types/cosmos/tx/v1beta1/tx";
import type { Any } from "cosmjs-types/google/protobuf/any";
import type { Wallet } from "./wallets.ts";
import { MsgPayForSchema } from "../../../src/gen/nillion/meta/v1/tx_pb.ts";
import { PrivateKey } from "../../../src/keys/private_key.ts";

export interface TxOptions {
  messages: Any[];
  chainId: string;
  accountNumber: number;
  sequence: number;
  gasLimit?: number | bigint;
  fee?: { denom: string; amount: string }[];
  memo?: string;
  timeoutHeight?: bigint;
  feePayer?: string;
  feeGranter?: string;
  signMode?: SignMode;
  /** The public key in the transaction; `null` for none. */
  publicKey?: Any | null;
  /** Further signers. */
  cosigner?: { wallet: Wallet; accountNumber: number; sequence: number };
  /** Changes the parts before they are signed. */
  tamper?: (parts: { bodyBytes: Uint8Array; authInfoBytes: Uint8Array }) => void;
  /** Changes the first signature. */
  signatures?: (signature: Uint8Array) => Uint8Array[];
}

/** The bytes of a transaction that a wallet signed. */
export function signTx(wallet: Wallet, options: TxOptions): Uint8Array {
  const { chainId, accountNumber, sequence, cosigner, publicKey } = options;
  const mode = options.signMode ?? SignMode.SIGN_MODE_DIRECT;
  const signers = [{ wallet, accountNumber, sequence }, ...(cosigner ? [cosigner] : [])];
  const parts = {
    bodyBytes: TxBody.encode(TxBody.fromPartial({
      messages: options.messages,
      memo: options.memo ?? "",
      timeoutHeight: options.timeoutHeight ?? 0n,
    })).finish(),
    authInfoBytes: AuthInfo.encode(AuthInfo.fromPartial({
      signerInfos: signers.map(({ wallet, sequence }) => ({
        ...(publicKey === null ? {} : { publicKey: publicKey ?? publicKeyOf(wallet) }),
        modeInfo: { single: { mode } },
        sequence: BigInt(sequence),
      })),
      fee: {
        amount: options.fee ?? [],
        gasLimit: BigInt(options.gasLimit ?? 200_000),
        payer: options.feePayer ?? "",
        granter: options.feeGranter ?? "",
      },
    })).finish(),
  };
  options.tamper?.(parts);
  const { bodyBytes, authInfoBytes } = parts;
  const [first, ...others] = signers.map(({ wallet, accountNumber }) => {
    const signed = SignDoc.encode(makeSignDoc(bodyBytes, authInfoBytes, chainId, accountNumber));
    return PrivateKey.fromBytes(wallet.privateKey).sign(signed.finish());
  });
  const signatures = [...(options.signatures?.(first!) ?? [first!]), ...others];
  return TxRaw.encode({ bodyBytes, authInfoBytes, signatures }).finish();
}

export function publicKeyOf({ publicKey }: Wallet): Any {
  return { typeUrl: PubKey.typeUrl, value: PubKey.encode({ key: publicKey }).finish() };
}

/** Pays for a resource. */
export function payFor(
  { address }: Wallet,
  resource: Uint8Array,
  ...amounts: (bigint | string | { denom: string; amount: string })[]
): Any {
  const amount = amounts.map((one) =>
    typeof one === "object" ? one : { denom: "unil", amount: one.toString() }
  );
  const message = create(MsgPayForSchema, { resource, fromAddress: address, amount });
  return { typeUrl: "/nillion.meta.v1.MsgPayFor", value: toBinary(MsgPayForSchema, message) };
}

/** Sends coins. */
export function send({ address }: Wallet, toAddress: string, ...amounts: bigint[]): Any {
  const amount = amounts.map((one) => ({ denom: "unil", amount: one.toString() }));
  return {
    typeUrl: MsgSend.typeUrl,
    value: MsgSend.encode({ fromAddress: address, toAddress, amount }).finish(),
  };
}

/** A public key in the form that the queries of cosmjs take. */
export function aminoPublicKey(publicKey: Uint8Array): { type: string; value: string } {
  return { type: "tendermint/PubKeySecp256k1", value: publicKey.toBase64() };
}

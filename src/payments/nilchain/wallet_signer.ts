/**
 * What a wallet of somebody else is asked, and what becomes of its answers.
 *
 * @module
 */
import { untilAborted } from "../../async/until_aborted.ts";
import { decodeBase64 } from "../../base/base64.ts";
import { isBytes } from "../../base/brand.ts";
import { equalBytes } from "../../base/bytes.ts";
import { messageOf } from "../../base/text.ts";
import { SigningFailedError, type SigningFailureReason, VmError } from "../../errors/mod.ts";
import { isRejection } from "../../network/rejection.ts";
import { AuthInfo, type SignDoc, TxBody } from "./cosmjs.js";
import type { Fee } from "./gas_price.ts";
import type { DirectSignature, OfflineAccount, OfflineSigner } from "./offline_signer.ts";

const publicKeyBytes = 33;

/** The error of a wallet that did not sign. */
export function notSigned(
  why: string,
  reason: SigningFailureReason,
  cause?: unknown,
): SigningFailedError {
  return new SigningFailedError(
    `Nothing was paid, since the wallet did not sign the payment: ${why}`,
    {
      phase: "payment",
      reason,
      failure: { delivery: "notSent", reason: "notSigned", from: "client" },
      cause,
    },
  );
}

/** Asks the wallet. It may ask a person, who may take longer than the call. */
export async function askWallet<T>(
  question: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  try {
    return await untilAborted(question(), signal);
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof VmError ? error : notSigned(messageOf(error), failureOf(error), error);
  }
}

/**
 * What wallets say beside a refusal, for which they have no codes: the words of Keplr and Leap, of the signers that they
 * give to cosmjs, and of cosmjs' own wallets.
 */
const words: readonly (readonly [RegExp, SigningFailureReason])[] = [
  [/signer mismatch|unknown signer address|not found in wallet/i, "accountChanged"],
  [/\bno (modular )?chain info\b|unmatched chain id/i, "wrongChain"],
];

/** The code of some wallets for a person who said no, which is that of EIP-1193. */
const rejectedCode = 4001;

/** Why a wallet did not sign, by what it threw. */
function failureOf(thrown: unknown): SigningFailureReason {
  const message = messageOf(thrown);
  const known = words.find(([form]) => form.test(message))?.[1];
  if (known !== undefined) return known;
  const { code } = (thrown ?? {}) as { code?: unknown };
  return code === rejectedCode || isRejection(message) ? "requestRejected" : "failed";
}

/**
 * The account that pays.
 *
 * @throws {SigningFailedError} When the wallet does not show it, or it is of another chain.
 */
export async function accountOf(
  { signer, address }: {
    readonly signer: OfflineSigner<unknown>;
    readonly address: string | undefined;
  },
  prefix: string,
): Promise<OfflineAccount> {
  const accounts = await askWallet(() => signer.getAccounts());
  const account = address === undefined
    ? accounts[0]
    : accounts.find((account) => account.address === address);
  if (account === undefined) {
    if (address === undefined) throw notSigned("it has no account", "noAccount");
    throw notSigned(
      `it shows no account ${address} now: select that one in the wallet`,
      "accountChanged",
    );
  }
  if (!account.address.startsWith(`${prefix}1`)) {
    throw notSigned(
      `its account ${account.address} is of another chain: addresses of this one begin with ${prefix}1`,
      "wrongChain",
    );
  }
  if (!isBytes(account.pubkey) || account.pubkey.length !== publicKeyBytes) {
    throw notSigned(`its account ${account.address} has no key of secp256k1`, "noAccount");
  }
  return account;
}

/**
 * The fee that the wallet has signed, which a person may have changed.
 *
 * @param maxUnil The highest fee that is taken.
 * @throws {SigningFailedError} When it signed another payment, another sequence number, another last block, for another
 * chain, for somebody else's fee, or for a higher one, or when its answer is malformed.
 */
export function feeSigned(
  asked: SignDoc,
  answer: DirectSignature,
  maxUnil: bigint,
): Fee & { readonly signature: Uint8Array } {
  try {
    const { signed, signature } = answer;
    const fee = checkSigned(asked, signed);
    if (fee.feeUnil > maxUnil) {
      throw notSigned(
        `it raised the fee to ${fee.feeUnil} unil, and maxTransactionFeeUnil is ${maxUnil}`,
        "somethingElse",
      );
    }
    return { ...fee, signature: bytesOfBase64(signature.signature) };
  } catch (error) {
    throw error instanceof VmError
      ? error
      : notSigned("its answer is malformed", "malformed", error);
  }
}

function checkSigned(asked: SignDoc, signed: DirectSignature["signed"]): Fee {
  if (signed.chainId !== asked.chainId) {
    throw notSigned(
      `it signed for the chain ${signed.chainId}, not for ${asked.chainId}`,
      "wrongChain",
    );
  }
  const [wanted, given] = [asked, signed].map(({ bodyBytes, authInfoBytes }) => {
    const { messages, timeoutHeight } = TxBody.decode(bodyBytes);
    const { signerInfos, fee } = AuthInfo.decode(authInfoBytes);
    return { messages, timeoutHeight, signerInfos, fee };
  });
  const { messages, timeoutHeight, signerInfos, fee } = given!;
  const isSame = timeoutHeight === wanted!.timeoutHeight && messages.length === 1 &&
    messages[0]!.typeUrl === wanted!.messages[0]!.typeUrl &&
    equalBytes(messages[0]!.value, wanted!.messages[0]!.value) &&
    signerInfos.length === 1 && signerInfos[0]!.sequence === wanted!.signerInfos[0]!.sequence &&
    !fee?.payer && !fee?.granter;
  if (!isSame) {
    throw notSigned(
      "it signed another transaction than the one it was asked for",
      "somethingElse",
    );
  }
  const coins = fee?.amount ?? [];
  if (coins.some(({ denom, amount }) => denom !== "unil" || !/^\d+$/.test(amount))) {
    throw notSigned("it pays its fee in another coin than unil", "somethingElse");
  }
  const feeUnil = coins.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
  return { gasLimit: Number(fee?.gasLimit ?? 0), feeUnil };
}

/** The bytes of a signature in base64. */
export function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  const bytes = decodeBase64(text);
  if (bytes === undefined) throw notSigned("its signature is not base64", "malformed");
  return bytes;
}

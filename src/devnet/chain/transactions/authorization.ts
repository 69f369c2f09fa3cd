import { encodeBase64 } from "../../../base/base64.ts";
import { create, toBinary } from "@bufbuild/protobuf";
import { InvalidArgumentError } from "../../../errors/mod.ts";
import { SignDocSchema, SignMode } from "../../../gen/nilvm/chain/v1/tx_pb.ts";
import { PublicKey } from "../../../keys/public_key.ts";
import { readAccount, readAccountParameters, writeAccount } from "./accounts.ts";
import { addressOfKey, parseAddress } from "./address.ts";
import { deductFee } from "./bank.ts";
import { formatCoins } from "./coins.ts";
import { emit, type Execution, type RunContext } from "./gas.ts";
import { ChainRefusal, chainRefusal } from "./chain_refusal.ts";
import type { Account } from "./state.ts";
import type { SignerInfo, Transaction } from "./transaction.ts";

/** An account that must sign, with its signature. */
interface Signer extends SignerInfo {
  readonly address: string;
  /** Empty in simulations. */
  readonly signature: Uint8Array;
}

const gasLimitMax = (1n << 63n) - 1n;
const memoBytesMax = 256;
const signersMax = 7;
const gasPerByte = 10;
const gasPerSignature = 1000;
/** The bytes that a simulation counts for a missing signature. */
const signatureBytes = 112;

/**
 * Checks a transaction before its messages run: its form, its signatures and sequences, and its fee. Takes the fee and
 * increments the sequences. The steps and their order are those of the Cosmos SDK, because they decide which error an
 * invalid transaction gets.
 */
export function authorize(
  transaction: Transaction,
  execution: Execution,
  context: RunContext,
): void {
  // The SDK looks up whether each type of message is disabled.
  for (const _ of transaction.messages) execution.gas.has();
  const signers = requireWellFormed(transaction);
  requireInTime(transaction, context);
  requireShortMemo(transaction, execution);
  payForBytes(transaction, signers, execution, context);
  payFee(transaction, signers, execution);
  learnPublicKeys(signers, execution, context);
  payForSignatures(signers, execution);
  requireSignatures(transaction, signers, execution, context);
  incrementSequences(signers, execution);
}

function requireWellFormed(transaction: Transaction): Signer[] {
  const { gasLimit, fee, signatures, signerInfos } = transaction;
  const addresses = signerAddresses(transaction);
  if (gasLimit > gasLimitMax) {
    throw chainRefusal("invalidRequest", `invalid gas supplied; ${gasLimit} > ${gasLimitMax}`);
  }
  if (fee.some(({ amount }) => amount < 0n)) {
    throw chainRefusal("insufficientFee", `invalid fee provided: ${formatCoins(fee)}`);
  }
  if (signatures.length === 0) {
    throw new ChainRefusal("noSignatures", "no signatures supplied");
  }
  for (const { length } of [signatures, signerInfos]) {
    if (length !== addresses.length) {
      throw chainRefusal(
        "unauthorized",
        `wrong number of signers; expected ${addresses.length}, got ${length}`,
      );
    }
  }
  return addresses.map((address, i) => ({
    ...signerInfos[i]!,
    address,
    signature: signatures[i]!,
  }));
}

/** The accounts that must sign, each once: those that the messages name, then the fee payer. */
function signerAddresses({ messages, feePayer }: Transaction): string[] {
  const named = messages.map(({ signer }) => signer);
  if (feePayer !== "") named.push(feePayer);
  return [...new Set(named.map(parseAddress))];
}

function requireInTime({ timeoutHeight }: Transaction, { height }: RunContext): void {
  if (timeoutHeight > 0n && height > timeoutHeight) {
    throw chainRefusal(
      "txTimeoutHeight",
      `block height: ${height}, timeout height: ${timeoutHeight}`,
    );
  }
}

function requireShortMemo({ memo }: Transaction, execution: Execution): void {
  if (memo === "") return;
  readAccountParameters(execution);
  const { length } = new TextEncoder().encode(memo);
  if (length > memoBytesMax) {
    throw chainRefusal(
      "memoTooLarge",
      `maximum number of characters is ${memoBytesMax} but received ${length} characters`,
    );
  }
}

function payForBytes(
  { byteLength }: Transaction,
  signers: readonly Signer[],
  execution: Execution,
  { mode }: RunContext,
): void {
  readAccountParameters(execution);
  execution.gas.consume(gasPerByte * byteLength, "txSize");
  if (mode !== "simulate") return;
  for (const { address, signature } of signers) {
    if (signature.length > 0) continue;
    readAccount(execution, address);
    execution.gas.consume(gasPerByte * signatureBytes, "txSize");
  }
}

function payFee(
  { fee, feePayer, feeGranter }: Transaction,
  signers: readonly Signer[],
  execution: Execution,
): void {
  const payer = feePayer === "" ? signers[0]!.address : parseAddress(feePayer);
  if (feeGranter !== "" && feeGranter !== payer) {
    throw chainRefusal(
      "notFound",
      `${feeGranter} does not allow to pay fees for ${payer}: fee-grant not found`,
    );
  }
  if (readAccount(execution, payer) === undefined) {
    throw chainRefusal("unknownAddress", `fee payer address: ${payer} does not exist`);
  }
  if (fee.some(({ amount }) => amount !== 0n)) deductFee(execution, payer, fee);
  emit(execution, "tx", { fee: formatCoins(fee), fee_payer: payer });
}

function learnPublicKeys(
  signers: readonly Signer[],
  execution: Execution,
  { mode }: RunContext,
): void {
  signers.forEach(({ address, publicKey }, index) => {
    if (publicKey === undefined) return;
    if (mode !== "simulate" && addressOfKey(publicKey) !== address) {
      throw chainRefusal(
        "invalidPublicKey",
        `pubKey does not match signer address ${address} with signer index: ${index}`,
      );
    }
    const account = readSigner(execution, address);
    if (account.publicKey === undefined) writeAccount(execution, { ...account, publicKey });
  });
  for (const { address, sequence, signature } of signers) {
    emit(execution, "tx", { acc_seq: `${address}/${sequence}` });
    emit(execution, "tx", { signature: encodeBase64(signature) });
  }
}

function payForSignatures(signers: readonly Signer[], execution: Execution): void {
  readAccountParameters(execution);
  if (signers.length > signersMax) {
    throw chainRefusal("tooManySignatures", `signatures: ${signers.length}, limit: ${signersMax}`);
  }
  readAccountParameters(execution);
  for (const { address } of signers) {
    readSigner(execution, address);
    execution.gas.consume(gasPerSignature, "ante verify: secp256k1");
  }
}

function requireSignatures(
  transaction: Transaction,
  signers: readonly Signer[],
  execution: Execution,
  context: RunContext,
): void {
  for (const signer of signers) {
    const account = readSigner(execution, signer.address);
    if (account.publicKey === undefined && context.mode !== "simulate") {
      throw chainRefusal("invalidPublicKey", "pubkey on account is not set");
    }
    if (signer.sequence !== BigInt(account.sequence)) {
      throw chainRefusal(
        "wrongSequence",
        `account sequence mismatch, expected ${account.sequence}, got ${signer.sequence}`,
      );
    }
    if (context.mode !== "simulate") requireSignature(transaction, signer, account, context);
  }
}

function requireSignature(
  { bodyBytes, authInfoBytes }: Transaction,
  { mode, signature }: Signer,
  { publicKey, number, sequence }: Account,
  { chainId }: RunContext,
): void {
  const failed = `signature verification failed; please verify account number (${number})`;
  if (mode === SignMode.LEGACY_AMINO_JSON) {
    throw chainRefusal(
      "unauthorized",
      `${failed}, sequence (${sequence}) and chain-id (${chainId})`,
    );
  }
  const signDoc = create(SignDocSchema, {
    bodyBytes,
    authInfoBytes,
    chainId,
    accountNumber: BigInt(number),
  });
  const problem = mode !== SignMode.DIRECT
    ? `unsupported sign mode SIGN_MODE_${SignMode[mode] ?? mode}`
    : isSignature(signature, toBinary(SignDocSchema, signDoc), publicKey)
    ? undefined
    : "unable to verify single signer signature";
  if (problem !== undefined) {
    throw chainRefusal("unauthorized", `${failed} and chain-id (${chainId}): (${problem})`);
  }
}

function isSignature(
  signature: Uint8Array,
  message: Uint8Array,
  publicKey: Uint8Array | undefined,
): boolean {
  try {
    return publicKey !== undefined && PublicKey.fromBytes(publicKey).verify(message, signature);
  } catch (error) {
    // Invalid key bytes have an address too, but no valid signature.
    if (error instanceof InvalidArgumentError) return false;
    throw error;
  }
}

function incrementSequences(signers: readonly Signer[], execution: Execution): void {
  for (const { address } of signers) {
    const account = readSigner(execution, address);
    writeAccount(execution, { ...account, sequence: account.sequence + 1 });
  }
}

function readSigner(execution: Execution, address: string): Account {
  const account = readAccount(execution, address);
  if (account === undefined) {
    throw chainRefusal("unknownAddress", `account ${address} does not exist`);
  }
  return account;
}

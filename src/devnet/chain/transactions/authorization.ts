import { create, toBinary } from "@bufbuild/protobuf";
import { InvalidArgumentError } from "../../../errors/mod.ts";
import { SignDocSchema, SignMode } from "../../../gen/nilvm/chain/v1/tx_pb.ts";
import { PublicKey } from "../../../keys/public_key.ts";
import { readAccount, readAccountParameters, writeAccount } from "./accounts.ts";
import { addressOfKey, parseAddress } from "./address.ts";
import { deductFee } from "./bank.ts";
import { formatCoins } from "./coins.ts";
import { emit, type Execution, type RunContext } from "./execution.ts";
import { Refusal, refusal } from "./chain_refusal.ts";
import type { Account } from "./state.ts";
import type { SignerInfo, Transaction } from "./transaction.ts";

/** An account that must sign, with how it did. */
interface Signer extends SignerInfo {
  readonly address: string;
  /** Empty in simulations. */
  readonly signature: Uint8Array;
}

const maxGasLimit = (1n << 63n) - 1n;
const maxMemoBytes = 256;
const maxSigners = 7;
const gasPerByte = 10;
const gasPerSignature = 1000;
/** The bytes that a simulation counts for a signature that is still to come. */
const signatureBytes = 112;

/**
 * Checks all that must hold before a transaction's messages run: that it is well formed, that its signers are who they say
 * and sign this for the first time, and that the fee can be taken. Takes the fee and moves the sequences on. The steps and
 * their order are the Cosmos SDK's, since they decide what a bad transaction is told.
 */
export function authorize(
  transaction: Transaction,
  execution: Execution,
  context: RunContext,
): void {
  // Any kind of message may have been switched off; none is.
  for (const _ of transaction.messages) execution.gas.has();
  const signers = requireWellFormed(transaction);
  requireInTime(transaction, context);
  requireShortMemo(transaction, execution);
  payForBytes(transaction, signers, execution, context);
  payFee(transaction, signers, execution);
  learnPublicKeys(signers, execution, context);
  payForSignatures(signers, execution);
  requireSignatures(transaction, signers, execution, context);
  moveSequencesOn(signers, execution);
}

function requireWellFormed(transaction: Transaction): Signer[] {
  const { gasLimit, fee, signatures, signerInfos } = transaction;
  const addresses = signerAddresses(transaction);
  if (gasLimit > maxGasLimit) {
    throw refusal("invalidRequest", `invalid gas supplied; ${gasLimit} > ${maxGasLimit}`);
  }
  if (fee.some(({ amount }) => amount < 0n)) {
    throw refusal("insufficientFee", `invalid fee provided: ${formatCoins(fee)}`);
  }
  if (signatures.length === 0) {
    throw new Refusal("noSignatures", "no signatures supplied");
  }
  for (const { length } of [signatures, signerInfos]) {
    if (length !== addresses.length) {
      throw refusal(
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

/** The accounts that must sign, each once: those that the messages name, then the one that pays. */
function signerAddresses({ messages, feePayer }: Transaction): string[] {
  const named = messages.map(({ signer }) => signer);
  if (feePayer !== "") named.push(feePayer);
  return [...new Set(named.map(parseAddress))];
}

function requireInTime({ timeoutHeight }: Transaction, { height }: RunContext): void {
  if (timeoutHeight > 0n && height > timeoutHeight) {
    throw refusal("txTimeoutHeight", `block height: ${height}, timeout height: ${timeoutHeight}`);
  }
}

function requireShortMemo({ memo }: Transaction, execution: Execution): void {
  if (memo === "") return;
  readAccountParameters(execution);
  const { length } = new TextEncoder().encode(memo);
  if (length > maxMemoBytes) {
    throw refusal(
      "memoTooLarge",
      `maximum number of characters is ${maxMemoBytes} but received ${length} characters`,
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
    throw refusal(
      "notFound",
      `${feeGranter} does not allow to pay fees for ${payer}: fee-grant not found`,
    );
  }
  if (readAccount(execution, payer) === undefined) {
    throw refusal("unknownAddress", `fee payer address: ${payer} does not exist`);
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
      throw refusal(
        "invalidPublicKey",
        `pubKey does not match signer address ${address} with signer index: ${index}`,
      );
    }
    const account = readSigner(execution, address);
    if (account.publicKey === undefined) writeAccount(execution, { ...account, publicKey });
  });
  for (const { address, sequence, signature } of signers) {
    emit(execution, "tx", { acc_seq: `${address}/${sequence}` });
    emit(execution, "tx", { signature: signature.toBase64() });
  }
}

function payForSignatures(signers: readonly Signer[], execution: Execution): void {
  readAccountParameters(execution);
  if (signers.length > maxSigners) {
    throw refusal("tooManySignatures", `signatures: ${signers.length}, limit: ${maxSigners}`);
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
      throw refusal("invalidPublicKey", "pubkey on account is not set");
    }
    if (signer.sequence !== BigInt(account.sequence)) {
      throw refusal(
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
    throw refusal("unauthorized", `${failed}, sequence (${sequence}) and chain-id (${chainId})`);
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
    throw refusal("unauthorized", `${failed} and chain-id (${chainId}): (${problem})`);
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
    // An address can be that of bytes which are no key; nobody can sign for it.
    if (error instanceof InvalidArgumentError) return false;
    throw error;
  }
}

function moveSequencesOn(signers: readonly Signer[], execution: Execution): void {
  for (const { address } of signers) {
    const account = readSigner(execution, address);
    writeAccount(execution, { ...account, sequence: account.sequence + 1 });
  }
}

function readSigner(execution: Execution, address: string): Account {
  const account = readAccount(execution, address);
  if (account === undefined) throw refusal("unknownAddress", `account ${address} does not exist`);
  return account;
}

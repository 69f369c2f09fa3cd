/**
 * What a journal keeps of a payment, so that another process can go on with it. It holds the signed
 * transactions, and no key.
 *
 * @module
 */
import { decodeHex, encodeHex } from "../../base/hex.ts";
import { described } from "../../base/text.ts";
import { InvalidArgumentError } from "../../errors/mod.ts";
import { OpenPayment } from "./open_payments.ts";
import type { SignedTx, Signer } from "./signed_tx.ts";

const version = 1;

/** The details of a payment, as text. */
export function detailsOf(
  { intent, transactions, sinceHeight }: Pick<
    OpenPayment,
    "intent" | "transactions" | "sinceHeight"
  >,
  { address }: Signer,
): string {
  return JSON.stringify({
    version,
    address,
    amountUnil: String(intent.amountUnil),
    resource: encodeHex(intent.resource),
    sinceHeight,
    transactions: transactions.map((tx) => ({
      bytes: encodeHex(tx.bytes),
      accountNumber: String(tx.accountNumber),
      gasLimit: tx.gasLimit,
      feeUnil: String(tx.feeUnil),
    })),
  });
}

/**
 * Reads the details of a payment. What decides about money is read from the signed transactions.
 *
 * @throws {InvalidArgumentError} When they are malformed, or of another wallet.
 */
export async function paymentFrom(details: string, signer: Signer): Promise<OpenPayment> {
  const fail = (why: string, cause?: unknown): never => {
    throw new InvalidArgumentError(`The details of the payment cannot be used: ${why}`, {
      option: "details",
      cause,
    });
  };
  if (typeof details !== "string") return fail(`they are ${described(details)}`);
  let read;
  try {
    read = JSON.parse(details);
  } catch (cause) {
    return fail("they are not JSON", cause);
  }
  if (read?.version !== version) return fail(`they have version ${String(read?.version)}`);
  if (read.address !== signer.address) {
    return fail(`they are of wallet ${String(read.address)}, and this is ${signer.address}`);
  }
  const transactions: SignedTx[] = [];
  try {
    for (const tx of read.transactions) {
      const bytes = decodeHex(tx.bytes)!;
      const own = await signer.read(bytes);
      if (own === undefined) throw new RangeError("it is not of this wallet");
      transactions.push({
        ...own,
        accountNumber: BigInt(tx.accountNumber),
        gasLimit: Number(tx.gasLimit),
        feeUnil: BigInt(tx.feeUnil),
      });
    }
    const intent = { amountUnil: BigInt(read.amountUnil), resource: decodeHex(read.resource)! };
    const [first, ...others] = transactions;
    if (first === undefined) throw new RangeError("there is none");
    const payment = new OpenPayment(intent, first, Number(read.sinceHeight));
    payment.transactions = [first, ...others];
    return payment;
  } catch (cause) {
    return fail("a transaction in them is malformed", cause);
  }
}

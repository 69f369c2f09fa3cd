import { create } from "@bufbuild/protobuf";
import { isSameMessage } from "../base/same_message.ts";
import { isBytes } from "../base/brand.ts";
import { copyBytes } from "../base/bytes.ts";
import { readMessage } from "../base/check_counts.ts";
import { type Delivery, FailedPreconditionError, InternalError } from "../errors/mod.ts";
import {
  type PriceQuoteRequest,
  PriceQuoteRequestSchema,
  PriceQuoteSchema,
} from "../gen/nillion/payments/v1/quote_pb.ts";
import {
  type OperationMetadata,
  type Receipt,
  ReceiptSchema,
} from "../gen/nillion/payments/v1/receipt_pb.ts";
import { Payments } from "../gen/nillion/payments/v1/service_pb.ts";
import type { Connection } from "../network/connect.ts";
import type { Call } from "../async/deadline.ts";
import { inPhase } from "../events/observe.ts";
import { consequenceOf, deliveryAfter, failureOf } from "../network/failure.ts";
import { checkLeaderSignature } from "../network/leader_signature.ts";
import { limitsOf, retry } from "../network/retry.ts";
import type { PriceQuote, Purchasable } from "./quote.ts";

/** The leader's signed proof that an operation is paid. Every node accepts it once. */
export interface SignedReceipt {
  /** The serialized receipt. */
  readonly receipt: Uint8Array;
  /** The leader's signature over it. */
  readonly signature: Uint8Array;
}

/**
 * Asks the leader for the receipt of a quote. It checks that the receipt is signed and for the same
 * operation. Without a transaction, the leader takes the price from the balance. The request is
 * repeated until the leader sees the transaction.
 *
 * The leader accepts a quote once. So the request is safe to repeat, but a receipt is lost when its
 * answer is lost.
 *
 * @param earlier How far earlier requests for this receipt got.
 */
export function requestReceipt(
  connection: Connection,
  quote: Pick<PriceQuote, "signed">,
  txHash: string | undefined,
  call: Call,
  earlier: Delivery = "notSent",
): Promise<SignedReceipt> {
  call.txHash = txHash;
  return inPhase(call, "receipt", (facts) => {
    facts.txHash = txHash;
    return askForReceipt(connection, quote, txHash, call, earlier);
  });
}

async function askForReceipt(
  connection: Connection,
  quote: Pick<PriceQuote, "signed">,
  txHash: string | undefined,
  call: Call,
  earlier: Delivery,
): Promise<SignedReceipt> {
  const request = { signedQuote: quote.signed, txHash: txHash ?? "" };
  let delivery = earlier;
  const ask = async (call: Call) => {
    try {
      const { paymentReceipt } = Payments.method;
      return await connection.leader.send(paymentReceipt, request, call);
    } catch (error) {
      const why = lostPayment(error, txHash, delivery);
      delivery = deliveryAfter(delivery, error);
      if (why === undefined) throw error;
      const failure = failureOf(error);
      throw new FailedPreconditionError(why, { phase: "receipt", txHash, failure, cause: error });
    }
  };
  const { environment, cluster, leader } = connection;
  const { receipt, signature } = await retry(ask, environment, call, limitsOf(leader));
  checkLeaderSignature(cluster, receipt, signature, "receipt");
  const { request: quoted } = readMessage(PriceQuoteSchema, quote.signed.quote);
  if (!isFor(decode(receipt).metadata, quoted)) {
    throw new InternalError("The leader sent a receipt for another operation than the one paid", {
      phase: "receipt",
      txHash,
    });
  }
  return { receipt: copyBytes(receipt), signature: copyBytes(signature) };
}

/** A copy of a receipt that a caller gives, or `undefined` when it is none. */
export function copyReceipt(given: SignedReceipt): SignedReceipt | undefined {
  const { receipt, signature } = given ?? {};
  if (!isBytes(receipt) || !isBytes(signature)) return undefined;
  return { receipt: copyBytes(receipt), signature: copyBytes(signature) };
}

/** Why the payment is lost, if the error means that it is. */
function lostPayment(
  error: unknown,
  txHash: string | undefined,
  earlier: Delivery,
): string | undefined {
  const { reason } = failureOf(error);
  if (consequenceOf(error, earlier) === "believe") {
    return "The quote is paid, but its receipt was lost, and the leader gives a receipt only once: ask for a new quote";
  }
  if (reason === "nonceUsed" && txHash !== undefined) {
    return `The leader gave the receipt for transaction ${txHash} before, to this client or to somebody else, and gives it only once: ask for a new quote`;
  }
  if (reason === "notEnoughFunds" && earlier === "unknown") {
    return "An earlier request without an answer may have paid the quote, and the balance does not cover it twice: add funds";
  }
  if (reason === "quoteExpired" && txHash !== undefined) {
    return `The quote expired before the leader gave its receipt, so the payment of transaction ${txHash} is lost`;
  }
  return undefined;
}

function decode(bytes: Uint8Array): Receipt {
  try {
    return readMessage(ReceiptSchema, bytes);
  } catch (cause) {
    throw new InternalError("The leader sent a malformed receipt", { phase: "receipt", cause });
  }
}

/** Whether a receipt is for this operation. Nodes serve the operation of the receipt, and no other. */
export function isReceiptFor({ receipt }: SignedReceipt, operation: Purchasable): boolean {
  try {
    const { metadata } = readMessage(ReceiptSchema, receipt);
    return isFor(metadata, create(PriceQuoteRequestSchema, { operation }));
  } catch {
    return false; // A malformed receipt is for no operation.
  }
}

function isFor(
  metadata: OperationMetadata | undefined,
  request: PriceQuoteRequest | undefined,
): boolean {
  if (metadata === undefined || request === undefined) return false;
  const { operation } = metadata;
  // The receipt of a computation also names the preprocessing elements that are reserved for it.
  const bought = operation.case !== "invokeCompute"
    ? create(PriceQuoteRequestSchema, { operation })
    : create(PriceQuoteRequestSchema, {
      operation: operation.value.quote === undefined
        ? { case: undefined }
        : { case: operation.case, value: operation.value.quote },
    });
  return isSameMessage(request, bought);
}

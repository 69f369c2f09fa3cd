import { create, equals, fromBinary } from "@bufbuild/protobuf";
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
import { consequenceOf, deliveryAfter, failureOf } from "../network/failure.ts";
import { checkLeaderSignature } from "../network/leader_signature.ts";
import { retry } from "../network/retry.ts";
import type { PriceQuote, Purchasable } from "./quote.ts";

/** The leader's word that an operation is paid for. Every node takes it once. */
export interface SignedReceipt {
  /** The serialized receipt. */
  readonly receipt: Uint8Array;
  /** The leader's signature over it. */
  readonly signature: Uint8Array;
}

/**
 * Gets the receipt for a paid quote, and checks that it is signed and for what was quoted. Without
 * a transaction the leader takes the price out of the balance first. A transaction that the leader
 * does not see yet is waited for.
 *
 * The leader takes a quote once, so asking is safe to repeat; but a receipt whose answer is lost
 * cannot be had again.
 *
 * @param earlier How far earlier requests for it got.
 */
export async function requestReceipt(
  connection: Connection,
  quote: Pick<PriceQuote, "signed">,
  txHash: string | undefined,
  call: Call,
  earlier: Delivery = "notSent",
): Promise<SignedReceipt> {
  call.phase = "receipt";
  call.txHash = txHash;
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
  const { environment, cluster } = connection;
  const { receipt, signature } = await retry(ask, environment, call);
  checkLeaderSignature(cluster, receipt, signature, "receipt");
  const { request: quoted } = fromBinary(PriceQuoteSchema, quote.signed.quote);
  if (!isFor(decode(receipt).metadata, quoted)) {
    throw new InternalError("The receipt is for something else than was paid", {
      phase: "receipt",
      txHash,
    });
  }
  return { receipt, signature };
}

/** Why a payment is lost, where a refusal of its receipt means that. */
function lostPayment(
  error: unknown,
  txHash: string | undefined,
  earlier: Delivery,
): string | undefined {
  const { reason } = failureOf(error);
  if (consequenceOf(error, earlier) === "believe") {
    return "The quote is paid, but its receipt was lost on the way, and the leader gives it only once";
  }
  if (reason === "notEnoughFunds" && earlier === "unknown") {
    return "The balance may have paid the quote in a request that was not answered, and does not cover it again";
  }
  if (reason === "quoteExpired" && txHash !== undefined) {
    return `The quote expired before its receipt was asked for. Transaction ${txHash} has paid for it, and for nothing else`;
  }
  return undefined;
}

function decode(bytes: Uint8Array): Receipt {
  try {
    return fromBinary(ReceiptSchema, bytes);
  } catch (cause) {
    throw new InternalError("The receipt cannot be read", { phase: "receipt", cause });
  }
}

/** Whether a receipt, got from wherever, is for this operation: nodes do what it says and nothing else. */
export function isReceiptFor({ receipt }: SignedReceipt, operation: Purchasable): boolean {
  try {
    const { metadata } = fromBinary(ReceiptSchema, receipt);
    return isFor(metadata, create(PriceQuoteRequestSchema, { operation }));
  } catch {
    return false; // What cannot be read is for nothing.
  }
}

function isFor(
  metadata: OperationMetadata | undefined,
  request: PriceQuoteRequest | undefined,
): boolean {
  if (metadata === undefined || request === undefined) return false;
  const { operation } = metadata;
  // Only the receipt for a computation says more than its quote: which preprocessing elements were
  // set aside for it.
  const bought = operation.case !== "invokeCompute"
    ? create(PriceQuoteRequestSchema, { operation })
    : create(PriceQuoteRequestSchema, {
      operation: operation.value.quote === undefined
        ? { case: undefined }
        : { case: operation.case, value: operation.value.quote },
    });
  return equals(PriceQuoteRequestSchema, request, bought);
}

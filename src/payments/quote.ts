import { create, type MessageInitShape } from "@bufbuild/protobuf";
import { isSameMessage } from "../base/same_message.ts";
import { isBytes } from "../base/brand.ts";
import { copyBytes } from "../base/bytes.ts";
import { readMessage } from "../base/check_counts.ts";
import { described } from "../base/text.ts";
import {
  InternalError,
  InvalidArgumentError,
  PriceTooHighError,
  QuoteExpiredError,
  UnavailableError,
} from "../errors/mod.ts";
import {
  type PriceQuote as WireQuote,
  PriceQuoteRequestSchema,
  PriceQuoteSchema,
} from "../gen/nillion/payments/v1/quote_pb.ts";
import { Payments } from "../gen/nillion/payments/v1/service_pb.ts";
import { AuxiliaryMaterial } from "../gen/nillion/preprocessing/v1/material_pb.ts";
import { askLeader } from "../network/ask_leader.ts";
import type { Connection } from "../network/connect.ts";
import type { Call } from "../async/deadline.ts";
import { inPhase } from "../events/observe.ts";
import { checkLeaderSignature } from "../network/leader_signature.ts";
import { elementName, type PreprocessingCounts } from "./preprocessing_element.ts";
import { readAmount, readTimestamp } from "./checks.ts";

/** A quote with the leader's signature, as the client sends it back. */
export interface SignedQuote {
  /** The serialized quote. */
  readonly quote: Uint8Array;
  /** The leader's signature over it. */
  readonly signature: Uint8Array;
}

/** The price of one operation. It is valid once and for a limited time. */
export interface PriceQuote {
  /** The price on the chain, in unil. */
  readonly feesUnil: bigint;
  /** The price from the balance, in credits. */
  readonly feesCredits: bigint;
  /** When the quote expires. */
  readonly expiresAt: Date;
  /** The unique number of the quote. A payment on the chain contains it. */
  readonly nonce: Uint8Array;
  /** How many preprocessing elements of each kind the operation uses. */
  readonly preprocessingRequirements: PreprocessingCounts;
  /** The other materials that the nodes must have made ahead of the operation. */
  readonly auxiliaryMaterials: readonly string[];
  /** The serialized quote with the leader's signature. */
  readonly signed: SignedQuote;
}

/** An operation that the network sells, with the sizes and counts that its price depends on. */
export type Purchasable = NonNullable<
  MessageInitShape<typeof PriceQuoteRequestSchema>["operation"]
>;

const nonceBytes = 32;

/**
 * Asks the leader for a quote. It checks that the quote is signed, for this operation, and not
 * expired.
 */
export function requestQuote(
  connection: Connection,
  operation: Purchasable,
  call: Call,
): Promise<PriceQuote> {
  return inPhase(call, "quote", async (facts) => {
    const quote = await askForQuote(connection, operation, call);
    facts.feesUnil = quote.feesUnil;
    facts.feesCredits = quote.feesCredits;
    return quote;
  });
}

async function askForQuote(
  connection: Connection,
  operation: Purchasable,
  call: Call,
): Promise<PriceQuote> {
  const request = create(PriceQuoteRequestSchema, { operation });
  const signed = await askLeader(connection, Payments.method.priceQuote, request, call);
  checkLeaderSignature(connection.cluster, signed.quote, signed.signature, "quote");
  const wire = decode(signed.quote);
  if (wire.request === undefined || !isSameMessage(request, wire.request)) {
    throw new InternalError("The leader sent a quote for another operation", {
      phase: "quote",
    });
  }
  const quote = readQuote(wire, signed);
  checkNotExpired(quote, connection);
  return quote;
}

/**
 * Reads a quote that an earlier process got and checked.
 *
 * @throws {InternalError} When it is malformed.
 */
export function readSignedQuote(signed: SignedQuote): PriceQuote {
  return readQuote(decode(signed.quote), signed);
}

/** A copy of a quote, for a caller who may change the bytes in it. */
export function copyQuote(quote: PriceQuote): PriceQuote {
  const { nonce, signed, expiresAt } = quote;
  return {
    ...quote,
    expiresAt: new Date(expiresAt),
    nonce: copyBytes(nonce),
    signed: { quote: copyBytes(signed.quote), signature: copyBytes(signed.signature) },
  };
}

/** A copy of the signed part of a quote that a caller gives, or `undefined` when it is none. */
export function copySigned(given: Pick<PriceQuote, "signed">): SignedQuote | undefined {
  const { quote, signature } = given?.signed ?? {};
  if (!isBytes(quote) || !isBytes(signature)) return undefined;
  return { quote: copyBytes(quote), signature: copyBytes(signature) };
}

/** @throws {InvalidArgumentError} When what a caller gave as a quote was none. */
export function checkSigned(signed: SignedQuote | undefined, given: unknown): SignedQuote {
  if (signed !== undefined) return signed;
  throw new InvalidArgumentError(
    `getPaymentReceipt() takes a quote of operation.quote(), got ${described(given)}`,
  );
}

/**
 * Checks that a quote is still valid, by the local clock and by the leader's. Who can change answers of
 * the leader can set its clock back, so a quote that has expired by one of them is not paid.
 *
 * @param marginMs How long it must be valid yet, in milliseconds.
 * @throws {QuoteExpiredError} When the quote has expired.
 */
export function checkNotExpired(
  { expiresAt }: Pick<PriceQuote, "expiresAt">,
  { environment, leader }: Connection,
  marginMs = 0,
): void {
  const leftMs = expiresAt.getTime() - environment.now();
  const { aheadMs } = leader.clock;
  if (Math.min(leftMs, leftMs - aheadMs) > marginMs) return;
  const isClockAhead = leftMs - aheadMs > marginMs;
  const why = isClockAhead
    ? ` by this machine's clock, which is ${
      Math.round(-aheadMs / 1_000)
    } s ahead of the leader's: set the clock`
    : ": ask for a new one";
  const when = expiresAt.toISOString();
  throw new QuoteExpiredError(
    leftMs > 0 && leftMs - aheadMs > 0
      ? `The quote expires at ${when}, too early for a payment on the chain${why}`
      : `The quote expired at ${when}${why}`,
    { phase: "quote" },
  );
}

/**
 * Whether a quote or receipt of an earlier time has expired, by the local clock and by the leader's. It
 * is unclear when they do not say the same: then one of them is wrong.
 */
export async function expiryOf(
  expiresAt: Date,
  connection: Connection,
  call: Call,
): Promise<"valid" | "expired" | "unclear"> {
  const { environment, leader } = connection;
  const isExpiredHere = () => expiresAt.getTime() <= environment.now();
  const isExpiredThere = () => expiresAt.getTime() <= environment.now() + leader.clock.aheadMs;
  if (!isExpiredHere() && !isExpiredThere()) return "valid";
  // A free request shows the leader's time.
  if (!leader.clock.isKnown) {
    await askLeader(connection, Payments.method.paymentsConfig, {}, call);
  }
  if (isExpiredHere() && isExpiredThere()) return "expired";
  return isExpiredHere() || isExpiredThere() ? "unclear" : "valid";
}

/** The error of what cannot be decided because clocks differ. */
export function clocksDiffer({ leader }: Connection): UnavailableError {
  const seconds = Math.round(Math.abs(leader.clock.aheadMs) / 1_000);
  return new UnavailableError(
    `This machine's clock and the leader's differ by ${seconds} s, so it is not known whether the quote has expired: set the clock, and call again`,
    { phase: "receipt" },
  );
}

/**
 * Refuses a price above what the caller pays.
 *
 * @throws {InvalidArgumentError} When the limit is not an amount.
 * @throws {PriceTooHighError} When the price is above it.
 */
export function checkPrice({ feesUnil }: PriceQuote, limit: bigint | number | undefined): void {
  if (limit === undefined) return;
  const maxFeesUnil = readAmount(limit, "maxFeesUnil");
  if (feesUnil <= maxFeesUnil) return;
  throw new PriceTooHighError(
    `The price is ${feesUnil} unil, and maxFeesUnil allows ${maxFeesUnil}; nothing was paid`,
    { phase: "quote", feesUnil, maxFeesUnil },
  );
}

function decode(bytes: Uint8Array): WireQuote {
  try {
    return readMessage(PriceQuoteSchema, bytes);
  } catch (cause) {
    throw new InternalError("The leader sent a malformed quote", { phase: "quote", cause });
  }
}

function readQuote(wire: WireQuote, { quote, signature }: SignedQuote): PriceQuote {
  if (wire.nonce.length !== nonceBytes || wire.fees === undefined) {
    throw new InternalError("The leader sent a quote without a valid nonce or without fees", {
      phase: "quote",
    });
  }
  return {
    feesUnil: wire.fees.tokens,
    feesCredits: wire.fees.credits,
    expiresAt: readTimestamp(wire.expiresAt, "The quote"),
    nonce: wire.nonce,
    preprocessingRequirements: Object.fromEntries(
      wire.preprocessingRequirements.map(({ element, count }) => [
        elementName(element),
        Number(count),
      ]),
    ),
    auxiliaryMaterials: wire.auxiliaryMaterialRequirements.map(({ material }) =>
      AuxiliaryMaterial[material] ?? `UNKNOWN_${material}`
    ),
    signed: { quote, signature },
  };
}

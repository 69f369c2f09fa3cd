import type { Call, CallOptions } from "../async/deadline.ts";
import { untilAborted } from "../async/until_aborted.ts";
import { type Delivery, FailedPreconditionError, InsufficientFundsError } from "../errors/mod.ts";
import type { Connection } from "../network/connect.ts";
import { consequenceOf, endsPayment, failureOf } from "../network/failure.ts";
import type { Payer, PaymentMode } from "./payer.ts";
import { Payment } from "./payment.ts";
import type { PaymentEntry, PaymentLog } from "./payment_log.ts";
import { checkNotExpired, clocksDiffer, expiryOf, type PriceQuote } from "./quote.ts";
import { requestReceipt, type SignedReceipt } from "./receipt.ts";

/** How operations are paid. */
export interface PaymentMeans {
  /** Whether the balance is tried first. */
  readonly paymentMode: PaymentMode;
  /** Pays on the chain. Without a payer, only the balance pays. */
  readonly payer?: Payer | undefined;
  /** Where payments are written down. */
  readonly log: PaymentLog;
  /** Runs a task within limits of its own and the life of the client. */
  run<T>(options: CallOptions, task: (call: Call) => Promise<T>): Promise<T>;
}

/**
 * How long a request for a receipt goes on at most, in milliseconds. The leader gives a receipt
 * once, so the request outlives a caller who stops waiting; the next attempt takes its result.
 */
const receiptTimeoutMs = 300_000;

/**
 * How long a quote must still be valid to be paid on the chain, in milliseconds: two blocks, and
 * some time for clocks whose difference is not known.
 */
const chainMarginMs = 15_000;

/** Buys the receipt of one quote. The quote is paid at most once, in any number of attempts. */
export class Purchase {
  /** The quote. */
  readonly quote: PriceQuote;
  readonly #connection: Connection;
  readonly #paymentMode: PaymentMode;
  readonly #payment: Payment;
  readonly #mayPay: boolean;
  readonly #entry: PaymentEntry;
  #receipt: SignedReceipt | undefined;
  /** How far the requests for the receipt got. */
  #delivery: Delivery = "notSent";
  /** Why the leader gives no receipt any more. Its caller may have left before. */
  #refusal: unknown;
  #pending: Promise<SignedReceipt> | undefined;
  readonly #run: PaymentMeans["run"];

  /** Prepares the purchase of a quote, or goes on with the one of an earlier process. It sends nothing. */
  constructor(
    quote: PriceQuote,
    entry: PaymentEntry,
    { paymentMode, payer, run }: PaymentMeans,
    connection: Connection,
  ) {
    this.quote = quote;
    this.#entry = entry;
    this.#receipt = entry.record.receipt;
    // An earlier process may have asked for the receipt.
    if (entry.record.isFromBalance || entry.record.isOnChain) this.#delivery = "unknown";
    this.#connection = connection;
    this.#paymentMode = paymentMode;
    this.#run = run;
    this.#mayPay = payer !== undefined;
    this.#payment = new Payment(
      payer,
      quote.feesUnil,
      quote.nonce,
      connection.environment,
      entry,
      () => checkNotExpired(quote, connection, chainMarginMs),
    );
  }

  /** The hash of the transaction that paid the quote, if known. */
  get txHash(): string | undefined {
    return this.#payment.txHash;
  }

  /** Whether the quote is paid or may be paid, so that paying another quote would cost twice. */
  get isBegun(): boolean {
    if (this.#refusal !== undefined) return false;
    if (this.#pending !== undefined) return true;
    return this.#delivery !== "notSent" || this.#receipt !== undefined ||
      this.#payment.isBegun;
  }

  /** Pays, unless an earlier attempt has paid, and gives the receipt. */
  async receipt(call: Call): Promise<SignedReceipt> {
    this.#takeRefusal();
    if (!this.isBegun) checkNotExpired(this.quote, this.#connection);
    return this.#receipt ??= await this.#fromBalance(call) ?? await this.#fromChain(call);
  }

  /**
   * Gives the receipt of a purchase that an earlier process began, and pays nothing on the chain.
   *
   * @returns The receipt, or `undefined` if the quote was not paid.
   * @throws {PaymentUnknownError} When the quote may be paid.
   */
  async resume(call: Call): Promise<SignedReceipt | undefined> {
    this.#takeRefusal();
    if (this.#receipt !== undefined) return this.#receipt;
    const { isOnChain, isFromBalance } = this.#entry.record;
    if (!isOnChain) return isFromBalance ? await this.#request(undefined, call) : undefined;
    const txHash = await this.#payment.lookUp(call);
    return txHash === undefined ? undefined : await this.#request(txHash, call);
  }

  /** Writes down that nodes may get the receipt, for a write. */
  async noteSent(call: Call): Promise<void> {
    if (!this.#entry.record.isSent) await this.#entry.write({ isSent: true }, call);
  }

  /** Ends the purchase: it was not paid, or its receipt is used up. */
  end(call: Call): Promise<void> {
    return this.#entry.end(call);
  }

  /**
   * Leaves the purchase to `resumePayments()`, once no request for the receipt is under way: the leader
   * gives a receipt once.
   */
  letGo(): void {
    const letGo = () => this.#entry.letGo();
    if (this.#pending === undefined) letGo();
    else this.#pending.then(letGo, letGo);
  }

  /** Throws the refusal of a request whose caller had left: the price may have been taken. */
  #takeRefusal(): void {
    const refusal = this.#refusal;
    if (refusal === undefined) return;
    // A balance that was too low may cover the price now.
    if (failureOf(refusal).reason !== "notEnoughFunds") throw refusal;
    // An earlier request may have paid all the same.
    if (!(refusal instanceof InsufficientFundsError)) this.#delivery = "unknown";
    this.#refusal = undefined;
  }

  /** Pays from the balance. Gives `undefined` if the quote must be paid on the chain. */
  async #fromBalance(call: Call): Promise<SignedReceipt | undefined> {
    if (this.#paymentMode !== "balance" || this.#payment.isBegun) return undefined;
    try {
      if (!this.#entry.record.isFromBalance) {
        await this.#entry.write({ isFromBalance: true }, call);
      }
      return await this.#request(undefined, call);
    } catch (error) {
      if (!(error instanceof InsufficientFundsError) || !this.#mayPay) throw error;
      this.#refusal = undefined;
      await this.#entry.note({ isFromBalance: undefined }, call);
    }
  }

  async #fromChain(call: Call): Promise<SignedReceipt> {
    if (!this.#payment.isBegun) {
      checkNotExpired(this.quote, this.#connection, chainMarginMs);
    }
    return await this.#request(await this.#payment.settle(call), call);
  }

  /** Waits for the receipt no longer than the caller does; the request itself goes on. */
  async #request(txHash: string | undefined, call: Call): Promise<SignedReceipt> {
    call.phase = "receipt";
    call.txHash = txHash;
    if (this.#pending === undefined) {
      const ask = (own: Call) => this.#ask(txHash, own, call);
      this.#pending = this.#run({ timeoutMs: receiptTimeoutMs }, ask)
        .finally(() => this.#pending = undefined);
      this.#pending.catch(() => {}); // The caller may have left.
    }
    return await untilAborted(this.#pending, call.signal);
  }

  async #ask(
    txHash: string | undefined,
    call: Call,
    { observer }: Call,
  ): Promise<SignedReceipt> {
    call.observer = observer;
    try {
      if (txHash === undefined && this.#delivery === "unknown") await this.#checkNotForgotten(call);
      const receipt = await requestReceipt(
        this.#connection,
        this.quote,
        txHash,
        call,
        this.#delivery,
      );
      await this.#entry.note({ receipt }, call);
      // Only now may another attempt use it: a crash would lose what the journal does not have.
      return this.#receipt = receipt;
    } catch (error) {
      const mayBePaid = txHash !== undefined || this.#delivery === "unknown";
      const isRefused = mayBePaid ? endsPayment(error) : consequenceOf(error) === "giveUp";
      this.#refusal = isRefused ? error : undefined;
      // Attempts inside the request may have got further than its last one.
      this.#delivery = isRefused ? "notSent" : "unknown";
      throw error;
    }
  }

  /**
   * A leader forgets which quotes are paid once they have expired, and may then take the price from the
   * balance a second time.
   */
  async #checkNotForgotten(call: Call): Promise<void> {
    const expiry = await expiryOf(this.quote.expiresAt, this.#connection, call);
    if (expiry === "valid") return;
    if (expiry === "unclear") throw clocksDiffer(this.#connection);
    throw new FailedPreconditionError(
      "The quote has expired, and an earlier request without an answer may have paid it from the balance: ask for a new quote",
      {
        phase: "receipt",
        failure: { delivery: "answered", reason: "quoteExpired", from: "client" },
      },
    );
  }
}

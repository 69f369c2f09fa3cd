import type { Call } from "../async/deadline.ts";
import { type Delivery, InsufficientFundsError, InvalidArgumentError } from "../errors/mod.ts";
import type { Connection } from "../network/connect.ts";
import { consequenceOf } from "../network/failure.ts";
import type { Payer, PaymentMode } from "./payer.ts";
import { Payment } from "./payment.ts";
import { checkNotExpired, type PriceQuote } from "./quote.ts";
import { requestReceipt, type SignedReceipt } from "./receipt.ts";

/** What operations are paid with. */
export interface PaymentMeans {
  /** Whether the balance is tried first. */
  readonly paymentMode: PaymentMode;
  /** Pays on the chain; without one only the balance pays. */
  readonly payer?: Payer | undefined;
}

/** A quote that is paid at most once, however often its receipt is asked for. */
export class Purchase {
  /** What is bought, and for how much. */
  readonly quote: PriceQuote;
  readonly #connection: Connection;
  readonly #paymentMode: PaymentMode;
  readonly #payment: Payment | undefined;
  #receipt: SignedReceipt | undefined;
  /** How far requests for the receipt got that were not refused for good. */
  #delivery: Delivery = "notSent";
  #isRefused = false;

  /** Intends to pay a quote. Nothing is sent yet. */
  constructor(quote: PriceQuote, { paymentMode, payer }: PaymentMeans, connection: Connection) {
    this.quote = quote;
    this.#connection = connection;
    this.#paymentMode = paymentMode;
    this.#payment = payer &&
      new Payment(payer, quote.feesUnil, quote.nonce, connection.environment);
  }

  /** The hash of the transaction that paid it, where one is known to have been sent. */
  get txHash(): string | undefined {
    return this.#payment?.txHash;
  }

  /** Whether it is paid or may be, so that another quote would be paid on top of it. */
  get isBegun(): boolean {
    if (this.#isRefused) return false;
    return this.#delivery !== "notSent" || this.#receipt !== undefined ||
      this.#payment?.isBegun === true;
  }

  /** Pays, as far as that is still to be done, and gives the receipt. */
  async receipt(call: Call): Promise<SignedReceipt> {
    if (!this.isBegun) checkNotExpired(this.quote, this.#connection.environment.now());
    return this.#receipt ??= await this.#fromBalance(call) ?? await this.#fromChain(call);
  }

  /** Gives no receipt when the balance is not to be used or is too low: the chain has to do. */
  async #fromBalance(call: Call): Promise<SignedReceipt | undefined> {
    if (this.#paymentMode !== "balance" || this.#payment?.isBegun) return undefined;
    try {
      return await this.#request(undefined, call);
    } catch (error) {
      if (!(error instanceof InsufficientFundsError) || this.#payment === undefined) throw error;
      this.#isRefused = false;
    }
  }

  async #fromChain(call: Call): Promise<SignedReceipt> {
    if (this.#payment === undefined) {
      throw new InvalidArgumentError(
        "Paying on the chain takes a payer: give VmClient.create one",
        { phase: "payment" },
      );
    }
    return await this.#request(await this.#payment.settle(call), call);
  }

  async #request(txHash: string | undefined, call: Call): Promise<SignedReceipt> {
    try {
      return await requestReceipt(this.#connection, this.quote, txHash, call, this.#delivery);
    } catch (error) {
      this.#isRefused = consequenceOf(error) === "giveUp";
      this.#delivery = this.#isRefused ? "notSent" : "unknown";
      throw error;
    }
  }
}

import type { Call, CallOptions } from "../async/deadline.ts";
import { encodeHex } from "../base/hex.ts";
import type { OperationName } from "../events/vm_event.ts";
import {
  FailedPreconditionError,
  InsufficientFundsError,
  InvalidArgumentError,
  type NodeOutcome,
  PermissionDeniedError,
  WriteUnconfirmedError,
} from "../errors/mod.ts";
import { agree, type NodeRequest } from "../fan_out/agree.ts";
import { type Asked, isResumable, outcomesOf } from "../fan_out/ask_nodes.ts";
import { Purchase } from "../payments/purchase.ts";
import { checkPrice, copyQuote, type PriceQuote, requestQuote } from "../payments/quote.ts";
import { isReceiptFor, type SignedReceipt } from "../payments/receipt.ts";
import { inContext, Once, released, type Work } from "./operation.ts";
import { isWrite, type PaidRequest } from "./paid_request.ts";
import type { Session } from "./session.ts";

/** The work of the nodes for one receipt. */
interface Redemption<Result> {
  readonly once: Once<Result>;
  outcomes: readonly Asked<unknown>[];
}

/** The work of a paid operation: the purchase, and what the nodes have done for it. */
export class PaidWork<Result> implements Work<Result> {
  readonly once: Once<Result>;
  outcomes: readonly NodeOutcome[] = [];
  toleratedFaults: number | undefined;
  readonly isRepeated = false;
  readonly #session: Session;
  #prepare: (() => Promise<PaidRequest<unknown, Result>>) | undefined;
  #prepared: Promise<PaidRequest<unknown, Result>> | undefined;
  #quote: PriceQuote | undefined;
  #purchase: Purchase | undefined;
  #bought: readonly Asked<unknown>[] = [];
  /** By the receipt, in hex. */
  readonly #redemptions = new Map<string, Redemption<Result>>();
  /** The reads that confirm writes, by the receipt of the write. A read that failed may be paid already. */
  readonly #confirmations = new Map<string, PaidWork<Result>>();
  #done: { readonly result: Result } | undefined;
  #running = 0;
  #isReleased = false;

  constructor(
    session: Session,
    operation: OperationName,
    request: PaidRequest<unknown, Result> | (() => Promise<PaidRequest<unknown, Result>>),
  ) {
    this.#session = session;
    this.once = new Once(operation);
    this.#prepare = typeof request === "function" ? request : () => Promise.resolve(request);
  }

  get isResumable(): boolean {
    return this.#purchase !== undefined;
  }

  async quote(call: Call): Promise<PriceQuote> {
    this.#quote = await this.#requestQuote(await this.#request(), call);
    return copyQuote(this.#quote);
  }

  attempt(call: Call, limits: CallOptions): Promise<Result> {
    return this.#counted(async () => {
      if (this.#isDoneElsewhere()) return this.#done!.result;
      const request = await this.#request();
      const quote = this.#quote ?? this.#purchase?.quote ??
        await this.#requestQuote(request, call);
      // A receipt from outside may have had it done in the meantime.
      if (this.#isDoneElsewhere()) return this.#done!.result;
      if (this.#purchase === undefined) await request.check?.(call, limits);
      const purchase = this.#purchase ??= this.#open(request, quote, limits, call);
      let isOver = false;
      try {
        const receipt = await this.#pay(request, purchase, call);
        call.txHash = purchase.txHash;
        if (isWrite(request)) {
          await purchase.noteSent(call).catch((error) => {
            throw inContext(error, request.action, this.#session, call, undefined);
          });
        }
        return await this.#serve(
          request,
          receipt,
          limits,
          this.#bought,
          call,
          (outcomes, isLast) => {
            isOver = isLast;
            this.#purchase = isOver || this.#isReleased ? undefined : purchase;
            this.#bought = isOver || this.#isReleased ? [] : outcomes;
          },
        );
      } finally {
        if (isOver) await purchase.end(call);
        else if (this.#isReleased) purchase.letGo();
      }
    });
  }

  /** The work for a receipt that the caller bought. The same receipt gives the same work. */
  redemption(
    receipt: SignedReceipt,
  ): { once: Once<Result>; attempt: (call: Call) => Promise<Result> } {
    const key = encodeHex(receipt.receipt);
    const redemption = this.#redemptions.get(key) ??
      { once: new Once<Result>(this.once.operation), outcomes: [] };
    this.#redemptions.set(key, redemption);
    const attempt = (call: Call) =>
      this.#counted(async () => {
        const request = await this.#request();
        if (!isReceiptFor(receipt, request.purchasable)) {
          this.#redemptions.delete(key);
          throw new InvalidArgumentError("The receipt is for another operation than this one", {
            phase: "receipt",
          });
        }
        const { outcomes } = redemption;
        const entry = this.#session.log.given.get(key);
        entry?.take();
        if (isWrite(request)) await entry?.write({ isSent: true }, call);
        let isOver = false;
        try {
          return await this.#serve(
            request,
            receipt,
            undefined,
            outcomes,
            call,
            (outcomes, isLast) => {
              isOver = isLast;
              redemption.outcomes = isOver || this.#isReleased ? [] : outcomes;
            },
          );
        } finally {
          if (isOver) {
            this.#session.log.given.delete(key);
            await entry?.end(call);
          }
        }
      });
    return { once: redemption.once, attempt };
  }

  release(): void {
    this.#isReleased = true;
    // An attempt that is running lets its purchase go itself.
    if (this.#running === 0) this.#purchase?.letGo();
    this.#prepare = undefined;
    this.#prepared = undefined;
    this.#quote = undefined;
    this.#purchase = undefined;
    this.#bought = [];
    this.#done = undefined;
    this.#redemptions.clear();
    for (const confirmation of this.#confirmations.values()) confirmation.release();
    this.#confirmations.clear();
  }

  /** Asks the nodes that have not served the request before, and keeps what a resume needs. */
  async #serve(
    { action, ask, conclude, readBack, ifUnconfirmed, ...answers }: PaidRequest<unknown, Result>,
    receipt: SignedReceipt,
    bought: CallOptions | undefined,
    earlier: readonly Asked<unknown>[],
    call: Call,
    keep: (outcomes: readonly Asked<unknown>[], isOver: boolean) => void,
  ): Promise<Result> {
    const request: NodeRequest<unknown, Result> = {
      ...answers,
      ask: (node, call) => ask(receipt, node, call),
      conclude: (answers) => conclude(answers, receipt),
      ifReceiptUsed: bought === undefined ? undefined : ifUnconfirmed,
    };
    const { environment } = this.#session.connection;
    const agreement = await agree(request, earlier, environment, call);
    const { outcomes, error } = agreement;
    let result = agreement.conclusion;
    this.outcomes = outcomesOf(outcomes);
    this.toleratedFaults = result?.toleratedFaults;
    // An acknowledgement of this very request needs no confirmation.
    const isUnconfirmed = error instanceof WriteUnconfirmedError ||
      result !== undefined && outcomes.some(({ delivery }) => delivery === "unknown");
    if (readBack !== undefined && isUnconfirmed) {
      // Buys a read of what the nodes hold, and compares it with what was sent.
      try {
        result = { result: await this.#confirm(readBack, receipt, bought ?? {}, call) };
        this.outcomes = outcomes.map(({ node }) => ({ node, status: "done" }));
      } catch (error) {
        keep(outcomes, error instanceof WriteUnconfirmedError);
        throw inContext(error, action, this.#session, call, this.outcomes);
      }
    }
    keep(outcomes, result !== undefined || !outcomes.some(isResumable));
    if (result === undefined) throw inContext(error, action, this.#session, call, this.outcomes);
    if (!this.#isReleased) this.#done ??= { result: result.result };
    return result.result;
  }

  /** Reads what the nodes hold after a write. Every attempt goes on with the same purchase. */
  async #confirm(
    readBack: (receipt: SignedReceipt) => PaidRequest<unknown, Result>,
    receipt: SignedReceipt,
    limits: CallOptions,
    call: Call,
  ): Promise<Result> {
    const key = encodeHex(receipt.receipt);
    const confirmation = this.#confirmations.get(key) ??
      new PaidWork(this.#session, this.once.operation, readBack(receipt));
    this.#confirmations.set(key, confirmation);
    try {
      return await confirmation.attempt(call, limits);
    } catch (error) {
      if (!(error instanceof PermissionDeniedError)) throw error;
      throw new WriteUnconfirmedError(
        `The write cannot be confirmed, since the user may not read it back. ${error.message}`,
        { cause: error },
      );
    } finally {
      if (!confirmation.isResumable) this.#confirmations.delete(key);
      if (this.#isReleased) confirmation.release();
    }
  }

  /** Runs an attempt. After the last one, drops the shares if nothing is left to resume. */
  async #counted(attempt: () => Promise<Result>): Promise<Result> {
    this.#running++;
    try {
      return await attempt();
    } finally {
      const isOpen = --this.#running > 0 || this.#purchase !== undefined ||
        [...this.#redemptions.values()].some(({ outcomes }) => outcomes.length > 0);
      if (!isOpen && this.#done !== undefined) {
        this.#prepare = undefined;
        this.#prepared = undefined;
      }
    }
  }

  /** Whether a receipt from outside had it done, and `invoke()` has bought nothing. */
  #isDoneElsewhere(): boolean {
    return this.#done !== undefined && this.#purchase === undefined;
  }

  #request(): Promise<PaidRequest<unknown, Result>> {
    if (this.#prepare === undefined) {
      return Promise.reject(
        this.#done === undefined ? released() : new FailedPreconditionError(
          "The operation is done: make a new one to do it again",
        ),
      );
    }
    return this.#prepared ??= this.#prepare().catch((error) => {
      this.#prepared = undefined;
      throw error;
    });
  }

  /** Starts the purchase of a quote, unless it costs more than the caller pays. */
  #open(
    request: PaidRequest<unknown, Result>,
    quote: PriceQuote,
    { maxFeesUnil = this.#session.maxFeesUnil }: CallOptions,
    call: Call,
  ): Purchase {
    try {
      checkPrice(quote, maxFeesUnil);
    } catch (error) {
      this.#quote = undefined;
      throw inContext(error, request.action, this.#session, call, undefined);
    }
    const entry = this.#session.log.begin({
      action: request.action,
      amountUnil: quote.feesUnil,
      quote: quote.signed,
      operation: request.purchasable.case,
      target: request.target,
      isWrite: isWrite(request),
    });
    return new Purchase(quote, entry, this.#session, this.#session.connection);
  }

  async #requestQuote(
    { action, purchasable }: PaidRequest<unknown, Result>,
    call: Call,
  ): Promise<PriceQuote> {
    try {
      return await requestQuote(this.#session.connection, purchasable, call);
    } catch (error) {
      throw inContext(error, action, this.#session, call, undefined);
    }
  }

  async #pay(
    { action }: PaidRequest<unknown, Result>,
    purchase: Purchase,
    call: Call,
  ): Promise<SignedReceipt> {
    try {
      const receipt = await purchase.receipt(call);
      this.#quote = undefined;
      return receipt;
    } catch (error) {
      if (!purchase.isBegun) {
        this.#purchase = undefined;
        await purchase.end(call);
      }
      const isUnderfunded = error instanceof InsufficientFundsError;
      // The quote stays valid for a caller who adds funds.
      if (!isUnderfunded) this.#quote = undefined;
      const price = isUnderfunded ? ` for ${purchase.quote.feesCredits} credits` : "";
      throw inContext(error, action + price, this.#session, call, undefined);
    }
  }
}

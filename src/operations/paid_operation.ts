import type { Call, CallOptions } from "../async/deadline.ts";
import { encodeHex } from "../base/hex.ts";
import {
  FailedPreconditionError,
  InsufficientFundsError,
  InvalidArgumentError,
  type NodeOutcome,
} from "../errors/mod.ts";
import { agree, type Conclusion, type NodeRequest } from "../fan_out/agree.ts";
import { type Asked, isResumable, outcomesOf } from "../fan_out/ask_nodes.ts";
import type { NodeConnection } from "../network/node_connection.ts";
import { Purchase } from "../payments/purchase.ts";
import { type PriceQuote, type Purchasable, requestQuote } from "../payments/quote.ts";
import { isReceiptFor, type SignedReceipt } from "../payments/receipt.ts";
import { inContext, Once, Operation, released, type Work } from "./operation.ts";
import type { Session } from "./session.ts";

/** What makes one paid operation differ from another. */
export interface PaidRequest<Answer, Result>
  extends Pick<NodeRequest<Answer, Result>, "nodes" | "quorum" | "concludesIn"> {
  /** What is asked for, as errors call it: `Retrieving values 5f1d...`. */
  readonly what: string;
  /** What a quote is asked for. */
  readonly purchasable: Purchasable;
  /** Sends it to a node, with the receipt. */
  ask(receipt: SignedReceipt, node: NodeConnection, call: Call): Promise<Answer>;
  /** Makes one answer of the nodes' answers, or throws; the receipt is the one they took. */
  conclude(answers: readonly Answer[], receipt: SignedReceipt): Conclusion<Result>;
}

/**
 * Something the network does for a price. Nothing is sent before `quote` or `invoke` is called.
 *
 * @example See the price first
 * ```ts
 * import { SecretInteger } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assertEquals } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await devnet.client();
 *
 * const operation = client.storeValues({ answer: new SecretInteger(42) }, { ttlDays: 1 });
 * const quote = await operation.quote();
 * const id = await operation.invoke();
 *
 * assertEquals(quote.feesUnil, 1_000_000n);
 * assertEquals(await operation.invoke(), id); // It is done, and costs nothing more.
 * ```
 */
export class PaidOperation<Result> extends Operation<Result> {
  readonly #session: Session;
  readonly #work: PaidWork<Result>;

  /** Made by the methods of `VmClient`. */
  constructor(
    session: Session,
    request: PaidRequest<unknown, Result> | (() => Promise<PaidRequest<unknown, Result>>),
  ) {
    const work = new PaidWork(session, request);
    super(session, work);
    this.#session = session;
    this.#work = work;
  }

  /**
   * Asks what the operation costs. The next `invoke` pays this price, and no other.
   *
   * @throws {InvalidArgumentError} When the network cannot serve it at any price.
   * @throws {InvalidProgramError} When it stores a program that cannot be compiled.
   * @throws {UnavailableError} When the leader cannot be reached.
   * @throws {FailedPreconditionError} When the operation is done, or was disposed of.
   */
  quote(options: CallOptions = {}): Promise<PriceQuote> {
    return this.#session.run(options, (call) => this.#work.quote(call));
  }

  /**
   * Has the nodes do it for a receipt that was bought apart from this, with `quote()` and
   * `client.getPaymentReceipt`. With the same receipt again it goes on at the nodes that have not
   * done it, or gives the same result. Another operation cannot go on with it, since it splits the
   * values otherwise. What `invoke` has bought is not touched.
   *
   * @throws {InvalidArgumentError} When the receipt is for something else; nothing was sent.
   * @throws {FailedPreconditionError} When the receipt was used before, or has expired, or the
   * operation is done with another one.
   * @throws {PermissionDeniedError} When the user may not do this.
   * @throws {NotFoundError} When what it works on does not exist.
   * @throws {UnavailableError} When nodes cannot be reached; `outcomes` says which have done it.
   * @throws {NodesDisagreeError} When nodes answer differently.
   * @throws {TimeoutError} When it was not done in time; call it again to go on.
   * @throws {AbortedError} When the signal aborted; call it again to go on.
   */
  invokeWithReceipt(receipt: SignedReceipt, options: CallOptions = {}): Promise<Result> {
    if (!(receipt?.receipt instanceof Uint8Array)) {
      return Promise.reject(
        new InvalidArgumentError("A receipt is what client.getPaymentReceipt gave"),
      );
    }
    const { once, attempt } = this.#work.redemption(receipt);
    return once.run(this.#session, options, attempt);
  }
}

/** What the nodes have done for one receipt. */
interface Redemption<Result> {
  readonly once: Once<Result>;
  outcomes: readonly Asked<unknown>[];
}

/** The work of a paid operation: a purchase, and what the nodes have done for it. */
class PaidWork<Result> implements Work<Result> {
  outcomes: readonly NodeOutcome[] = [];
  readonly isRepeated = false;
  readonly #session: Session;
  #prepare: (() => Promise<PaidRequest<unknown, Result>>) | undefined;
  #prepared: Promise<PaidRequest<unknown, Result>> | undefined;
  #quote: PriceQuote | undefined;
  #purchase: Purchase | undefined;
  #bought: readonly Asked<unknown>[] = [];
  /** By the receipt, in hex. */
  readonly #redemptions = new Map<string, Redemption<Result>>();
  #done: { readonly result: Result } | undefined;

  constructor(
    session: Session,
    request: PaidRequest<unknown, Result> | (() => Promise<PaidRequest<unknown, Result>>),
  ) {
    this.#session = session;
    this.#prepare = typeof request === "function" ? request : () => Promise.resolve(request);
  }

  get isResumable(): boolean {
    return this.#purchase !== undefined;
  }

  async quote(call: Call): Promise<PriceQuote> {
    return this.#quote = await this.#requestQuote(await this.#request(), call);
  }

  async attempt(call: Call): Promise<Result> {
    if (this.#done !== undefined && this.#purchase === undefined) return this.#done.result;
    const request = await this.#request();
    this.#purchase ??= await this.#open(request, call);
    const purchase = this.#purchase;
    const receipt = await this.#pay(request, purchase, call);
    call.txHash = purchase.txHash;
    return await this.#serve(request, receipt, true, this.#bought, call, (outcomes, isOver) => {
      this.#purchase = isOver ? undefined : purchase;
      this.#bought = isOver ? [] : outcomes;
    });
  }

  /** What the nodes do for a receipt from outside: with the same one again, the same thing. */
  redemption(
    receipt: SignedReceipt,
  ): { once: Once<Result>; attempt: (call: Call) => Promise<Result> } {
    const key = encodeHex(receipt.receipt);
    const redemption = this.#redemptions.get(key) ?? { once: new Once<Result>(), outcomes: [] };
    this.#redemptions.set(key, redemption);
    const attempt = async (call: Call) => {
      const request = await this.#request();
      if (!isReceiptFor(receipt, request.purchasable)) {
        this.#redemptions.delete(key);
        throw new InvalidArgumentError("The receipt is for something else than this operation", {
          phase: "receipt",
        });
      }
      const { outcomes } = redemption;
      return await this.#serve(request, receipt, false, outcomes, call, (outcomes, isOver) => {
        redemption.outcomes = isOver ? [] : outcomes;
      });
    };
    return { once: redemption.once, attempt };
  }

  release(): void {
    this.#prepare = undefined;
    this.#prepared = undefined;
    this.#quote = undefined;
    this.#bought = [];
    this.#done = undefined;
    this.#redemptions.clear();
  }

  /** Has the nodes do it that have not done it before, and says what is left to go on with. */
  async #serve(
    { what, ask, conclude, purchasable: _, ...common }: PaidRequest<unknown, Result>,
    receipt: SignedReceipt,
    isFresh: boolean,
    earlier: readonly Asked<unknown>[],
    call: Call,
    keep: (outcomes: readonly Asked<unknown>[], isOver: boolean) => void,
  ): Promise<Result> {
    const request: NodeRequest<unknown, Result> = {
      ...common,
      ask: (node, call) => ask(receipt, node, call),
      conclude: (answers) => conclude(answers, receipt),
      isFresh,
    };
    const { environment } = this.#session.connection;
    const { outcomes, conclusion, error } = await agree(request, earlier, environment, call);
    this.outcomes = outcomesOf(outcomes);
    keep(outcomes, conclusion !== undefined || !outcomes.some(isResumable));
    if (conclusion === undefined) throw inContext(error, what, this.#session, call, this.outcomes);
    this.#done ??= { result: conclusion.result };
    this.#letGo();
    return conclusion.result;
  }

  /** Lets go of the shares, once nothing is left to go on with. */
  #letGo(): void {
    const isOpen = this.#purchase !== undefined ||
      [...this.#redemptions.values()].some(({ outcomes }) => outcomes.length > 0);
    if (isOpen) return;
    this.#prepare = undefined;
    this.#prepared = undefined;
  }

  #request(): Promise<PaidRequest<unknown, Result>> {
    if (this.#prepare === undefined) {
      return Promise.reject(
        this.#done === undefined ? released() : new FailedPreconditionError(
          "The operation is done: make a new one to do the same again",
        ),
      );
    }
    return this.#prepared ??= this.#prepare().catch((error) => {
      this.#prepared = undefined;
      throw error;
    });
  }

  async #open(request: PaidRequest<unknown, Result>, call: Call): Promise<Purchase> {
    const quote = this.#quote ?? await this.#requestQuote(request, call);
    return new Purchase(quote, this.#session, this.#session.connection);
  }

  async #requestQuote(
    { what, purchasable }: PaidRequest<unknown, Result>,
    call: Call,
  ): Promise<PriceQuote> {
    try {
      return await requestQuote(this.#session.connection, purchasable, call);
    } catch (error) {
      throw inContext(error, what, this.#session, call, undefined);
    }
  }

  async #pay(
    { what }: PaidRequest<unknown, Result>,
    purchase: Purchase,
    call: Call,
  ): Promise<SignedReceipt> {
    try {
      const receipt = await purchase.receipt(call);
      this.#quote = undefined;
      return receipt;
    } catch (error) {
      if (!purchase.isBegun) this.#purchase = undefined;
      const isTooPoor = error instanceof InsufficientFundsError;
      // The price still stands for someone who goes and gets the money.
      if (!isTooPoor) this.#quote = undefined;
      const price = isTooPoor ? ` for ${purchase.quote.feesCredits} credits` : "";
      throw inContext(error, what + price, this.#session, call, undefined);
    }
  }
}

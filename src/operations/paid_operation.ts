import {
  InsufficientFundsError,
  InvalidArgumentError,
  type NodeOutcome,
  type VmError,
} from "../errors/mod.ts";
import { encodeHex } from "../base/hex.ts";
import { type Asked, mayBeResumed, outcomesOf } from "../fan_out/ask_nodes.ts";
import type { Call, CallOptions } from "../async/deadline.ts";
import { isAnswer, serverMessage } from "../network/from_unknown.ts";
import type { NodeConnection } from "../network/node_connection.ts";
import { untilAborted } from "../async/until_aborted.ts";
import { withContext } from "../errors/with_context.ts";
import { Purchase } from "../payments/purchase.ts";
import { type PriceQuote, type Purchasable, requestQuote } from "../payments/quote.ts";
import { isReceiptFor, type SignedReceipt } from "../payments/receipt.ts";
import { agree, type Agreement, type Conclusion, type NodeRequest } from "../fan_out/agree.ts";
import type { Session } from "./session.ts";

/** What makes one paid operation differ from another. */
export interface PaidRequest<Answer, Result>
  extends Pick<NodeRequest<Answer, Result>, "what" | "nodes" | "quorum"> {
  /** What a quote is asked for. */
  readonly purchasable: Purchasable;
  /** Sends it to a node, with the receipt. */
  ask(receipt: SignedReceipt, node: NodeConnection, call: Call): Promise<Answer>;
  /** Makes one answer of the nodes' answers, or throws; the receipt is the one they took. */
  conclude(answers: readonly Answer[], receipt: SignedReceipt): Conclusion<Result>;
}

/** What has been bought and not yet all delivered. */
interface Order {
  readonly purchase: Purchase;
  readonly outcomes: readonly Asked<unknown>[];
}

/** What a receipt from outside has come to. */
interface Redemption<Result> {
  outcomes: readonly Asked<unknown>[];
  running?: Promise<Result> | undefined;
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
 * assertEquals(id.length, 36);
 * ```
 */
export class PaidOperation<Result> {
  readonly #session: Session;
  readonly #prepare: () => Promise<PaidRequest<unknown, Result>>;
  #prepared: PaidRequest<unknown, Result> | undefined;
  #quote: PriceQuote | undefined;
  #order: Order | undefined;
  /** By the receipt, in hex. */
  readonly #redemptions = new Map<string, Redemption<Result>>();
  #running: Promise<Result> | undefined;
  #outcomes: readonly NodeOutcome[] = [];

  /** Made by the methods of `VmClient`. */
  constructor(
    session: Session,
    request: PaidRequest<unknown, Result> | (() => Promise<PaidRequest<unknown, Result>>),
  ) {
    this.#session = session;
    this.#prepare = typeof request === "function" ? request : () => Promise.resolve(request);
  }

  /**
   * What each node did when the operation was last invoked: for a read that succeeded, also which
   * nodes did not answer or gave wrong shares.
   */
  get outcomes(): readonly NodeOutcome[] {
    return this.#outcomes;
  }

  /**
   * Whether it has been paid, or may have been, and is not done: the next `invoke` goes on with
   * that and asks for no new price.
   */
  get isResumable(): boolean {
    return this.#order !== undefined;
  }

  /**
   * Asks what the operation costs. The next `invoke` pays this price, and no other.
   *
   * @throws {InvalidArgumentError} When the network cannot serve it at any price.
   * @throws {InvalidProgramError} When it stores a program that cannot be compiled.
   * @throws {UnavailableError} When the leader cannot be reached.
   *
   * @example Fill up the balance where it does not cover the price
   * ```ts
   * import { SecretInteger } from "@nilvm/client";
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { assertEquals } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * await using client = await devnet.client();
   *
   * const operation = client.storeValues({ answer: new SecretInteger(42) }, { ttlDays: 1 });
   * const { feesCredits, feesUnil } = await operation.quote();
   * if ((await client.balance()).balance < feesCredits) await client.addFunds(feesUnil);
   * await operation.invoke();
   *
   * assertEquals((await client.balance()).balance, 0n);
   * ```
   */
  quote(options: CallOptions = {}): Promise<PriceQuote> {
    return this.#session.run(options, async (call) => {
      return this.#quote = await this.#requestQuote(call);
    });
  }

  /**
   * Pays for the operation and has the nodes do it.
   *
   * Money moves at most once for one result. When it fails after it was paid, or may have been,
   * invoking it again goes on from there: with the same payment, and only at the nodes that have
   * not done it; `isResumable` says whether. A call while another is under way shares its outcome,
   * within limits of its own. Once it has succeeded or was refused for good, the next call starts
   * anew, with a new price.
   *
   * @throws {InvalidArgumentError} When the network cannot serve it at any price, or a node refuses
   * what it was given.
   * @throws {InvalidProgramError} When it stores a program that cannot be compiled.
   * @throws {QuoteExpiredError} When a price asked for with `quote` is no longer valid; nothing was
   * paid.
   * @throws {InsufficientFundsError} When neither balance nor wallet cover the price; nothing was
   * paid.
   * @throws {PaymentUnknownError} When the payment may have been made; invoke the operation again
   * to find out.
   * @throws {PermissionDeniedError} When the user may not do this.
   * @throws {NotFoundError} When what it works on does not exist.
   * @throws {UnavailableError} When nodes cannot be reached; `outcomes` says which have done it.
   * Invoke it again to reach the others.
   * @throws {NodesDisagreeError} When nodes answer differently.
   * @throws {TimeoutError} When it was not done in time; invoke it again to go on.
   * @throws {AbortedError} When the signal aborted; invoke it again to go on.
   *
   * @example A node fails once, and nothing is paid twice
   * ```ts
   * import { NodesDisagreeError, SecretInteger } from "@nilvm/client";
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { assert, assertEquals, assertRejects } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * await using client = await devnet.client();
   *
   * devnet.nodes[1]!.inject({ kind: "refuse", code: "INTERNAL", methods: ["StoreValues"], times: 1 });
   *
   * const operation = client.storeValues({ answer: new SecretInteger(42) }, { ttlDays: 1 });
   * await assertRejects(() => operation.invoke(), NodesDisagreeError);
   * assert(operation.isResumable);
   * await operation.invoke(); // At the node that has failed, with the same payment.
   *
   * assertEquals(devnet.chain.account(devnet.wallets[0]!.address).sequence, 1);
   * ```
   */
  invoke(options: CallOptions = {}): Promise<Result> {
    if (this.#running !== undefined) return this.#join(this.#running, options);
    this.#running = this.#session.run(options, (call) => this.#invoke(call))
      .finally(() => this.#running = undefined);
    return this.#running;
  }

  /**
   * Has the nodes do it for a receipt that was bought apart from this, with `quote()` and
   * `client.getPaymentReceipt`. With the same receipt again it goes on at the nodes that have not
   * done it; only this operation can, as another has split its values otherwise. What `invoke` has
   * bought is not touched.
   *
   * @throws {InvalidArgumentError} When the receipt is for something else; nothing was sent.
   * @throws {FailedPreconditionError} When the receipt was used before, or has expired.
   * @throws {PermissionDeniedError} When the user may not do this.
   * @throws {NotFoundError} When what it works on does not exist.
   * @throws {UnavailableError} When nodes cannot be reached; `outcomes` says which have done it.
   * @throws {NodesDisagreeError} When nodes answer differently.
   * @throws {TimeoutError} When it was not done in time; call it again to go on.
   * @throws {AbortedError} When the signal aborted; call it again to go on.
   *
   * @example Pay from the balance first, and ask later
   * ```ts
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { assert } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * await using client = await devnet.client();
   *
   * await client.addFunds(1_000_000n);
   * const operation = client.poolStatus();
   * const receipt = await client.getPaymentReceipt(await operation.quote());
   *
   * const { pools } = await operation.invokeWithReceipt(receipt);
   *
   * assert(pools.COMPARE!.available > 0n);
   * ```
   */
  invokeWithReceipt(receipt: SignedReceipt, options: CallOptions = {}): Promise<Result> {
    if (!(receipt?.receipt instanceof Uint8Array)) {
      return Promise.reject(
        new InvalidArgumentError("A receipt is what client.getPaymentReceipt gave"),
      );
    }
    const key = encodeHex(receipt.receipt);
    const redemption = this.#redemptions.get(key) ?? { outcomes: [] };
    this.#redemptions.set(key, redemption);
    if (redemption.running !== undefined) return this.#join(redemption.running, options);
    redemption.running = this.#session.run(options, async (call) => {
      const { purchasable } = await this.#request();
      if (!isReceiptFor(receipt, purchasable)) {
        throw new InvalidArgumentError("The receipt is for something else than this operation", {
          phase: "receipt",
        });
      }
      const { outcomes, conclusion, error } = await this.#serve(
        { receipt, isFresh: false },
        redemption.outcomes,
        call,
      );
      redemption.outcomes = outcomes;
      if (error !== undefined) throw error;
      return conclusion.result;
    }).finally(() => redemption.running = undefined);
    return redemption.running;
  }

  /** Shares the outcome of what is under way, but waits for it no longer than its own caller allows. */
  #join(running: Promise<Result>, options: CallOptions): Promise<Result> {
    return this.#session.run(options, (call) => untilAborted(running, call.signal));
  }

  /** How Deno shows it: who forgets `invoke()` sees why nothing happens. */
  [Symbol.for("Deno.customInspect")](): string {
    return "PaidOperation { <nothing happens before invoke() is called> }";
  }

  /** How Node shows it. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return "PaidOperation { <nothing happens before invoke() is called> }";
  }

  async #invoke(call: Call): Promise<Result> {
    this.#order ??= { purchase: await this.#open(call), outcomes: [] };
    const { purchase, outcomes: earlier } = this.#order;
    const receipt = await this.#pay(purchase, call);
    call.txHash = purchase.txHash;
    const { outcomes, conclusion, error } = await this.#serve(
      { receipt, isFresh: true },
      earlier,
      call,
    );
    const isResumable = error !== undefined && outcomes.some(mayBeResumed);
    this.#order = isResumable ? { purchase, outcomes } : undefined;
    if (error !== undefined) throw error;
    return conclusion.result;
  }

  /** Has the nodes do it that have not done it before. */
  async #serve(
    { receipt, isFresh }: { receipt: SignedReceipt; isFresh: boolean },
    earlier: readonly Asked<unknown>[],
    call: Call,
  ): Promise<Agreement<unknown, Result>> {
    const { what, ask, conclude, ...common } = await this.#request();
    const request: NodeRequest<unknown, Result> = {
      ...common,
      what: `${what} as user ${this.#session.userId}`,
      ask: (node, call) => ask(receipt, node, call),
      conclude: (answers) => conclude(answers, receipt),
      wasServed,
      isFresh,
    };
    const { environment } = this.#session.connection;
    const agreement = await agree(request, earlier, environment, call);
    this.#outcomes = outcomesOf(agreement.outcomes);
    return agreement;
  }

  async #open(call: Call): Promise<Purchase> {
    const quote = this.#quote ?? await this.#requestQuote(call);
    return new Purchase(quote, this.#session, this.#session.connection);
  }

  async #request(): Promise<PaidRequest<unknown, Result>> {
    return this.#prepared ??= await this.#prepare();
  }

  async #requestQuote(call: Call): Promise<PriceQuote> {
    const { what, purchasable } = await this.#request();
    try {
      return await requestQuote(this.#session.connection, purchasable, call);
    } catch (error) {
      if (!isAnswer(error)) throw error;
      const { message } = error as VmError;
      throw withContext(error as VmError, {}, `${what} cannot be quoted. ${message}`);
    }
  }

  async #pay(purchase: Purchase, call: Call): Promise<SignedReceipt> {
    try {
      const receipt = await purchase.receipt(call);
      this.#quote = undefined;
      return receipt;
    } catch (error) {
      if (!purchase.isBegun) this.#order = undefined;
      // The price still stands for someone who goes and gets the money.
      if (!(error instanceof InsufficientFundsError)) this.#quote = undefined;
      throw error;
    }
  }
}

/**
 * Nodes take a receipt once, so one that refuses it the second time has done its work the first
 * time.
 */
function wasServed(error: VmError): boolean {
  return serverMessage(error) === "nonce already used";
}

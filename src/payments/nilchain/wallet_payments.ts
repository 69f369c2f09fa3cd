import { type Call, withDeadline } from "../../async/deadline.ts";
import { Slots } from "../../async/slots.ts";
import { InvalidArgumentError } from "../../errors/mod.ts";
import { retry } from "../../network/retry.ts";
import type { PendingPayment } from "../payer.ts";
import { OpenPayment, OpenPayments } from "./open_payments.ts";
import {
  behind,
  failed,
  notWritten,
  refused,
  unknown,
  unreachable,
  wordsOf,
} from "./payer_errors.ts";
import type { PayerSettings, WalletKey } from "./payer_options.ts";
import { detailsOf, paymentFrom } from "./payment_details.ts";
import { type Fate, findByHash, findFate } from "./payment_fate.ts";
import type { PaymentIntent } from "./signed_tx.ts";
import { openWallet, type Wallet } from "./wallet.ts";

type BeforeBroadcast = (payment: PendingPayment) => Promise<void>;

/** How a payment is made. */
interface PaymentTerms {
  readonly gasLimit: number | undefined;
  readonly beforeBroadcast: BeforeBroadcast;
}

const firstPollMs = 50;
/** A payment that an endpoint took, and that no block holds after so many blocks, is sent again. */
const blocksUntilSentAgain = 2;

/** Opens a wallet for payments. It sends nothing. */
export async function openWalletPayments(
  key: WalletKey,
  settings: PayerSettings,
): Promise<WalletPayments> {
  return new WalletPayments(await openWallet(key, settings), settings);
}

/** The payments of a wallet. It is loaded, with the chain's library, at the first payment. */
export class WalletPayments {
  readonly #wallet: Wallet;
  readonly #settings: PayerSettings;
  /** One payment at a time gets its sequence number. */
  readonly #turn = new Slots(1);
  readonly #payments = new OpenPayments();
  #accountNumber: bigint | undefined;

  /** Made by `openWalletPayments`. */
  constructor(wallet: Wallet, settings: PayerSettings) {
    this.#wallet = wallet;
    this.#settings = settings;
  }

  /** The wallet's address. */
  get address(): string {
    return this.#wallet.address;
  }

  /** Pays for an intent, and waits until the payment is in a block. Gives the hash of its transaction. */
  async submit(
    intent: PaymentIntent,
    gasLimit: number | undefined,
    signal: AbortSignal | undefined,
    beforeBroadcast: BeforeBroadcast = () => Promise.resolve(),
  ): Promise<string> {
    const terms = { gasLimit, beforeBroadcast };
    let paying: Promise<string> | undefined;
    const begin = () =>
      new Promise<void>((handOn) => {
        paying = this.#run(signal, (call) => this.#pay(intent, terms, call, handOn));
        paying.then(() => handOn(), () => handOn());
      });
    // The time limit begins with the turn. A signal that is none is refused with the time limit, too.
    const isSignal = typeof signal?.addEventListener === "function";
    await this.#turn.run(begin, isSignal ? signal : undefined).catch(() => {});
    return await (paying ?? this.#run(signal, () => Promise.reject(signal?.reason)));
  }

  /** Finds the outcome of a transaction: its hash, or `undefined` if it can no longer be made. */
  resume(
    txHash: string,
    signal: AbortSignal | undefined,
    details: string | undefined,
  ): Promise<string | undefined> {
    return this.#run(signal, async (call) => {
      const payment = this.#payments.byHash(txHash) ?? await this.#restore(txHash, details);
      if (payment !== undefined) {
        // A transaction that was replaced can no longer be made.
        if (payment.isReplaced(txHash)) return undefined;
        payment.refusal = undefined;
      }
      const fate = await this.#settle(txHash, payment, call);
      if (payment !== undefined && payment.outcome !== undefined) this.#payments.delete(payment);
      return fate.kind === "paid" ? fate.tx.txHash : undefined;
    });
  }

  /** Goes on with the payment of an earlier process. */
  async #restore(txHash: string, details: string | undefined): Promise<OpenPayment | undefined> {
    if (details === undefined) return undefined;
    const payment = await paymentFrom(details, this.#wallet.signer);
    if (!payment.transactions.some((tx) => tx.txHash === txHash)) {
      throw new InvalidArgumentError(`The details are not those of payment ${txHash}`, {
        option: "details",
      });
    }
    this.#payments.add(payment);
    return payment;
  }

  /** Pays for an intent: with its payment that is under way, or with a new one. */
  async #pay(
    intent: PaymentIntent,
    terms: PaymentTerms,
    call: Call,
    handOn: () => void,
  ): Promise<string> {
    let payment = this.#payments.get(intent);
    if (payment === undefined) {
      await this.#makeWay(call);
      payment = await this.#sign(intent, terms, undefined, call);
    }
    if (payment.isLive) await this.#send(payment, call.signal);
    handOn();
    for (;;) {
      const fate = await this.#settle(payment.current.txHash, payment, call);
      if (fate.kind === "paid" || fate.kind === "failed") {
        this.#payments.delete(payment);
        if (fate.kind === "paid") return fate.tx.txHash;
        throw failed(fate, payment.current.feeUnil, this.#wallet.address);
      }
      const { current } = payment;
      // An endpoint whose height jumps must not make this loop hot.
      if (fate.kind === "dead") await this.#settings.environment.sleep(firstPollMs, call.signal);
      await this.#turn.run(async () => {
        // Another call for the same payment may have signed it again.
        if (payment.current !== current) return;
        await this.#lookAround(call);
        await this.#sign(intent, terms, payment, call);
        await this.#send(payment, call.signal);
      }, call.signal);
    }
  }

  /** Signs a payment that is new, or that is proven not to be made by its earlier transactions. */
  async #sign(
    intent: PaymentIntent,
    { gasLimit, beforeBroadcast }: PaymentTerms,
    earlier: OpenPayment | undefined,
    call: Call,
  ): Promise<OpenPayment> {
    const { environment } = this.#settings;
    const read = <T>(task: (signal: AbortSignal) => Promise<T>): Promise<T> =>
      retry(
        ({ signal }) => task(signal).catch((error) => this.#unreachable(error)),
        environment,
        call,
      );
    const isCounted = this.#accountNumber !== undefined && this.#payments.live().length > 0;
    if (!isCounted || earlier !== undefined) {
      const account = await read((signal) => this.#wallet.account(signal));
      this.#accountNumber = account.accountNumber;
    }
    const height = await read((signal) =>
      this.#wallet.height(signal, !isCounted || earlier !== undefined)
    );
    const inBlocks = this.#wallet.sequence;
    let sequence = this.#payments.nextSequence(inBlocks);
    // Above its own sequence number it could be made twice, if an endpoint has invented blocks. Another
    // payment that has this number too displaces it, or is displaced.
    if (earlier?.state === "dead" && sequence > earlier.sequence) sequence = earlier.sequence;
    if (sequence < inBlocks) {
      throw unknown(
        earlier!.current.txHash,
        `The chain does not show which transaction has its sequence number ${sequence}`,
      );
    }
    const account = { sequence, accountNumber: this.#accountNumber! };
    const signed = await this.#wallet.sign(intent, account, height, gasLimit, call.signal);
    call.signal.throwIfAborted();
    const { txHash } = signed;
    const { signer } = this.#wallet;
    if (earlier === undefined) {
      const payment = new OpenPayment(intent, signed, height);
      await beforeBroadcast({ txHash, details: detailsOf(payment, signer) });
      this.#payments.add(payment);
      return payment;
    }
    const next = {
      intent,
      transactions: [...earlier.transactions, signed],
      sinceHeight: signed.sequence === earlier.sequence ? earlier.sinceHeight : height,
    };
    await beforeBroadcast({ txHash, details: detailsOf(next, signer) }).catch((error) => {
      // Its earlier transactions are proven not to be made, and nothing more is sent.
      this.#payments.delete(earlier);
      throw notWritten(error);
    });
    earlier.signedAgain(signed, height);
    this.#payments.add(earlier);
    return earlier;
  }

  /**
   * Looks at payments that the chain refused before, and at those whose callers have left and whose last
   * block has passed. A new one with a higher sequence number could not be made before them.
   */
  async #makeWay({ signal }: Call): Promise<void> {
    for (const payment of this.#payments.live()) {
      const { current } = payment;
      if (payment.refusal === undefined) {
        if (payment.followers > 0) continue;
        const height = await this.#wallet.height(signal).catch((error) => this.#unreachable(error));
        if (height < current.timeoutHeight) continue;
      }
      await this.#look(payment, signal).catch((error) => this.#unreachable(error));
      if (!payment.isLive || payment.current !== current) continue;
      await this.#send(payment, signal);
      if (payment.refusal !== undefined) throw behind(payment);
    }
  }

  /** Looks at live payments whose callers have left. Each keeps a sequence number for as long as it may live. */
  async #lookAround({ signal }: Call): Promise<void> {
    for (const payment of this.#payments.live()) {
      if (payment.followers > 0) continue;
      await this.#look(payment, signal).catch((error) => this.#unreachable(error));
    }
  }

  /** Sends a payment. It never fails: an endpoint may have taken the payment even if its answer is lost. */
  async #send(payment: OpenPayment, signal: AbortSignal): Promise<void> {
    const answer = await this.#wallet.broadcast(payment.current, signal);
    payment.isAccepted = answer.isAccepted;
    payment.refusal = answer.refusal;
    payment.objection = answer.objection;
  }

  /** Looks once for what has become of a payment, and takes note of it. */
  async #look(payment: OpenPayment, signal: AbortSignal) {
    const finding = await findFate(payment, this.#wallet.chain, this.#wallet.signer, signal);
    const { fate } = finding;
    if ("tx" in fate) {
      this.#wallet.noteSequence(payment.sequence + 1);
      this.#payments.settle(payment, fate);
    } else if (fate.kind === "dead" && payment.state === "live") payment.state = "dead";
    return finding;
  }

  /** Waits until a block shows what has become of a payment. */
  async #settle(
    txHash: string,
    payment: OpenPayment | undefined,
    call: Call,
  ): Promise<Exclude<Fate, { kind: "open" }>> {
    const following = payment?.follow();
    // Node 20 cannot read `using`.
    try {
      return await this.#watch(txHash, payment, call);
    } finally {
      following?.[Symbol.dispose]();
    }
  }

  async #watch(
    txHash: string,
    payment: OpenPayment | undefined,
    { signal }: Call,
  ): Promise<Exclude<Fate, { kind: "open" }>> {
    const { pollMs, environment, timeoutBlocks } = this.#settings;
    let reason = "";
    for (let pauseMs = Math.min(firstPollMs, pollMs);; pauseMs = Math.min(1.5 * pauseMs, pollMs)) {
      if (payment?.outcome !== undefined) return payment.outcome;
      try {
        const { fate, doubt } = payment === undefined
          ? await findByHash(txHash, timeoutBlocks, this.#wallet.chain, signal)
          : await this.#look(payment, signal);
        if (fate.kind !== "open") return fate;
        if (payment !== undefined) await this.#sendAgain(payment, fate.height, signal);
        reason = doubt ?? payment?.objection ?? "";
      } catch (error) {
        // The chain cannot be reached now. An error after an abort does not mean that.
        if (!signal.aborted) {
          reason = `The chain at ${this.#endpoints} cannot be reached: ${wordsOf(error)}`;
        }
      }
      if (payment?.refusal !== undefined) throw refused(payment);
      try {
        await environment.sleep(pauseMs, signal);
      } catch (cause) {
        throw unknown(txHash, reason, cause);
      }
    }
  }

  /** Sends a payment again that no endpoint has taken, or that an endpoint seems to have dropped. */
  async #sendAgain(
    payment: OpenPayment,
    height: number,
    signal: AbortSignal,
  ): Promise<void> {
    if (payment.isAccepted) {
      // It falls when the endpoint that has invented a height is no longer alone.
      payment.sentHeight = Math.min(payment.sentHeight ?? height, height);
      if (height < payment.sentHeight + blocksUntilSentAgain) return;
      payment.sentHeight = height;
      this.#wallet.chain.turn();
    }
    if (payment.refusal !== undefined) return;
    await this.#send(payment, signal);
    const [first] = this.#payments.live();
    // The chain takes a payment only after those with lower sequence numbers.
    if (payment.isAccepted || first === undefined || first === payment) return;
    await this.#send(first, signal);
    // If its last block has passed, its sequence number is free.
    if (!first.isAccepted) await this.#look(first, signal);
    await this.#send(payment, signal);
  }

  #run<T>(signal: AbortSignal | undefined, task: (call: Call) => Promise<T>): Promise<T> {
    const { queryTimeoutMs, environment } = this.#settings;
    return withDeadline(queryTimeoutMs, [signal], environment, (call) => {
      call.phase = "payment";
      return task(call);
    });
  }

  #unreachable(cause: unknown): never {
    throw unreachable(cause, this.#endpoints);
  }

  get #endpoints(): string {
    return this.#settings.rpcEndpoints.join(" and ");
  }
}

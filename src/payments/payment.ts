import {
  FailedPreconditionError,
  InvalidArgumentError,
  PaymentUnknownError,
  VmError,
} from "../errors/mod.ts";
import { ended } from "../async/abort_with.ts";
import type { Call } from "../async/deadline.ts";
import type { Environment } from "../async/environment.ts";
import { inPhase } from "../events/observe.ts";
import { copyBytes } from "../base/bytes.ts";
import { messageOf, shortened } from "../base/text.ts";
import type { Payer } from "./payer.ts";
import type { PaymentEntry } from "./payment_log.ts";

/** How long the client waits for a stopped payer, before the payment counts as unknown. */
const stoppedPayerMs = 20;

/** A payment that the payer was asked to make. */
interface Submission {
  readonly txHash: Promise<string>;
  /** What stops the payer. */
  readonly signal: AbortSignal;
}

/**
 * One payment on the chain for one resource. It can be settled in any number of attempts, and money
 * moves at most once: it remembers a payment that is under way or unknown, and asks for that one.
 */
export class Payment {
  readonly #payer: Payer | undefined;
  readonly #amountUnil: bigint;
  readonly #resource: Uint8Array;
  readonly #environment: Environment;
  readonly #entry: PaymentEntry;
  #submission: Submission | undefined;
  #unknown: PaymentUnknownError | undefined;
  #txHash: string | undefined;
  readonly #checkTime: () => void;
  /** Whether the payer may have sent a transaction since it was asked last. */
  #mayBeSent = false;
  /** The transaction that it named last since then. */
  #named: string | undefined;

  /**
   * Prepares a payment, or goes on with the one of an earlier process. It sends nothing. Without a payer
   * it can only be looked up.
   *
   * @param checkTime Throws when it is too late to pay.
   */
  constructor(
    payer: Payer | undefined,
    amountUnil: bigint,
    resource: Uint8Array,
    environment: Environment,
    entry: PaymentEntry,
    checkTime: () => void = () => {},
  ) {
    this.#payer = payer;
    this.#amountUnil = amountUnil;
    this.#resource = resource;
    this.#environment = environment;
    this.#entry = entry;
    this.#checkTime = checkTime;
    const { isOnChain, pending } = entry.record;
    if (isOnChain) {
      this.#unknown = new PaymentUnknownError(
        `An earlier process may have paid${
          pending === undefined ? ", and its payer did not name the transaction" : ""
        }`,
        { phase: "payment", txHash: pending?.txHash },
      );
    }
  }

  /** The hash of its transaction, if known. */
  get txHash(): string | undefined {
    return this.#txHash ?? this.#unknown?.txHash;
  }

  /** Whether money has moved or may have moved. */
  get isBegun(): boolean {
    return (this.#txHash ?? this.#submission ?? this.#unknown) !== undefined;
  }

  /**
   * Pays, or finds the outcome of an earlier attempt. It gives the hash of the transaction.
   *
   * @throws {PaymentUnknownError} When the payment may have been made. Any other error says that it
   * was not made.
   */
  settle(call: Call): Promise<string> {
    call.txHash = this.txHash;
    return inPhase(call, "payment", async (facts) => {
      this.#txHash ??= await this.#earlier(call) ?? await this.#resume(call.signal) ??
        await this.#submit(call);
      return facts.txHash = this.#txHash;
    });
  }

  /**
   * Finds the outcome of the payment of an earlier process, and pays nothing.
   *
   * @returns The hash of the transaction, or `undefined` if it was not made.
   * @throws {PaymentUnknownError} When the payment may have been made.
   */
  lookUp(call: Call): Promise<string | undefined> {
    call.txHash = this.txHash;
    return inPhase(call, "payment", async (facts) => {
      return facts.txHash = this.#txHash ??= await this.#resume(call.signal);
    });
  }

  async #resume(signal: AbortSignal): Promise<string | undefined> {
    if (this.#unknown === undefined) return undefined;
    const { txHash } = this.#unknown;
    if (txHash === undefined) throw this.#unknown;
    // A payer without `resume` leaves it to the network to find the transaction.
    if (this.#payer?.resume === undefined) return txHash;
    try {
      const { details } = this.#entry.record.pending ?? {};
      const resumed = await this.#payer.resume(
        txHash,
        details === undefined ? { signal } : { signal, details },
      );
      this.#unknown = undefined;
      return resumed;
    } catch (error) {
      throw this.#unknown = toUnknown(error, txHash);
    }
  }

  /** Waits for a payer who was asked in an earlier attempt. When that failed, this attempt goes on from there. */
  async #earlier(call: Call): Promise<string | undefined> {
    if (this.#submission === undefined) return undefined;
    try {
      return await this.#outcome(this.#submission, call);
    } catch (error) {
      if (this.#submission !== undefined) throw error;
      return undefined;
    }
  }

  async #submit(call: Call): Promise<string> {
    const { signal } = call;
    signal.throwIfAborted();
    // What the payer sent before is known not to be made.
    call.txHash = undefined;
    this.#mayBeSent = false;
    this.#named = undefined;
    this.#submission = { txHash: this.#pay(call), signal };
    return await this.#outcome(this.#submission, call);
  }

  async #outcome(submission: Submission, call: Call): Promise<string> {
    if (!await this.#isDecided(submission.txHash, call.signal)) {
      throw new PaymentUnknownError(
        "The call was stopped while the payer was paying: invoke the operation again to find out",
        { phase: "payment", cause: call.signal.reason },
      );
    }
    try {
      return await submission.txHash;
    } catch (error) {
      this.#submission = undefined;
      if (!this.#mayBeSent && !(error instanceof PaymentUnknownError)) throw notSent(error);
      // A payer that rejects with the reason of its signal does not say whether it paid.
      const isStatement = error instanceof VmError && error !== submission.signal.reason;
      if (isStatement && !(error instanceof PaymentUnknownError)) throw error;
      this.#unknown = toUnknown(error, this.#named);
      const { txHash } = this.#unknown;
      if (txHash !== undefined && this.#entry.record.pending?.txHash !== txHash) {
        await this.#entry.note({ isOnChain: true, pending: { txHash } }, call);
      }
      throw this.#unknown;
    }
  }

  /** Writes down each step before it is made. */
  async #pay(call: Call): Promise<string> {
    const { signal } = call;
    const entry = this.#entry;
    const payer = this.#payer;
    if (payer === undefined) {
      throw new InvalidArgumentError(
        "This client has no payer, so it cannot pay on the chain: pass `payer` to VmClient.create",
        { phase: "payment" },
      );
    }
    this.#checkTime();
    const begun = payer.callsBeforeBroadcast ? {} : { isOnChain: true, pending: undefined };
    // A person whose wallet is asked must not confirm what the journal then refuses.
    await entry.write(begun, call);
    signal.throwIfAborted();
    if (!payer.callsBeforeBroadcast) this.#mayBeSent = true;
    const txHash = await payer.submitPayment(this.#amountUnil, copyBytes(this.#resource), {
      signal,
      beforeBroadcast: async ({ txHash, details }) => {
        this.#checkTime();
        await entry.write({ isOnChain: true, pending: { txHash, details } }, call);
        this.#mayBeSent = true;
        this.#named = txHash;
      },
    });
    if (entry.record.pending?.txHash !== txHash) {
      await entry.note({ isOnChain: true, pending: { txHash } }, call);
    }
    return txHash;
  }

  /** Waits until the payer settles, or shortly longer than the signal allows. */
  #isDecided(txHash: Promise<string>, signal: AbortSignal): Promise<boolean> {
    const over = new AbortController();
    const decided = new Promise<boolean>((resolve) => {
      const giveUp = () => {
        this.#environment.sleep(stoppedPayerMs, over.signal).then(() => resolve(false), () => {});
      };
      if (signal.aborted) giveUp();
      else signal.addEventListener("abort", giveUp, { once: true, signal: over.signal });
      txHash.then(() => resolve(true), () => resolve(true));
    });
    return decided.finally(() => over.abort(ended));
  }
}

function notSent(error: unknown): unknown {
  if (error instanceof VmError) return error;
  return new FailedPreconditionError(
    `The payer failed before it sent anything, so nothing was paid: ${shortened(messageOf(error))}`,
    { phase: "payment", cause: error },
  );
}

function toUnknown(error: unknown, txHash?: string): PaymentUnknownError {
  if (error instanceof PaymentUnknownError) return error;
  const words = shortened(messageOf(error));
  return new PaymentUnknownError(
    `The payer failed and did not say whether it paid, so the client does not pay again: ${words}`,
    { phase: "payment", txHash, cause: error },
  );
}

import { PaymentUnknownError, VmError } from "../errors/mod.ts";
import type { Call } from "../async/deadline.ts";
import type { Environment } from "../async/environment.ts";
import { copyBytes } from "../base/bytes.ts";
import { messageOf, shortened } from "../base/text.ts";
import type { Payer } from "./payer.ts";

/** How long the client waits for a stopped payer, before the payment counts as unknown. */
const stoppedPayerMs = 20;

/**
 * One payment on the chain for one resource. It can be settled in any number of attempts, and money
 * moves at most once: it remembers a payment that is under way or unknown, and asks for that one.
 */
export class Payment {
  readonly #payer: Payer;
  readonly #amountUnil: bigint;
  readonly #resource: Uint8Array;
  readonly #environment: Environment;
  #submission: Promise<string> | undefined;
  #unknown: PaymentUnknownError | undefined;
  #txHash: string | undefined;

  /** Prepares a payment. It sends nothing. */
  constructor(
    payer: Payer,
    amountUnil: bigint,
    resource: Uint8Array,
    environment: Environment,
  ) {
    this.#payer = payer;
    this.#amountUnil = amountUnil;
    this.#resource = resource;
    this.#environment = environment;
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
  async settle(call: Call): Promise<string> {
    call.phase = "payment";
    call.txHash = this.txHash;
    this.#txHash ??= await this.#resume(call.signal) ?? await this.#submit(call.signal);
    return this.#txHash;
  }

  async #resume(signal: AbortSignal): Promise<string | undefined> {
    if (this.#unknown === undefined) return undefined;
    const { txHash } = this.#unknown;
    if (txHash === undefined) throw this.#unknown;
    // A payer without `resume` leaves it to the network to find the transaction.
    if (this.#payer.resume === undefined) return txHash;
    try {
      const resumed = await this.#payer.resume(txHash, { signal });
      this.#unknown = undefined;
      return resumed;
    } catch (error) {
      throw this.#unknown = toUnknown(error, txHash);
    }
  }

  async #submit(signal: AbortSignal): Promise<string> {
    if (this.#submission === undefined) {
      signal.throwIfAborted();
      this.#submission = (async () =>
        await this.#payer.submitPayment(this.#amountUnil, copyBytes(this.#resource), {
          signal,
        }))();
    }
    if (!await this.#isDecided(this.#submission, signal)) {
      throw new PaymentUnknownError(
        "The call was stopped while the payer was paying: invoke the operation again to find out",
        { phase: "payment", cause: signal.reason },
      );
    }
    try {
      return await this.#submission;
    } catch (error) {
      this.#submission = undefined;
      // A payer that rejects with the signal's reason does not say whether it paid.
      const isStatement = error instanceof VmError && error !== signal.reason;
      if (isStatement && !(error instanceof PaymentUnknownError)) throw error;
      throw this.#unknown = toUnknown(error);
    }
  }

  /** Waits until the payer settles, or shortly longer than the signal allows. */
  #isDecided(submission: Promise<string>, signal: AbortSignal): Promise<boolean> {
    const over = new AbortController();
    const decided = new Promise<boolean>((resolve) => {
      const giveUp = () => {
        this.#environment.sleep(stoppedPayerMs, over.signal).then(() => resolve(false), () => {});
      };
      if (signal.aborted) giveUp();
      else signal.addEventListener("abort", giveUp, { once: true, signal: over.signal });
      submission.then(() => resolve(true), () => resolve(true));
    });
    return decided.finally(() => over.abort());
  }
}

function toUnknown(error: unknown, txHash?: string): PaymentUnknownError {
  if (error instanceof PaymentUnknownError) return error;
  const words = shortened(messageOf(error));
  return new PaymentUnknownError(
    `The payer failed and did not say whether it paid, so the client does not pay again: ${words}`,
    { phase: "payment", txHash, cause: error },
  );
}

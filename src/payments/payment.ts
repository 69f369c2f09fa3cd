import { PaymentUnknownError, VmError } from "../errors/mod.ts";
import type { Call } from "../async/deadline.ts";
import type { Environment } from "../async/environment.ts";
import { messageOf, shortened } from "../base/text.ts";
import type { Payer } from "./payer.ts";

/**
 * How long a payer that was told to stop has for its last word, before its payment counts as
 * unknown.
 */
const lastWordMs = 20;

/**
 * The intent to pay once for one resource. It can be settled as often as it takes: money moves at
 * most once, because it remembers a payment that is under way or whose outcome is unknown, and goes
 * on with that one.
 */
export class Payment {
  readonly #payer: Payer;
  readonly #amountUnil: bigint;
  readonly #resource: Uint8Array;
  readonly #environment: Environment;
  #submission: Promise<string> | undefined;
  #unknown: PaymentUnknownError | undefined;
  #txHash: string | undefined;

  /** Intends to pay that much for a resource. Nothing is sent yet. */
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

  /** The hash of its transaction, where one is known to have been sent. */
  get txHash(): string | undefined {
    return this.#txHash ?? this.#unknown?.txHash;
  }

  /** Whether money has moved, or may have. */
  get isBegun(): boolean {
    return (this.#txHash ?? this.#submission ?? this.#unknown) !== undefined;
  }

  /**
   * Pays, or finds out about the payment that was begun before, and gives the hash of its
   * transaction.
   *
   * @throws {PaymentUnknownError} When the payment may have been made. After any other error it was
   * not.
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
    // Without the payer's help it is up to the network to find the transaction.
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
        await this.#payer.submitPayment(this.#amountUnil, this.#resource, { signal }))();
    }
    if (!await this.#isDecided(this.#submission, signal)) {
      throw new PaymentUnknownError("The call was stopped while the payer was paying", {
        phase: "payment",
        cause: signal.reason,
      });
    }
    try {
      return await this.#submission;
    } catch (error) {
      this.#submission = undefined;
      // A payer that only passes on why it was stopped says nothing of the payment.
      const isStatement = error instanceof VmError && error !== signal.reason;
      if (isStatement && !(error instanceof PaymentUnknownError)) throw error;
      throw this.#unknown = toUnknown(error);
    }
  }

  /** Waits for the payer's word, but hardly longer than the signal allows. */
  #isDecided(submission: Promise<string>, signal: AbortSignal): Promise<boolean> {
    const over = new AbortController();
    const word = new Promise<boolean>((resolve) => {
      const giveUp = () => {
        this.#environment.sleep(lastWordMs, over.signal).then(() => resolve(false), () => {});
      };
      if (signal.aborted) giveUp();
      else signal.addEventListener("abort", giveUp, { once: true, signal: over.signal });
      submission.then(() => resolve(true), () => resolve(true));
    });
    return word.finally(() => over.abort());
  }
}

function toUnknown(error: unknown, txHash?: string): PaymentUnknownError {
  if (error instanceof PaymentUnknownError) return error;
  const words = shortened(messageOf(error));
  return new PaymentUnknownError(
    `The payer failed without saying whether it paid, so nothing is paid again: ${words}`,
    { phase: "payment", txHash, cause: error },
  );
}

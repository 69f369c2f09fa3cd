import { checkOptions, type OptionNames } from "../../base/check_options.ts";
import {
  FailedPreconditionError,
  InsufficientFundsError,
  PaymentUnknownError,
  UnavailableError,
  VmError,
  type VmErrorFields,
} from "../../errors/mod.ts";
import { type Call, withDeadline } from "../../async/deadline.ts";
import {
  consequenceOf,
  consequences,
  expectedSequence,
  readChainRefusal,
} from "../../network/failure.ts";
import { backOff, retry } from "../../network/retry.ts";
import { messageOf, shortened } from "../../base/text.ts";
import { Slots } from "../../async/slots.ts";
import type { Payer } from "../payer.ts";
import { checkTxHash } from "../checks.ts";
import type { ChainWallet, PaymentIntent, SignedPayment, TxResult } from "./chain_wallet.ts";
import {
  checkGasLimit,
  checkPayerOptions,
  type NilChainPayerOptions,
  type PayerSettings,
} from "./payer_options.ts";
import { checkIntent, type PayForMessage, prepareMsg } from "./prepare_msg.ts";

/** Options of one payment. */
export interface SubmitPaymentOptions {
  /** Stops the payment. */
  signal?: AbortSignal | undefined;
  /** How much gas the payment may use; the `gasLimit` of the payer unless given. */
  gasLimit?: number | undefined;
}

/** How often a payment is signed again because another transaction took its sequence number. */
const attemptsMax = 20;
const firstPollMs = 50;

/**
 * Pays from a wallet on the chain, with a `MsgPayFor` in unil and no fee.
 *
 * A payment is signed before it is sent, so its hash is always known, and sending it again does not
 * pay twice. Several payments can be under way at once: a queue gives each its sequence number. The
 * chain's library is loaded with the first payment.
 *
 * @example
 * ```ts
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { NilChainPayer } from "@nilvm/client/nilchain";
 * import { assertEquals } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * const payer = new NilChainPayer({
 *   network: devnet.network,
 *   privateKey: devnet.wallets[0]!.privateKey,
 * });
 *
 * const txHash = await payer.submitPayment(1_000n, new Uint8Array(32));
 *
 * assertEquals(txHash.length, 64);
 * ```
 */
export class NilChainPayer implements Payer {
  readonly #open: () => Promise<ChainWallet>;
  readonly #settings: PayerSettings;
  /** One payment at a time gets its sequence number. */
  readonly #turn = new Slots(1);
  /** The payments that were sent and have no known outcome. */
  readonly #pending = new Map<string, SignedPayment>();
  #wallet: Promise<ChainWallet> | undefined;
  #nextSequence: number | undefined;

  /**
   * Prepares payments from a wallet. It sends nothing.
   *
   * @throws {InvalidArgumentError} When an option is missing, malformed, or has an unknown name.
   */
  constructor(options: NilChainPayerOptions) {
    const { wallet, ...settings } = checkPayerOptions(options);
    this.#settings = settings;
    this.#open = async () => {
      const { openChainWallet } = await import("./chain_wallet.ts");
      return await openChainWallet(wallet);
    };
  }

  /**
   * Makes the message that pays for a resource, for a transaction that you sign and send yourself.
   *
   * @param amountUnil The amount in unil, from 1 to 2^64 - 1.
   * @param resource What the payment is for, 32 bytes: the nonce of a quote, or the SHA-256 of a deposit.
   * @param fromAddress The address of the wallet that pays.
   * @throws {InvalidArgumentError} When an argument is malformed.
   */
  static prepareMsg(amountUnil: bigint, resource: Uint8Array, fromAddress: string): PayForMessage {
    return prepareMsg(amountUnil, resource, fromAddress);
  }

  /** The wallet's address on the chain. */
  async walletAddress(): Promise<string> {
    return (await this.#opened()).address;
  }

  /**
   * Pays once for a resource, and waits until the payment is in a block.
   *
   * @param amountUnil The amount in unil, from 1 to 2^64 - 1.
   * @param resource What the payment is for, 32 bytes: the nonce of a quote, or the SHA-256 of a deposit.
   * @param options A signal that stops it, and how much gas it may use.
   * @returns The hash of the transaction, in upper-case hex.
   * @throws {InvalidArgumentError} When an argument is malformed. Nothing was sent.
   * @throws {InsufficientFundsError} When the wallet does not hold the amount.
   * @throws {FailedPreconditionError} When the chain refuses the payment for another reason.
   * @throws {UnavailableError} When the chain cannot be reached. Nothing was paid.
   * @throws {PaymentUnknownError} When no block confirms the payment in time. Call `resume` to find out.
   */
  submitPayment(
    amountUnil: bigint,
    resource: Uint8Array,
    options: SubmitPaymentOptions = {},
  ): Promise<string> {
    return this.#run(options, { signal: true, gasLimit: true }, async (call) => {
      const gasLimit = checkGasLimit(options.gasLimit ?? this.#settings.gasLimit);
      const intent = { amountUnil, resource: checkIntent(amountUnil, resource), gasLimit };
      for (let attempt = 1; attempt <= attemptsMax; attempt++) {
        const { payment, isAccepted } = await this.#send(intent, call);
        const { txHash } = payment;
        const result = await this.#settle(txHash, payment, isAccepted, call);
        if (result?.code === 0) return txHash;
        if (result !== undefined) throw refusedBy(result, await this.walletAddress(), txHash);
      }
      throw new UnavailableError(
        `Other payments from the wallet took the sequence number of this one ${attemptsMax} times, so nothing was paid: try again later`,
        context(),
      );
    });
  }

  /**
   * Finds the outcome of an earlier payment, and sends the same payment again if it was lost.
   *
   * Only the payer that made the payment can send it again, or prove that another transaction took
   * its sequence number. Another payer finds it only in a block. Without a block it stays unknown.
   *
   * @param txHash The hash of the transaction, in hex.
   * @param options A signal that stops it.
   * @returns The hash, in upper-case hex, if the payment is in a block. `undefined` if it was not made
   * and can no longer be made: it failed in a block, or another transaction took its sequence number.
   * @throws {InvalidArgumentError} When the hash is malformed. Nothing was sent.
   * @throws {PaymentUnknownError} When the outcome is still unknown.
   */
  resume(txHash: string, options: { signal?: AbortSignal } = {}): Promise<string | undefined> {
    return this.#run(options, { signal: true }, async (call) => {
      checkTxHash(txHash);
      const hash = txHash.toUpperCase();
      const result = await this.#settle(hash, this.#pending.get(hash), false, call);
      return result?.code === 0 ? hash : undefined;
    });
  }

  /** Signs a payment with the wallet's next sequence number, and sends it. */
  #send(
    intent: PaymentIntent,
    call: Call,
  ): Promise<{ payment: SignedPayment; isAccepted: boolean }> {
    const { signal } = call;
    return this.#turn.run(async () => {
      const wallet = await this.#opened();
      for (let attempt = 1;; attempt++) {
        const ask = () =>
          wallet.committedSequence(signal).catch((error) => this.#unreachable(error));
        const sequence = this.#nextSequence ?? await retry(ask, this.#settings.environment, call);
        const payment = await wallet.sign(intent, sequence);
        signal.throwIfAborted();
        this.#pending.set(payment.txHash, payment);
        let result;
        try {
          result = await broadcast(wallet, payment, signal);
        } catch {
          // It may have arrived, so this payment is never signed again with another number.
          this.#nextSequence = undefined;
          return { payment, isAccepted: false };
        }
        if (result.code === 0) {
          this.#nextSequence = sequence + 1;
          return { payment, isAccepted: true };
        }
        this.#nextSequence = expectedSequence(result.log);
        this.#pending.delete(payment.txHash);
        const error = refusedBy(result, wallet.address);
        if (consequenceOf(error) !== "askAgain" || attempt === attemptsMax) throw error;
        // Another program pays from this wallet too. Every second time, pause to get out of step with it.
        if (attempt % 2 === 0) await backOff(attempt / 2, this.#settings.environment, signal);
      }
    }, signal);
  }

  /**
   * Waits for the block that holds a payment. Gives `undefined` if a block holds another transaction
   * with its sequence number. Only that proves that the payment was not made: the chain's index of
   * transactions may be late by any time.
   */
  async #settle(
    txHash: string,
    payment: SignedPayment | undefined,
    isAccepted: boolean,
    { signal }: Call,
  ): Promise<TxResult | undefined> {
    const wallet = await this.#opened();
    let failure: unknown;
    const firstPauseMs = Math.min(firstPollMs, this.#settings.pollMs);
    for (let pauseMs = firstPauseMs;; pauseMs = Math.min(1.5 * pauseMs, this.#settings.pollMs)) {
      try {
        const result = await wallet.find(txHash, signal);
        failure = undefined;
        if (result !== undefined) {
          this.#pending.delete(txHash);
          return result;
        }
        if (payment !== undefined && !isAccepted) {
          isAccepted = (await broadcast(wallet, payment, signal)).code === 0;
          const inPlace = isAccepted ? undefined : await wallet.findAt(payment.sequence, signal);
          if (inPlace !== undefined) {
            this.#pending.delete(txHash);
            return inPlace.txHash === txHash ? inPlace : undefined;
          }
        }
      } catch (error) {
        // The chain cannot be reached now. An error after an abort does not mean that.
        if (!signal.aborted) failure = error;
      }
      try {
        await this.#settings.environment.sleep(pauseMs, signal);
      } catch (cause) {
        throw new PaymentUnknownError(
          `The chain did not confirm payment ${txHash} in time: invoke the operation again to find out${
            failure === undefined
              ? ""
              : `. The chain at ${this.#settings.rpcEndpoint} cannot be reached: ${
                wordsOf(failure)
              }`
          }`,
          { ...context(txHash), cause },
        );
      }
    }
  }

  #opened(): Promise<ChainWallet> {
    return this.#wallet ??= this.#open();
  }

  async #run<Options extends { signal?: AbortSignal | undefined }, T>(
    options: Options,
    names: OptionNames<Options>,
    task: (call: Call) => Promise<T>,
  ): Promise<T> {
    const { signal } = checkOptions(options, "A payment", names);
    return await withDeadline(
      this.#settings.queryTimeoutMs,
      [signal],
      this.#settings.environment,
      (call) => {
        call.phase = "payment";
        return task(call);
      },
    ).catch((error) => this.#unreachable(error));
  }

  /** Throws a `VmError` as it is. Any other error means that the chain cannot be reached. */
  #unreachable(cause: unknown): never {
    if (cause instanceof VmError) throw cause;
    throw new UnavailableError(
      `The chain at ${this.#settings.rpcEndpoint} cannot be reached, so nothing was paid: ${
        wordsOf(cause)
      }`,
      { ...context(), cause },
    );
  }
}

/** Sends a payment. The chain's answer that it has the payment already counts as code 0. */
async function broadcast(
  wallet: ChainWallet,
  payment: SignedPayment,
  signal: AbortSignal,
): Promise<TxResult> {
  try {
    return await wallet.broadcast(payment, signal);
  } catch (error) {
    if (consequences[readChainRefusal(wordsOf(error)).reason].notSent !== "believe") throw error;
    return { code: 0, log: "" };
  }
}

function wordsOf(cause: unknown): string {
  return shortened(messageOf(cause));
}

/** A refused payment costs nothing: a failed transaction in a block has no effect, and there is no fee. */
function refusedBy({ code, log }: TxResult, address: string, txHash?: string): VmError {
  const failure = readChainRefusal(log, code);
  const fields = { ...context(txHash), failure };
  if (failure.reason === "notEnoughFunds") {
    return new InsufficientFundsError(
      `Wallet ${address} does not hold the amount, so nothing was paid: ${failure.words}`,
      fields,
    );
  }
  const hint = failure.reason === "wrongSignature" ? ". Check the chainId" : "";
  return new FailedPreconditionError(
    `The chain refused the payment of wallet ${address}, so nothing was paid: ${failure.words}${hint}`,
    fields,
  );
}

function context(txHash?: string): VmErrorFields {
  return { phase: "payment", txHash };
}

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
import type { ChainWallet, PaymentIntent, SignedPayment, Verdict } from "./chain_wallet.ts";
import {
  checkGasLimit,
  checkPayerOptions,
  type NilChainPayerOptions,
  type PayerSettings,
} from "./payer_options.ts";
import { checkIntent, type PayForMessage, prepareMsg } from "./prepare_msg.ts";

/** How one payment is made. */
export interface SubmitPaymentOptions {
  /** Stops it. */
  signal?: AbortSignal | undefined;
  /** How much gas it may use; what the payer was made with unless given. */
  gasLimit?: number | undefined;
}

/** How often a payment is signed anew because another transaction took its place. */
const attemptsMax = 20;
const firstPollMs = 50;

/**
 * Pays from a wallet on the chain, with a `MsgPayFor` in unil and no fee.
 *
 * A payment is signed before it is sent, so its hash is known whatever happens, and sent again it
 * is still the same one. Any number of payments can be under way at once: one queue gives each its
 * place among the wallet's transactions. The chain's library is loaded with the first payment.
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
  /** One at a time may take a place among the wallet's transactions. */
  readonly #turn = new Slots(1);
  /** What was sent and is not known to be in a block, or never to be. */
  readonly #pending = new Map<string, SignedPayment>();
  #wallet: Promise<ChainWallet> | undefined;
  #nextSequence: number | undefined;

  /**
   * Takes a wallet; nothing is sent.
   *
   * @throws {InvalidArgumentError} When the key is malformed, an option is misspelt, or the chain's
   * name or endpoint is missing.
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
   * The message that pays for a resource, for a transaction that is signed and sent otherwise.
   *
   * @param amountUnil How much, in unil: from 1 to 2^64 - 1.
   * @param resource What is paid for, 32 bytes: the nonce of a quote, or the SHA-256 of a deposit.
   * @param fromAddress Whose wallet pays.
   * @throws {InvalidArgumentError} When one of them is none.
   */
  static prepareMsg(amountUnil: bigint, resource: Uint8Array, fromAddress: string): PayForMessage {
    return prepareMsg(amountUnil, resource, fromAddress);
  }

  /** The wallet's address on the chain. */
  async walletAddress(): Promise<string> {
    return (await this.#opened()).address;
  }

  /**
   * Pays once for a resource and waits until the payment is in a block.
   *
   * @param amountUnil How much, in unil: from 1 to 2^64 - 1.
   * @param resource What is paid for, 32 bytes: the nonce of a quote, or the SHA-256 of a deposit.
   * @param options A signal that stops it, and how much gas it may use.
   * @returns The hash of the transaction, in upper-case hex.
   * @throws {InvalidArgumentError} When one of them is none; nothing was sent.
   * @throws {InsufficientFundsError} When the wallet does not hold as much.
   * @throws {FailedPreconditionError} When the chain refuses the payment for another reason.
   * @throws {UnavailableError} When the chain cannot be reached; nothing was sent.
   * @throws {PaymentUnknownError} When it was sent and is not in a block in time; `resume` finds
   * out.
   */
  submitPayment(
    amountUnil: bigint,
    resource: Uint8Array,
    options: SubmitPaymentOptions = {},
  ): Promise<string> {
    return this.#run(options, { signal: true, gasLimit: true }, async (call) => {
      const gasLimit = checkGasLimit(options.gasLimit ?? this.#settings.gasLimit);
      checkIntent(amountUnil, resource);
      for (let attempt = 1; attempt <= attemptsMax; attempt++) {
        const { payment, isAccepted } = await this.#send({ amountUnil, resource, gasLimit }, call);
        const { txHash } = payment;
        const verdict = await this.#settle(txHash, payment, isAccepted, call);
        if (verdict?.code === 0) return txHash;
        if (verdict !== undefined) throw refusedBy(verdict, await this.walletAddress(), txHash);
      }
      throw new UnavailableError(
        "Other transactions of the wallet took the place of this payment each time",
        context(),
      );
    });
  }

  /**
   * Finds out about a payment that was sent before, and sends the same one again where it got lost.
   *
   * Only the payer that made the payment can send it again, or prove that another transaction took
   * its place. Any other finds it where it is in a block; as long as it is in none it stays
   * unknown, even if it can no longer be made.
   *
   * @param txHash The hash of the transaction, in hex.
   * @param options A signal that stops it.
   * @returns The hash, in upper-case hex, when the payment is in a block, or `undefined` when it was
   * not made and can no longer be: the chain refused it in a block, or a block holds another
   * transaction in its place.
   * @throws {InvalidArgumentError} When the hash is none; nothing was sent.
   * @throws {PaymentUnknownError} When that is still not certain.
   */
  resume(txHash: string, options: { signal?: AbortSignal } = {}): Promise<string | undefined> {
    return this.#run(options, { signal: true }, async (call) => {
      checkTxHash(txHash);
      const hash = txHash.toUpperCase();
      const verdict = await this.#settle(hash, this.#pending.get(hash), false, call);
      return verdict?.code === 0 ? hash : undefined;
    });
  }

  /** Signs a payment for the next place among the wallet's transactions and sends it. */
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
        let verdict;
        try {
          verdict = await broadcast(wallet, payment, signal);
        } catch {
          // It may have arrived, so from here on it is only ever asked for or sent again.
          this.#nextSequence = undefined;
          return { payment, isAccepted: false };
        }
        if (verdict.code === 0) {
          this.#nextSequence = sequence + 1;
          return { payment, isAccepted: true };
        }
        this.#nextSequence = expectedSequence(verdict.log);
        this.#pending.delete(payment.txHash);
        const error = refusedBy(verdict, wallet.address);
        if (consequenceOf(error) !== "askAgain" || attempt === attemptsMax) throw error;
        // Somebody else pays from this wallet too: every other time, get out of step with them.
        if (attempt % 2 === 0) await backOff(attempt / 2, this.#settings.environment, signal);
      }
    }, signal);
  }

  /**
   * Waits for the block that holds a payment; nothing when a block holds another transaction in its
   * place. Only that transaction proves it: the index of transactions may lag by any time, so that
   * a payment that is not found may be in a block all the same.
   */
  async #settle(
    txHash: string,
    payment: SignedPayment | undefined,
    isAccepted: boolean,
    { signal }: Call,
  ): Promise<Verdict | undefined> {
    const wallet = await this.#opened();
    let failure: unknown;
    const firstPauseMs = Math.min(firstPollMs, this.#settings.pollMs);
    for (let pauseMs = firstPauseMs;; pauseMs = Math.min(1.5 * pauseMs, this.#settings.pollMs)) {
      try {
        const verdict = await wallet.find(txHash, signal);
        failure = undefined;
        if (verdict !== undefined) {
          this.#pending.delete(txHash);
          return verdict;
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
        // The chain cannot be reached just now. What is stopped says nothing of it.
        if (!signal.aborted) failure = error;
      }
      try {
        await this.#settings.environment.sleep(pauseMs, signal);
      } catch (cause) {
        throw new PaymentUnknownError(
          `The chain did not confirm payment ${txHash} in time${
            failure === undefined
              ? ""
              : `: at ${this.#settings.rpcEndpoint} it cannot be reached: ${wordsOf(failure)}`
          }; ask again with the same operation`,
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

  /** Throws on what the chain has to do with, and takes the rest for a sign that it is out of reach. */
  #unreachable(cause: unknown): never {
    if (cause instanceof VmError) throw cause;
    throw new UnavailableError(
      `The chain at ${this.#settings.rpcEndpoint} cannot be reached, nothing was paid: ${
        wordsOf(cause)
      }`,
      { ...context(), cause },
    );
  }
}

/** Sends a payment. The chain takes it as well when it says that it has it already. */
async function broadcast(
  wallet: ChainWallet,
  payment: SignedPayment,
  signal: AbortSignal,
): Promise<Verdict> {
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

/** Nothing is paid either way: what is in a block and failed has no effect, and the payer offers no fee. */
function refusedBy({ code, log }: Verdict, address: string, txHash?: string): VmError {
  const failure = readChainRefusal(log, code);
  const fields = { ...context(txHash), failure };
  if (failure.reason === "notEnoughFunds") {
    return new InsufficientFundsError(
      `Wallet ${address} does not hold enough, nothing was paid: ${failure.words}`,
      fields,
    );
  }
  const hint = failure.reason === "wrongSignature" ? "; check the chain's id" : "";
  return new FailedPreconditionError(
    `The chain refused the payment, nothing was paid: ${failure.words}${hint}`,
    fields,
  );
}

function context(txHash?: string): VmErrorFields {
  return { phase: "payment", txHash };
}

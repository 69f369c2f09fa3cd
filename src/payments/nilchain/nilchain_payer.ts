import { checkOptions } from "../../base/check_options.ts";
import { described, messageOf, shortened } from "../../base/text.ts";
import { FailedPreconditionError, InvalidArgumentError } from "../../errors/mod.ts";
import type { Payer, PendingPayment } from "../payer.ts";
import { checkTxHash } from "../checks.ts";
import { checkGasLimit, checkPayerOptions, type NilChainPayerOptions } from "./payer_options.ts";
import { checkIntent, type PayForMessage, prepareMsg } from "./prepare_msg.ts";
import type { WalletPayments } from "./wallet_payments.ts";

/** Options of one payment. */
export interface SubmitPaymentOptions {
  /** Stops the payment. */
  signal?: AbortSignal | undefined;
  /** How much gas the payment may use; the `gasLimit` of the payer unless given. */
  gasLimit?: number | undefined;
  /** Writes down each transaction before it is sent. If it rejects, nothing is sent. */
  beforeBroadcast?: ((payment: PendingPayment) => Promise<void>) | undefined;
}

/**
 * Pays from a wallet on the chain, with a `MsgPayFor` in unil.
 *
 * Several payments can be under way at once: a queue gives each its sequence number. The chain's
 * library is loaded with the first payment.
 *
 * Money moves once, whatever one endpoint of the chain says:
 *
 * - A payment is an amount and a resource. While its outcome is unknown, all its transactions have the
 *   same sequence number, and the chain accepts a sequence number once. A call for the same payment
 *   continues it.
 * - A payment gets another sequence number only when a block shows which transaction has the first
 *   one, and that transaction has this wallet's signature. An endpoint's refusal shows nothing.
 * - Every transaction has a last block. Another payment gets the sequence number only when that block
 *   has passed without the transaction. If the first one is wanted again, both have that number: the
 *   chain takes one of them, and the other one gets the next number.
 * - With several `rpcEndpoints`, two must show the same block.
 *
 * An only endpoint that invents blocks can still hide a payment, or show one that was not made.
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
  /** Always true: nothing is sent before it is written down. */
  readonly callsBeforeBroadcast = true;
  readonly #open: () => Promise<WalletPayments>;
  readonly #gasLimit: number | undefined;
  #payments: Promise<WalletPayments> | undefined;

  /**
   * Prepares payments from a wallet. It sends nothing.
   *
   * @throws {InvalidArgumentError} When an option is missing, malformed, or has an unknown name.
   */
  constructor(options: NilChainPayerOptions) {
    const { wallet, ...settings } = checkPayerOptions(options);
    this.#gasLimit = settings.gasLimit;
    this.#open = async () => {
      const { openWalletPayments } = await import("./wallet_payments.ts").catch(notLoaded);
      return await openWalletPayments(wallet, settings);
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

  /**
   * The wallet's address on the chain.
   *
   * @throws {FailedPreconditionError} When the chain's library cannot be loaded.
   */
  async walletAddress(): Promise<string> {
    return (await this.#opened()).address;
  }

  /**
   * Pays once for a resource, and waits until the payment is in a block. A payment of the same amount
   * for the same resource whose outcome is unknown is continued.
   *
   * @param amountUnil The amount in unil, from 1 to 2^64 - 1.
   * @param resource What the payment is for, 32 bytes: the nonce of a quote, or the SHA-256 of a deposit.
   * @param options A signal that stops it, and how much gas it may use.
   * @returns The hash of the transaction, in upper-case hex.
   * @throws {InvalidArgumentError} When an argument is malformed. Nothing was sent.
   * @throws {InsufficientFundsError} When the wallet does not hold the amount.
   * @throws {FailedPreconditionError} When the payment failed in a block, when it was refused before it
   * was signed, or when the chain's library cannot be loaded.
   * @throws {UnavailableError} When the chain cannot be reached. Nothing was paid.
   * @throws {PaymentUnknownError} When it was sent, and no block shows its outcome in time. An endpoint
   * that refuses a payment may keep it, so that is unknown too. Call `resume` to find out.
   */
  async submitPayment(
    amountUnil: bigint,
    resource: Uint8Array,
    options: SubmitPaymentOptions = {},
  ): Promise<string> {
    const { signal, gasLimit = this.#gasLimit, beforeBroadcast } = checkOptions(
      options,
      "A payment",
      { signal: true, gasLimit: true, beforeBroadcast: true },
    );
    if (beforeBroadcast !== undefined && typeof beforeBroadcast !== "function") {
      throw new InvalidArgumentError(
        `beforeBroadcast must be a function, got ${described(beforeBroadcast)}`,
        { option: "beforeBroadcast" },
      );
    }
    if (gasLimit !== undefined) checkGasLimit(gasLimit);
    const intent = { amountUnil, resource: checkIntent(amountUnil, resource) };
    return await (await this.#opened()).submit(intent, gasLimit, signal, beforeBroadcast);
  }

  /**
   * Finds the outcome of an earlier payment, and sends the same payment again if it was lost.
   *
   * Only the payer that made the payment, or one that gets its `details`, can send it again, or prove that
   * it can no longer be made. Another payer finds it only in a block. Without a block it stays unknown.
   *
   * @param txHash The hash of the transaction, in hex.
   * @param options A signal that stops it, and the `details` that `beforeBroadcast` got, as after a crash.
   * @returns The hash, in upper-case hex, if the payment is in a block. `undefined` if it was not made
   * and can no longer be made.
   * @throws {InvalidArgumentError} When the hash or the details are malformed, or of another wallet.
   * @throws {PaymentUnknownError} When the outcome is still unknown.
   */
  async resume(
    txHash: string,
    options: { signal?: AbortSignal | undefined; details?: string | undefined } = {},
  ): Promise<string | undefined> {
    const { signal, details } = checkOptions(options, "A payment", {
      signal: true,
      details: true,
    });
    checkTxHash(txHash);
    return await (await this.#opened()).resume(txHash.toUpperCase(), signal, details);
  }

  #opened(): Promise<WalletPayments> {
    return this.#payments ??= this.#open().catch((error) => {
      this.#payments = undefined; // The next call tries again.
      throw error;
    });
  }
}

function notLoaded(cause: unknown): never {
  const words = shortened(messageOf(cause));
  throw new FailedPreconditionError(
    `The chain's library cannot be loaded, so nothing was sent: ${words}`,
    {
      phase: "payment",
      failure: { delivery: "notSent", reason: "notLoaded", from: "client", words },
      cause,
    },
  );
}

/**
 * Pays on the chain. `NilChainPayer` of `@nilvm/client/nilchain` is one. Your own payer must send a
 * `MsgPayFor`.
 *
 * @example A payer with a limit for each payment
 * ```ts
 * import { type Payer, PermissionDeniedError } from "@nilvm/client";
 * import { assertRejects } from "@std/assert";
 *
 * function capped(payer: Payer, amountUnilMax: bigint): Payer {
 *   return {
 *     // Both are needed to go on after a crash.
 *     callsBeforeBroadcast: payer.callsBeforeBroadcast ?? false,
 *     ...(payer.resume && { resume: (txHash, options) => payer.resume!(txHash, options) }),
 *     submitPayment(amountUnil, resource, options) {
 *       if (amountUnil > amountUnilMax) {
 *         return Promise.reject(new PermissionDeniedError(`${amountUnil} unil is too much`));
 *       }
 *       return payer.submitPayment(amountUnil, resource, options);
 *     },
 *   };
 * }
 *
 * const payer = capped({ submitPayment: () => Promise.resolve("AB".repeat(32)) }, 1_000_000n);
 * await assertRejects(() => payer.submitPayment(2_000_000n, new Uint8Array(32)), PermissionDeniedError);
 * ```
 */
export interface Payer {
  /**
   * Whether `submitPayment` calls `beforeBroadcast` before it sends anything. Then a payment that named
   * no transaction before a crash was not sent. Otherwise it may have been made.
   */
  readonly callsBeforeBroadcast?: boolean;

  /**
   * Pays once for a resource, and waits until the chain has committed the payment.
   *
   * Reject with a `VmError` if the payment was not made. Reject with a `PaymentUnknownError` and the
   * `txHash` if it may have been made. Any other rejection counts as unknown too: the operation does
   * not pay again.
   *
   * @param amountUnil The amount in unil.
   * @param resource What the payment is for: the nonce of a quote, or the SHA-256 of a deposit.
   * @param options A signal that stops it, and a hook for its transaction.
   * @returns The hash of the transaction, in hex.
   */
  submitPayment(
    amountUnil: bigint,
    resource: Uint8Array,
    options?: PaymentOptions,
  ): Promise<string>;

  /**
   * Finds the outcome of an unknown payment. Without this method the client asks the network about
   * the transaction.
   *
   * @param txHash The hash of the transaction, in hex.
   * @param options A signal that stops it, and the details that the payer gave to `beforeBroadcast`, maybe
   * in an earlier process.
   * @returns The hash if the payment is committed, or `undefined` if it was not made and can no longer
   * be made. After a rejection it stays unknown.
   */
  resume?(
    txHash: string,
    options?: { signal?: AbortSignal; details?: string },
  ): Promise<string | undefined>;
}

/** A payment that is signed and can be sent. */
export interface PendingPayment {
  /** The hash of its transaction, in hex. */
  readonly txHash: string;
  /** What the payer needs to find or send it after a crash. It must not hold a key. */
  readonly details?: string | undefined;
}

/** Options of one payment. */
export interface PaymentOptions {
  /** Stops the payment. */
  signal?: AbortSignal;
  /**
   * Call and await it before each transaction is sent. It writes the transaction to the client's journal,
   * so that the payment is found after a crash. When it rejects, send nothing and reject with its error.
   */
  beforeBroadcast?: (payment: PendingPayment) => Promise<void>;
}

/**
 * How operations are paid. `balance` pays from the balance, and on the chain if the balance is too
 * low. `perOperation` always pays on the chain.
 */
export type PaymentMode = "balance" | "perOperation";

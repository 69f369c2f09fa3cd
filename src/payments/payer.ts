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
   * Pays once for a resource, and waits until the chain has committed the payment.
   *
   * Reject with a `VmError` if the payment was not made. Reject with a `PaymentUnknownError` and the
   * `txHash` if it may have been made. Any other rejection counts as unknown too: the operation does
   * not pay again.
   *
   * @param amountUnil The amount in unil.
   * @param resource What the payment is for: the nonce of a quote, or the SHA-256 of a deposit.
   * @param options A signal that stops it.
   * @returns The hash of the transaction, in hex.
   */
  submitPayment(
    amountUnil: bigint,
    resource: Uint8Array,
    options?: { signal?: AbortSignal },
  ): Promise<string>;

  /**
   * Finds the outcome of an unknown payment. Without this method the client asks the network about
   * the transaction.
   *
   * @param txHash The hash of the transaction, in hex.
   * @param options A signal that stops it.
   * @returns The hash if the payment is committed, or `undefined` if it was not made and can no longer
   * be made. After a rejection it stays unknown.
   */
  resume?(txHash: string, options?: { signal?: AbortSignal }): Promise<string | undefined>;
}

/**
 * How operations are paid. `balance` pays from the balance, and on the chain if the balance is too
 * low. `perOperation` always pays on the chain.
 */
export type PaymentMode = "balance" | "perOperation";

/**
 * Pays on the chain. `NilChainPayer` of `@nilvm/client/nilchain` is one; anything that can send a
 * `MsgPayFor` can be another.
 *
 * @example Decide on every payment, and leave the paying to another payer
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
   * Pays once for a resource and waits until the chain has committed it.
   *
   * Rejecting with a `VmError` other than `PaymentUnknownError` says that the payment was not made.
   * After any other rejection it counts as unknown, and the operation does not pay again; best is a
   * `PaymentUnknownError` with the `txHash`.
   *
   * @param amountUnil How much, in unil.
   * @param resource What is paid for: the nonce of a quote, or the SHA-256 of a deposit.
   * @param options A signal that asks it to stop.
   * @returns The hash of the transaction, in hex.
   */
  submitPayment(
    amountUnil: bigint,
    resource: Uint8Array,
    options?: { signal?: AbortSignal },
  ): Promise<string>;

  /**
   * Settles a payment whose outcome was unknown. Without this method the client asks the network
   * about the transaction instead.
   *
   * @param txHash The hash of its transaction, in hex.
   * @param options A signal that asks it to stop.
   * @returns The hash when the payment is committed, or `undefined` when it was not made and can no
   * longer be. A rejection leaves it unknown.
   *
   * @example What a service that signs knows of its payments
   * ```ts
   * import { type Payer, PaymentUnknownError } from "@nilvm/client";
   * import { assertEquals, assertRejects } from "@std/assert";
   *
   * const [made, refused, sent] = ["AA", "BB", "CC"].map((byte) => byte.repeat(32));
   * const payer: Required<Pick<Payer, "resume">> = {
   *   async resume(txHash) {
   *     if (txHash === made) return await Promise.resolve(txHash);
   *     if (txHash === refused) return undefined;
   *     throw new PaymentUnknownError("It is in no block yet", { txHash });
   *   },
   * };
   *
   * assertEquals(await payer.resume(made!), made);
   * assertEquals(await payer.resume(refused!), undefined);
   * await assertRejects(() => payer.resume(sent!), PaymentUnknownError);
   * ```
   */
  resume?(txHash: string, options?: { signal?: AbortSignal }): Promise<string | undefined>;
}

/**
 * How paid operations are paid: `balance` takes the price out of what was deposited in the network
 * before, and pays on the chain when that is too little; `perOperation` always pays on the chain.
 */
export type PaymentMode = "balance" | "perOperation";

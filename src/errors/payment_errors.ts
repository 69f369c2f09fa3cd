import { VmError, type VmErrorFields } from "./vm_error.ts";

/**
 * The balance or the wallet does not cover the price. Nothing was paid.
 *
 * @example A user without a deposit and without a payer
 * ```ts
 * import { InsufficientFundsError, VmClient } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { PrivateKey } from "@nilvm/client/keys";
 * import { assert, assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await VmClient.create({ key: PrivateKey.random(), network: devnet.network });
 *
 * const operation = client.poolStatus();
 *
 * await assertRejects(() => operation.invoke(), InsufficientFundsError);
 * assert(!operation.isResumable); // Nothing was paid.
 * ```
 */
export class InsufficientFundsError extends VmError {
  /** Always `InsufficientFundsError`. */
  override readonly name = "InsufficientFundsError";
  /** Always `INSUFFICIENT_FUNDS`. */
  readonly code = "INSUFFICIENT_FUNDS";
}

/**
 * A payment was sent to the chain, and its outcome is unknown. `txHash` names the transaction.
 * Invoking the same operation again asks for the outcome and does not pay a second time.
 *
 * @example The connection breaks after a payment
 * ```ts
 * import { type Payer, PaymentUnknownError } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * const payer: Payer = {
 *   async submitPayment(amountUnil, resource) {
 *     const txHash = await devnet.payer(0).submitPayment(amountUnil, resource);
 *     throw new PaymentUnknownError("The connection broke", { txHash });
 *   },
 * };
 * await using client = await devnet.client({ payer });
 *
 * const operation = client.poolStatus();
 * await assertRejects(() => operation.invoke(), PaymentUnknownError);
 * await operation.invoke(); // It asks for the outcome.
 *
 * assertEquals(devnet.chain.account(devnet.wallets[0]!.address).sequence, 1);
 * ```
 */
export class PaymentUnknownError extends VmError {
  /** Always `PaymentUnknownError`. */
  override readonly name = "PaymentUnknownError";
  /** Always `PAYMENT_UNKNOWN`. */
  readonly code = "PAYMENT_UNKNOWN";
}

/**
 * The quote has expired. When `node` is missing, nothing was paid. Invoke the operation again to get
 * a new quote.
 *
 * @example A quote that is a day old
 * ```ts
 * import { QuoteExpiredError } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await devnet.client({ environment: devnet.clock });
 *
 * const operation = client.poolStatus();
 * await operation.quote();
 * devnet.clock.advance(24 * 60 * 60 * 1000);
 *
 * await assertRejects(() => operation.invoke(), QuoteExpiredError);
 * await operation.invoke(); // At a new price.
 * ```
 */
export class QuoteExpiredError extends VmError {
  /** Always `QuoteExpiredError`. */
  override readonly name = "QuoteExpiredError";
  /** Always `QUOTE_EXPIRED`. */
  readonly code = "QUOTE_EXPIRED";
}

/** The context of an error about a price. */
export interface PriceErrorFields extends VmErrorFields {
  /** The price that was asked, in unil. */
  readonly feesUnil?: bigint | undefined;
  /** The most that the caller pays, in unil. */
  readonly maxFeesUnil?: bigint | undefined;
}

/**
 * The price is above `maxFeesUnil` of the call or of the client. Nothing was paid.
 *
 * @example Pay 10,000 unil at most
 * ```ts
 * import { PriceTooHighError } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await devnet.client({ maxFeesUnil: 10_000n });
 *
 * const error = await assertRejects(() => client.poolStatus().invoke(), PriceTooHighError);
 * assertEquals(error.feesUnil, 1_000_000n);
 * ```
 */
export class PriceTooHighError extends VmError {
  /** Always `PriceTooHighError`. */
  override readonly name = "PriceTooHighError";
  /** Always `PRICE_TOO_HIGH`. */
  readonly code = "PRICE_TOO_HIGH";
  /** The price that was asked, in unil. */
  declare readonly feesUnil?: bigint;
  /** The most that the caller pays, in unil. */
  declare readonly maxFeesUnil?: bigint;

  /** Creates an error with a message and its fields. */
  constructor(message: string, fields: PriceErrorFields = {}) {
    super(message, fields);
  }
}

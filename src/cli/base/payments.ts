/** Pays for what a command does, at most once: with what earlier runs have bought, before anything new is bought. */
import type { CallOptions } from "../../async/deadline.ts";
import type { VmClient } from "../../client.ts";
import {
  FailedPreconditionError,
  InvalidArgumentError,
  PaymentUnknownError,
} from "../../errors/mod.ts";
import type { PaidOperation } from "../../operations/paid_operation.ts";
import type { OpenPurchase, ResumedPayments } from "../../payments/earlier_payments.ts";
import type { Output } from "./output.ts";

/** An operation as quotes and journals name it. */
export type OperationName =
  | "invokeCompute"
  | "overwritePermissions"
  | "poolStatus"
  | "retrievePermissions"
  | "retrieveValues"
  | "storeProgram"
  | "storeValues"
  | "updatePermissions";

/** The result of an operation, and what this run has paid for it. */
export interface Bought<Result> {
  readonly result: Result;
  readonly feesUnil: bigint;
}

/** Runs an operation with a receipt of an earlier run, or buys one. */
export async function buy<Result>(
  operation: PaidOperation<Result>,
  name: OperationName,
  earlier: ResumedPayments | undefined,
  call: CallOptions,
  output: Output,
): Promise<Bought<Result>> {
  for (const purchase of earlier?.open ?? []) {
    if (purchase.operation !== name || purchase.mayBeUsed) continue;
    const redeemed = await redeem(operation, purchase, call);
    if (redeemed === undefined) continue;
    output.note(`It was paid before: ${purchase.amountUnil} unil`);
    return { result: redeemed.result, feesUnil: 0n };
  }
  const { feesUnil } = await operation.quote(call);
  return { result: await operation.invoke(call), feesUnil };
}

/** Uses a receipt, unless it is for something else, or nodes have served a read with it already. */
async function redeem<Result>(
  operation: PaidOperation<Result>,
  purchase: OpenPurchase,
  call: CallOptions,
): Promise<{ result: Result } | undefined> {
  try {
    return { result: await operation.invokeWithReceipt(purchase.receipt, call) };
  } catch (error) {
    if (error instanceof InvalidArgumentError && error.node === undefined) return undefined;
    const isUsed = error instanceof FailedPreconditionError && purchase.id === undefined;
    if (!isUsed) throw error;
    await purchase.discard();
    return undefined;
  }
}

/**
 * Goes on with what earlier runs left, before a new payment is made.
 *
 * @param name The operation that is to be paid.
 * @throws {PaymentUnknownError} When an earlier payment for such an operation is not decided.
 */
export async function resumeBefore(
  client: VmClient,
  name: OperationName | "addFunds",
  call: CallOptions,
  output: Output,
): Promise<ResumedPayments> {
  const resumed = await client.resumePayments(call);
  for (const { action, error } of resumed.lost) output.note(`${action}: lost. ${error.message}`);
  for (const { mayBeUsed, action, id } of resumed.open) {
    if (!mayBeUsed) continue;
    output.note(`${action} was interrupted, and nodes may have ${id}: see nilvm payments resume`);
  }
  const open = resumed.unsettled.find(({ operation }) => (operation ?? "addFunds") === name);
  if (open === undefined) return resumed;
  throw new PaymentUnknownError(
    `${open.action} may be paid already, so nothing new is paid: run nilvm payments resume, or ` +
      `nilvm payments discard to give the payment up. ${open.error.message}`,
    { txHash: open.txHash, cause: open.error },
  );
}

import { messageOf, shortened } from "../../base/text.ts";
import {
  FailedPreconditionError,
  type FailureReason,
  InsufficientFundsError,
  PaymentUnknownError,
  UnavailableError,
  VmError,
} from "../../errors/mod.ts";
import { readChainRefusal } from "../../network/failure.ts";
import type { OpenPayment } from "./open_payments.ts";
import type { Fate } from "./payment_fate.ts";

const phase = "payment";

/** What anything that was thrown says. */
export function wordsOf(cause: unknown): string {
  return shortened(messageOf(cause));
}

/** A `VmError` as it is. Any other error, before a payment is signed, means that the chain cannot be reached. */
export function unreachable(cause: unknown, endpoints: string): VmError {
  if (cause instanceof VmError) return cause;
  return new UnavailableError(
    `The chain at ${endpoints} cannot be reached, so nothing was paid: ${wordsOf(cause)}`,
    { phase, cause },
  );
}

/** The error of a payment that was not made, and whose next transaction was not written down. */
export function notWritten(cause: unknown): VmError {
  if (cause instanceof VmError) return cause;
  return new FailedPreconditionError(
    `The payment was not made, and its next transaction cannot be written down: ${wordsOf(cause)}`,
    { phase, cause },
  );
}

/** The error of a payment that must wait for one that the chain refused. */
export function behind({ current, refusal }: OpenPayment): UnavailableError {
  return new UnavailableError(
    `The chain refused payment ${current.txHash} of the wallet, which keeps its sequence number until block ${current.timeoutHeight}, so nothing was paid: try again later. The chain says: ${refusal?.words}`,
    { phase, ...(refusal === undefined ? {} : { failure: { ...refusal, delivery: "notSent" } }) },
  );
}

/** The error of a payment whose outcome no block shows in time. */
export function unknown(txHash: string, reason: string, cause?: unknown): PaymentUnknownError {
  return new PaymentUnknownError(
    `The chain did not confirm payment ${txHash} in time: invoke the operation again to find out${
      reason === "" ? "" : `. ${reason}`
    }`,
    { phase, txHash, cause },
  );
}

/** The error of a payment that the endpoints refused. One of them may keep it and send it later. */
export function refused({ current, refusal }: OpenPayment): PaymentUnknownError {
  const { txHash, timeoutHeight } = current;
  return new PaymentUnknownError(
    `The chain refused payment ${txHash}. Whether it is made all the same is certain after block ${timeoutHeight}: invoke the operation again to find out. The chain says: ${refusal?.words}${
      adviceFor(refusal?.reason)
    }`,
    { phase, txHash, failure: refusal },
  );
}

/** The error of a payment that failed in a block, where it costs its fee only. */
export function failed(
  { tx: { log, code, txHash } }: Extract<Fate, { kind: "failed" }>,
  feeUnil: bigint,
  address: string,
): VmError {
  const failure = readChainRefusal(log, code);
  const fields = { phase, txHash, failure } as const;
  const paid = feeUnil === 0n ? "nothing was paid" : `only the fee of ${feeUnil} unil was paid`;
  if (failure.reason === "notEnoughFunds") {
    return new InsufficientFundsError(
      `Wallet ${address} does not hold the amount, so ${paid}: ${failure.words}`,
      fields,
    );
  }
  return new FailedPreconditionError(
    `The chain refused the payment of wallet ${address}, so ${paid}: ${failure.words}${
      adviceFor(failure.reason)
    }`,
    fields,
  );
}

function adviceFor(reason: FailureReason | undefined): string {
  if (reason === "feeTooLow") return ". Set the option `gasPrice`";
  return reason === "wrongSignature" ? ". Check the chainId" : "";
}

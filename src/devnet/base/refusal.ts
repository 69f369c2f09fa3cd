import { Code, ConnectError } from "@connectrpc/connect";
import {
  PreconditionFailureSchema,
  QuotaFailureSchema,
} from "../../gen/google/rpc/error_details_pb.ts";

/** A node's refusal of a request: a gRPC status and its message. */
export function refusal(code: Code, message: string): ConnectError {
  return new ConnectError(message, code);
}

/** The refusal of a request that can be decoded, but lacks a field or has an impossible value. */
export function malformed(detail: string): ConnectError {
  return refusal(Code.InvalidArgument, `protobuf parsing error: ${detail}`);
}

/** The refusal of a run that needs more preprocessing elements than there are; clients recognise the `QuotaFailure`. */
export function notEnoughElements(element: string): ConnectError {
  const violation = { subject: "PREPROCESSING", description: "preprocessing pool is exhausted" };
  return new ConnectError(
    `not enough ${element} elements`,
    Code.ResourceExhausted,
    undefined,
    [{ desc: QuotaFailureSchema, value: { violations: [violation] } }],
  );
}

/** The refusal of a payment that is larger than the payer's balance; clients recognise the `PreconditionFailure`. */
export function notEnoughFunds(): ConnectError {
  const violation = {
    type: "PAYMENT",
    subject: "BALANCE",
    description: "the balance does not cover the price of the operation",
  };
  return new ConnectError(
    "not enough funds",
    Code.FailedPrecondition,
    undefined,
    [{ desc: PreconditionFailureSchema, value: { violations: [violation] } }],
  );
}

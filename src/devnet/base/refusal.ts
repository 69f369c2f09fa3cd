import { Code, ConnectError } from "@connectrpc/connect";
import { BinaryWriter } from "@bufbuild/protobuf/wire";

/** What a node answers instead of doing what it was asked: a gRPC status and the text that goes with it. */
export function refusal(code: Code, message: string): ConnectError {
  return new ConnectError(message, code);
}

/** The refusal of a request that decodes but lacks something or holds something impossible. */
export function malformed(what: string): ConnectError {
  return refusal(Code.InvalidArgument, `protobuf parsing error: ${what}`);
}

/** The refusal of a run for which the nodes have too little in stock, told apart by its `QuotaFailure`. */
export function notEnoughElements(element: string): ConnectError {
  const error = refusal(Code.ResourceExhausted, `not enough ${element} elements`);
  const violation = new BinaryWriter()
    .tag(1, 2).string("PREPROCESSING")
    .tag(2, 2).string("preprocessing pool is exhausted")
    .finish();
  error.details.push({
    type: "google.rpc.QuotaFailure",
    value: new BinaryWriter().tag(1, 2).bytes(violation).finish(),
  });
  return error;
}

/** The refusal of a payment that the payer's balance does not cover, told apart by its `PreconditionFailure`. */
export function notEnoughFunds(): ConnectError {
  const error = refusal(Code.FailedPrecondition, "not enough funds");
  const violation = new BinaryWriter()
    .tag(1, 2).string("PAYMENT")
    .tag(2, 2).string("BALANCE")
    .tag(3, 2).string("the balance does not cover the price of the operation")
    .finish();
  error.details.push({
    type: "google.rpc.PreconditionFailure",
    value: new BinaryWriter().tag(1, 2).bytes(violation).finish(),
  });
  return error;
}

import { Code, type ConnectError } from "@connectrpc/connect";
import { CoreFailure, describeNamedValues } from "../../core/core.ts";
import { refusal } from "../base/refusal.ts";

/**
 * The refusal of values that a node does not take, or `undefined` for good ones. Bytes that are no values at all it
 * refuses itself: nodes do not read the rest of such a request.
 */
export function objectionTo(values: Uint8Array[]): ConnectError | undefined {
  try {
    describeNamedValues(values);
    return undefined;
  } catch (error) {
    if (!(error instanceof CoreFailure)) throw error;
    if (error.kind === "invalidValue") {
      return refusal(Code.InvalidArgument, `invalid values: ${error.message}`);
    }
    if (error.kind === "malformed") {
      throw refusal(Code.Internal, "failed to decode Protobuf message");
    }
    throw error;
  }
}

import { assertInstanceOf } from "@std/assert";
import { Code, ConnectError } from "@connectrpc/connect";

/** Waits for the refusal of a request. Resolves to its status and message, such as `NotFound: value not found`. */
export async function refused(request: Promise<unknown>): Promise<string> {
  const error = await request.then(
    () => undefined,
    (reason) => reason,
  );
  assertInstanceOf(error, ConnectError, "the request was not refused");
  return `${Code[error.code]}: ${error.rawMessage}`;
}

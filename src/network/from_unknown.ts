import { BinaryReader, WireType } from "@bufbuild/protobuf/wire";
import { Code, ConnectError } from "@connectrpc/connect";
import {
  ComputationFailedError,
  FailedPreconditionError,
  InsufficientFundsError,
  InternalError,
  InvalidArgumentError,
  NotFoundError,
  PermissionDeniedError,
  QuoteExpiredError,
  UnauthenticatedError,
  UnavailableError,
  VmError,
  type VmErrorFields,
} from "../errors/mod.ts";
import { shortened } from "../base/shortened.ts";

/**
 * Makes a `VmError` of whatever a call to a node threw:
 *
 * - a `VmError` stays as it is;
 * - a gRPC status becomes the class of the same name. `AlreadyExists` and `OutOfRange` become what
 *   they are kinds of; `Aborted`, `Canceled`, `DeadlineExceeded` and `ResourceExhausted`, being
 *   passing states of the node, become `UnavailableError`; the rest becomes `InternalError`;
 * - a failed precondition that is an empty balance becomes `InsufficientFundsError`, and one that
 *   is an old quote `QuoteExpiredError`;
 * - anything else becomes `InternalError`.
 *
 * What was thrown is kept as `cause`, with the gRPC code, message and details, and the words of
 * `who` stand in the message.
 */
export function fromUnknown(
  error: unknown,
  fields: VmErrorFields = {},
  who = "The node",
): VmError {
  if (error instanceof VmError) return error;
  const context = { ...fields, cause: error };
  if (!(error instanceof ConnectError)) {
    const words = shortened(error instanceof Error ? error.message : String(error));
    return new InternalError(`Something unforeseen failed: ${words}`, context);
  }
  const words = shortened(error.rawMessage);
  const says = `${who} says: ${words || "nothing more"}`;
  switch (error.code) {
    case Code.NotFound:
      return new NotFoundError(
        `What was asked for does not exist, or has expired. ${says}`,
        context,
      );
    case Code.PermissionDenied:
      return new PermissionDeniedError(`The user may not do this. ${says}`, context);
    case Code.Unauthenticated:
      return new UnauthenticatedError(
        `The token was refused; check that the clock is right. ${says}`,
        context,
      );
    case Code.InvalidArgument:
    case Code.OutOfRange:
      if (error.rawMessage === "processing target program failed: not found") {
        return new NotFoundError(`There is no such program. ${says}`, context);
      }
      return new InvalidArgumentError(`The request was refused as invalid. ${says}`, context);
    case Code.FailedPrecondition:
    case Code.AlreadyExists:
      if (isBalanceTooLow(error)) {
        return new InsufficientFundsError(
          `The balance does not cover the price; add funds, or give the client a payer. ${says}`,
          context,
        );
      }
      if (error.rawMessage === "quote expired") {
        return new QuoteExpiredError(`Too late; ask for a new quote. ${says}`, context);
      }
      if (error.rawMessage === "nonce already used") {
        return new FailedPreconditionError(`It was used before, and can be once. ${says}`, context);
      }
      return new FailedPreconditionError(`The request was refused for now. ${says}`, context);
    case Code.Unavailable:
    case Code.ResourceExhausted:
    case Code.Aborted:
    case Code.Canceled:
    case Code.DeadlineExceeded:
      return isAnswer(error)
        ? new UnavailableError(
          `The request cannot be served now; try again later. ${says}`,
          context,
        )
        : new UnavailableError(`${who} cannot be reached: ${words}`, context);
    default:
      return isAnswer(error)
        ? new InternalError(`The request failed. ${says}`, context)
        : new InternalError(`${who} does not answer as a node does: ${words}`, context);
  }
}

/**
 * Whether a node itself gave this as its answer, so that the request has had its full effect, if
 * any.
 */
export function isAnswer(error: unknown): boolean {
  if (error instanceof ComputationFailedError) return true;
  const source = error instanceof VmError ? error.cause : error;
  return source instanceof ConnectError && source.metadata.has("grpc-status");
}

/** What a node itself said, word by word, where a failure is its answer. */
export function serverMessage(error: unknown): string | undefined {
  const source = error instanceof VmError ? error.cause : error;
  return isAnswer(error) && source instanceof ConnectError ? source.rawMessage : undefined;
}

/**
 * Nodes mark this one case with a detail for programs; a message that says the same has to do where
 * it is missing.
 */
function isBalanceTooLow(error: ConnectError): boolean {
  return error.rawMessage === "not enough funds" ||
    error.details.some((detail) =>
      "type" in detail && detail.type === "google.rpc.PreconditionFailure" &&
      violations(detail.value).some(({ type, subject }) =>
        type === "PAYMENT" && subject === "BALANCE"
      )
    );
}

/**
 * What a `google.rpc.PreconditionFailure` says failed: its field 1, repeated, has the type as field
 * 1 and the subject as 2.
 */
function violations(failure: Uint8Array): { type: string; subject: string }[] {
  try {
    return stringFields(failure).map(([, violation]) => {
      const text = new TextDecoder();
      const [type, subject] = [1, 2].map((number) =>
        stringFields(violation).find(([field]) => field === number)?.[1]
      );
      return { type: text.decode(type), subject: text.decode(subject) };
    });
  } catch {
    return []; // A detail that cannot be read says nothing; the status itself still does.
  }
}

function stringFields(message: Uint8Array): [field: number, contents: Uint8Array][] {
  const fields: [number, Uint8Array][] = [];
  const reader = new BinaryReader(message);
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag();
    if (wireType === WireType.LengthDelimited) fields.push([field, reader.bytes()]);
    else reader.skip(wireType, field);
  }
  return fields;
}

/**
 * The errors of this package: a base class, {@linkcode VmError}, and a subclass for each kind of
 * failure.
 *
 * @example Read the fields of an error
 * ```ts
 * import { NotFoundError, VmError } from "@nilvm/client";
 * import { assert, assertEquals } from "@std/assert";
 *
 * const error: VmError = new NotFoundError("Values 5f1d do not exist", { node: "a1b2", phase: "nodes" });
 *
 * assert(error instanceof VmError);
 * assertEquals(error.code, "NOT_FOUND");
 * assertEquals(error.node, "a1b2");
 * ```
 *
 * @module
 */
import type { AbortedError, TimeoutError } from "./call_errors.ts";
import type { ClusterMismatchError } from "./cluster_errors.ts";
import type { ComputationFailedError } from "./computation_errors.ts";
import type {
  InvalidArgumentError,
  InvalidProgramError,
  NetworkConfigError,
} from "./input_errors.ts";
import type {
  FailedPreconditionError,
  InternalError,
  NodesDisagreeError,
  NotFoundError,
  PermissionDeniedError,
  UnauthenticatedError,
  UnavailableError,
  WriteUnconfirmedError,
} from "./node_errors.ts";
import type {
  InsufficientFundsError,
  PaymentUnknownError,
  PriceTooHighError,
  QuoteExpiredError,
} from "./payment_errors.ts";
import type { SigningFailedError } from "./signing_errors.ts";
import type { CorruptShareError, NotEnoughSharesError } from "./share_errors.ts";

export * from "./call_errors.ts";
export * from "./cluster_errors.ts";
export * from "./computation_errors.ts";
export * from "./input_errors.ts";
export * from "./node_errors.ts";
export * from "./payment_errors.ts";
export * from "./share_errors.ts";
export * from "./signing_errors.ts";
export * from "./vm_error.ts";

/**
 * All errors of this package as one union. Comparing `code` narrows it to one class, with the fields
 * of that class.
 *
 * @example Narrow an error by its code
 * ```ts
 * import { type AnyVmError, NotEnoughSharesError } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * function advice(error: AnyVmError): string {
 *   switch (error.code) {
 *     case "NOT_ENOUGH_SHARES":
 *       return `${error.have} of ${error.need} nodes answered`;
 *     case "COMPUTATION_FAILED":
 *       return `Change the inputs: ${error.reason}`;
 *     default:
 *       return error.message;
 *   }
 * }
 *
 * const error = new NotEnoughSharesError("Too few", { have: 1, need: 2 });
 * assertEquals(advice(error), "1 of 2 nodes answered");
 * ```
 */
export type AnyVmError =
  | AbortedError
  | ClusterMismatchError
  | ComputationFailedError
  | CorruptShareError
  | FailedPreconditionError
  | InsufficientFundsError
  | InternalError
  | InvalidArgumentError
  | InvalidProgramError
  | NetworkConfigError
  | NodesDisagreeError
  | NotEnoughSharesError
  | NotFoundError
  | PaymentUnknownError
  | PermissionDeniedError
  | PriceTooHighError
  | QuoteExpiredError
  | SigningFailedError
  | TimeoutError
  | UnauthenticatedError
  | UnavailableError
  | WriteUnconfirmedError;

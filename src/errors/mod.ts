/**
 * Everything this package throws on purpose: one base class, {@linkcode VmError}, and a subclass
 * for each thing that a caller may want to handle differently.
 *
 * @example Tell a missing value from a refusal
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

export {
  type NodeOutcome,
  VmError,
  type VmErrorCode,
  type VmErrorFields,
  type VmErrorPhase,
} from "./vm_error.ts";
export { AbortedError, TimeoutError } from "./call_errors.ts";
export {
  InvalidArgumentError,
  InvalidProgramError,
  NetworkConfigError,
  type ProgramErrorFields,
  type ProgramIssue,
} from "./input_errors.ts";
export { CorruptShareError, NotEnoughSharesError, type ShareErrorFields } from "./share_errors.ts";
export {
  InsufficientFundsError,
  PaymentUnknownError,
  QuoteExpiredError,
} from "./payment_errors.ts";
export {
  FailedPreconditionError,
  InternalError,
  NodesDisagreeError,
  NotFoundError,
  PermissionDeniedError,
  UnauthenticatedError,
  UnavailableError,
} from "./node_errors.ts";
export { type ComputationErrorFields, ComputationFailedError } from "./computation_errors.ts";

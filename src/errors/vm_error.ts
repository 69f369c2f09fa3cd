/** The stable name of a kind of failure; one for each subclass of {@linkcode VmError}. */
export type VmErrorCode =
  | "ABORTED"
  | "COMPUTATION_FAILED"
  | "CORRUPT_SHARE"
  | "FAILED_PRECONDITION"
  | "INSUFFICIENT_FUNDS"
  | "INTERNAL"
  | "INVALID_ARGUMENT"
  | "INVALID_PROGRAM"
  | "NETWORK_CONFIG"
  | "NODES_DISAGREE"
  | "NOT_ENOUGH_SHARES"
  | "NOT_FOUND"
  | "PAYMENT_UNKNOWN"
  | "PERMISSION_DENIED"
  | "QUOTE_EXPIRED"
  | "TIMEOUT"
  | "UNAUTHENTICATED"
  | "UNAVAILABLE";

/**
 * Where in an operation something failed:
 *
 * - `cluster`: while learning who the nodes are
 * - `quote`: while asking the leader for a price
 * - `payment`: while paying it, from the balance or on the chain
 * - `receipt`: while turning the payment into a receipt
 * - `nodes`: while the nodes served the request itself
 * - `unmask`: while putting the nodes' shares together
 */
export type VmErrorPhase =
  | "cluster"
  | "quote"
  | "payment"
  | "receipt"
  | "nodes"
  | "unmask";

/** What became of a request at one node. */
export interface NodeOutcome {
  /** The node's id, in hex. */
  readonly node: string;
  /**
   * `done`: the node did what was asked; `failed`: it answered that it did not, or what is of no
   * use, or nothing was sent; `unknown`: no answer came back, so it may have done it or not.
   */
  readonly status: "done" | "failed" | "unknown";
  /** Why it is not `done`. */
  readonly error?: VmError;
}

/**
 * How far a request got:
 *
 * - `notSent`: it did not leave
 * - `unknown`: it may have arrived, and no answer came back
 * - `answered`: whoever it was for answered it
 */
export type Delivery = "notSent" | "unknown" | "answered";

/** Who said what a {@linkcode Failure} tells: `between` is a proxy or a server in front of a node, `client` this process. */
export type FailureSource = "node" | "chain" | "between" | "client";

/**
 * Why a request failed:
 *
 * - `aborted`, `timeLimit`: the caller stopped it, or its time was up
 * - `unreachable`: no answer came
 * - `notANode`: what answered is no node
 * - `busy`: the node cannot serve it now
 * - `nodeFailed`: something inside the node failed
 * - `unusableAnswer`: the node's answer cannot be used
 * - `tokenRefused`: the node does not accept the proof of who is calling
 * - `notPermitted`, `notFound`, `invalidRequest`, `preconditionFailed`: the node refused the request
 * - `programNotFound`: the program does not exist
 * - `computationFailed`: the computation has no result
 * - `nonceUsed`: the quote or the receipt was used before
 * - `depositCredited`: the deposit is in the balance already
 * - `quoteExpired`: the quote or the receipt is too old
 * - `notEnoughFunds`: balance or wallet do not cover the price
 * - `notCommitted`: the leader does not see the transaction yet
 * - `sequenceTaken`: another transaction of the wallet took this one's place
 * - `alreadySubmitted`: the chain has the transaction already
 * - `wrongSignature`: the chain does not accept the transaction's signature
 * - `transactionRefused`: the chain refused the transaction for another reason
 * - `unrecognised`: a status that has no meaning here
 */
export type FailureReason =
  | "aborted"
  | "alreadySubmitted"
  | "busy"
  | "computationFailed"
  | "depositCredited"
  | "invalidRequest"
  | "nodeFailed"
  | "nonceUsed"
  | "notANode"
  | "notCommitted"
  | "notEnoughFunds"
  | "notFound"
  | "notPermitted"
  | "preconditionFailed"
  | "programNotFound"
  | "quoteExpired"
  | "sequenceTaken"
  | "timeLimit"
  | "tokenRefused"
  | "transactionRefused"
  | "unreachable"
  | "unrecognised"
  | "unusableAnswer"
  | "wrongSignature";

/** What is known of a request that failed. */
export interface Failure {
  /** How far the request got. */
  readonly delivery: Delivery;
  /** Why it failed. */
  readonly reason: FailureReason;
  /** Who said so. */
  readonly from: FailureSource;
  /** The gRPC status code, or the chain's code, where there was one. */
  readonly status?: number;
  /** The words that came with it, shortened. */
  readonly words?: string;
  /** What the gRPC status says is lacking or exceeded, where it says so. */
  readonly violations?: readonly FailureViolation[];
}

/** One precondition or quota that a request fails, as `google.rpc` defines them. */
export interface FailureViolation {
  /** The kind of precondition, such as `PAYMENT`; a quota has none. */
  readonly type?: string;
  /** What it is about, such as `BALANCE`. */
  readonly subject: string;
}

/** The context of a {@linkcode VmError}; every field is optional. */
export interface VmErrorFields {
  /** The id, in hex, of the node that caused it. */
  readonly node?: string | undefined;
  /** The part of the operation that was under way. */
  readonly phase?: VmErrorPhase | undefined;
  /** The hash, in upper-case hex, of the chain transaction that had been sent by then. */
  readonly txHash?: string | undefined;
  /** What each node did, where several had been asked. */
  readonly outcomes?: readonly NodeOutcome[] | undefined;
  /** What is known of the request that failed. */
  readonly failure?: Failure | undefined;
  /** The error underneath. */
  readonly cause?: unknown;
}

/**
 * The base of all errors of this package.
 *
 * Messages are for people and may change; {@linkcode VmError.code} and the fields are for programs.
 * None of them holds a secret value or a private key.
 *
 * @example Handle a failure by its code
 * ```ts
 * import { UnavailableError, type VmError } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * function advice(error: VmError): string {
 *   switch (error.code) {
 *     case "UNAVAILABLE":
 *       return "Try again later";
 *     case "PERMISSION_DENIED":
 *       return "Ask the owner";
 *     default:
 *       return error.message;
 *   }
 * }
 *
 * assertEquals(advice(new UnavailableError("Node a1b2 did not answer")), "Try again later");
 * ```
 */
export abstract class VmError extends Error {
  /** The stable name of this kind of failure. */
  abstract readonly code: VmErrorCode;
  /** The id, in hex, of the node that caused it, where one did. */
  declare readonly node?: string;
  /** The part of the operation that was under way, where one was. */
  declare readonly phase?: VmErrorPhase;
  /**
   * The hash, in upper-case hex, of the chain transaction that had been sent by then, where one
   * had.
   */
  declare readonly txHash?: string;
  /** What each node did, where several had been asked. */
  declare readonly outcomes?: readonly NodeOutcome[];
  /** What is known of the request that failed, where one did. */
  declare readonly failure?: Failure;

  /**
   * Makes an error with a message for people and its context for programs. Each field that is not
   * `undefined` becomes a property, also those that a subclass adds.
   */
  constructor(message: string, { cause, ...context }: VmErrorFields = {}) {
    super(message, cause === undefined ? undefined : { cause });
    for (const [name, value] of Object.entries(context)) {
      if (value !== undefined) Object.assign(this, { [name]: value });
    }
  }
}

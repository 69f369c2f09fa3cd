/** The stable name of a kind of failure. Each subclass of {@linkcode VmError} has one. */
export type VmErrorCode =
  | "ABORTED"
  | "CLUSTER_MISMATCH"
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
  | "PRICE_TOO_HIGH"
  | "QUOTE_EXPIRED"
  | "SIGNING_FAILED"
  | "TIMEOUT"
  | "UNAUTHENTICATED"
  | "UNAVAILABLE"
  | "WRITE_UNCONFIRMED";

/**
 * The part of an operation that failed:
 *
 * - `cluster`: asking the bootnode for the nodes
 * - `quote`: asking the leader for a price
 * - `payment`: paying the price on the chain
 * - `receipt`: asking the leader for the receipt, which also pays from the balance
 * - `nodes`: sending the request to the nodes
 * - `unmask`: recovering the values from shares
 */
export type VmErrorPhase =
  | "cluster"
  | "quote"
  | "payment"
  | "receipt"
  | "nodes"
  | "unmask";

/** The outcome of a request at one node. */
export interface NodeOutcome {
  /** The node's id, in hex. */
  readonly node: string;
  /**
   * `done`: the node served the request. `failed`: the node refused it, gave an unusable answer, or
   * was not asked. `unknown`: no answer arrived, so the node may have served it.
   */
  readonly status: "done" | "failed" | "unknown";
  /** Why the status is not `done`. */
  readonly error?: VmError;
}

/**
 * How far a request got:
 *
 * - `notSent`: it was not sent
 * - `unknown`: it was sent, and no answer arrived
 * - `answered`: an answer arrived
 */
export type Delivery = "notSent" | "unknown" | "answered";

/** Where a {@linkcode Failure} comes from: `between` is a proxy or the connection, `client` is this process. */
export type FailureSource = "node" | "chain" | "between" | "client";

/**
 * Why a request failed:
 *
 * - `aborted`, `timeLimit`: the caller stopped it, or its time ran out
 * - `unreachable`: no answer arrived
 * - `clientFailed`: something inside the client failed
 * - `notSigned`: the user's signer, or the wallet that pays, did not sign, so nothing was sent
 * - `notAllowed`: this process has no permission to connect, so nothing was sent
 * - `notANode`: the answer came from something in front of the node
 * - `busy`: the node cannot serve the request now
 * - `nodeFailed`: the node has an internal error
 * - `unusableAnswer`: the node's answer cannot be used
 * - `tokenRefused`: the node did not accept the token
 * - `notPermitted`, `notFound`, `invalidRequest`, `preconditionFailed`: the node refused the request
 * - `programNotFound`: the program does not exist
 * - `computationFailed`: the computation failed
 * - `nonceUsed`: the quote or the receipt was used before
 * - `depositCredited`: the deposit is in the balance already
 * - `quoteExpired`: the quote or the receipt has expired
 * - `notEnoughFunds`: the balance or the wallet does not cover the price
 * - `notCommitted`: the leader does not see the transaction yet
 * - `sequenceTaken`: another transaction of the wallet used the sequence number
 * - `transactionExpired`: the last block that may hold the transaction has passed
 * - `feeTooLow`: the transaction pays a lower fee than the chain's node wants
 * - `alreadySubmitted`: the chain has the transaction already
 * - `wrongSignature`: the chain did not accept the transaction's signature
 * - `transactionRefused`: the chain refused the transaction for another reason
 * - `notLoaded`: a part of the package that is loaded on demand cannot be loaded
 * - `unrecognised`: the gRPC status is none of the above
 */
export type FailureReason =
  | "aborted"
  | "alreadySubmitted"
  | "busy"
  | "clientFailed"
  | "computationFailed"
  | "depositCredited"
  | "feeTooLow"
  | "invalidRequest"
  | "nodeFailed"
  | "nonceUsed"
  | "notANode"
  | "notAllowed"
  | "notCommitted"
  | "notEnoughFunds"
  | "notFound"
  | "notLoaded"
  | "notPermitted"
  | "notSigned"
  | "preconditionFailed"
  | "programNotFound"
  | "quoteExpired"
  | "sequenceTaken"
  | "timeLimit"
  | "tokenRefused"
  | "transactionExpired"
  | "transactionRefused"
  | "unreachable"
  | "unrecognised"
  | "unusableAnswer"
  | "wrongSignature";

/** The facts about a request that failed. */
export interface Failure {
  /** How far the request got. */
  readonly delivery: Delivery;
  /** Why it failed. */
  readonly reason: FailureReason;
  /** Where it comes from. */
  readonly from: FailureSource;
  /**
   * The gRPC status code of a node, the HTTP status of something in front of it, or the chain's code,
   * if there was one.
   */
  readonly status?: number;
  /** Whether something in front of a node may pass the same request on a moment later. */
  readonly mayPass?: boolean;
  /** How many milliseconds the server asks to wait before the same request is sent again. */
  readonly retryAfterMs?: number;
  /** The server's message, shortened. */
  readonly words?: string;
  /** The preconditions and quotas that the details of the gRPC status name. */
  readonly violations?: readonly FailureViolation[];
}

/** One precondition or quota that a request violates, as `google.rpc` defines them. */
export interface FailureViolation {
  /** The kind of precondition, such as `PAYMENT`. A quota has no kind. */
  readonly type?: string;
  /** The subject, such as `BALANCE`. */
  readonly subject: string;
}

/** The context of a {@linkcode VmError}. Every field is optional. */
export interface VmErrorFields {
  /** The id, in hex, of the node that caused it. */
  readonly node?: string | undefined;
  /** The part of the operation that was under way. */
  readonly phase?: VmErrorPhase | undefined;
  /** The hash, in upper-case hex, of the chain transaction that was sent before. */
  readonly txHash?: string | undefined;
  /** What each node did, if the request went to several nodes. */
  readonly outcomes?: readonly NodeOutcome[] | undefined;
  /** The facts about the request that failed. */
  readonly failure?: Failure | undefined;
  /** The name of the program's input that it is about, if nodes refuse a stored one. */
  readonly input?: string | undefined;
  /** The id under which that input is stored. */
  readonly valuesId?: string | undefined;
  /** The original error. */
  readonly cause?: unknown;
}

/**
 * The base of all errors of this package.
 *
 * The message is for people and may change. {@linkcode VmError.code} and the fields are for
 * programs. An error never holds a secret value or a private key.
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
  /** The id, in hex, of the node that caused it. */
  declare readonly node?: string;
  /** The part of the operation that was under way. */
  declare readonly phase?: VmErrorPhase;
  /** The hash, in upper-case hex, of the chain transaction that was sent before. */
  declare readonly txHash?: string;
  /** What each node did, if the request went to several nodes. */
  declare readonly outcomes?: readonly NodeOutcome[];
  /** The facts about the request that failed. */
  declare readonly failure?: Failure;
  /** The name of the program's input that it is about, if nodes refuse a stored one. */
  declare readonly input?: string;
  /** The id under which that input is stored. */
  declare readonly valuesId?: string;

  /**
   * Makes an error with a message for people and context for programs. Every field that is not
   * `undefined` becomes a property, also the fields that a subclass adds.
   */
  constructor(message: string, { cause, ...context }: VmErrorFields = {}) {
    super(message, cause === undefined ? undefined : { cause });
    for (const [name, value] of Object.entries(context)) {
      if (value !== undefined) Object.assign(this, { [name]: value });
    }
  }
}

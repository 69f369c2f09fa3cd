/** A method of a node that clients call. */
export type NodeMethod =
  | "Cluster"
  | "NodeVersion"
  | "PriceQuote"
  | "PaymentReceipt"
  | "PaymentsConfig"
  | "AccountBalance"
  | "AddFunds"
  | "PoolStatus"
  | "StoreValues"
  | "RetrieveValues"
  | "DeleteValues"
  | "RetrievePermissions"
  | "OverwritePermissions"
  | "UpdatePermissions"
  | "StoreProgram"
  | "InvokeCompute"
  | "RetrieveResults"
  | "Check"
  | "Watch"
  | "ServerReflectionInfo";

/** A method whose answer a node can falsify. */
export type LyingMethod =
  | "StoreValues"
  | "RetrieveValues"
  | "RetrievePermissions"
  | "StoreProgram"
  | "InvokeCompute"
  | "RetrieveResults";

/** A gRPC status other than `OK`. */
export type StatusCode =
  | "CANCELLED"
  | "UNKNOWN"
  | "INVALID_ARGUMENT"
  | "DEADLINE_EXCEEDED"
  | "NOT_FOUND"
  | "ALREADY_EXISTS"
  | "PERMISSION_DENIED"
  | "RESOURCE_EXHAUSTED"
  | "FAILED_PRECONDITION"
  | "ABORTED"
  | "OUT_OF_RANGE"
  | "UNIMPLEMENTED"
  | "INTERNAL"
  | "UNAVAILABLE"
  | "DATA_LOSS"
  | "UNAUTHENTICATED";

/** What a fault affects, and for how long. Without limits it affects everything, until it is cleared. */
export interface FaultLimits {
  /** The fault ends after it has had its effect this many times. */
  readonly times?: number | undefined;
  /** The probability of each effect, above 0 and up to 1. The random choices follow from the devnet's seed. */
  readonly probability?: number | undefined;
}

/** The requests that a fault affects. */
export interface RequestLimits<Method extends string> extends FaultLimits {
  /** The fault affects only requests of these methods. */
  readonly methods?: readonly Method[] | undefined;
}

/** A fault of the connection to a node or the chain. */
export type ConnectionFault =
  /** The connection is dropped before the request is read. */
  | { readonly kind: "down" }
  /** The request waits for `delayMs` milliseconds of the devnet's time before it is served. */
  | { readonly kind: "slow"; readonly delayMs: number }
  /**
   * The request is served, and the connection is dropped after `afterBytes` of the answer's body. `afterBytes` is 0 by
   * default, and then the whole answer is lost.
   */
  | { readonly kind: "disconnect"; readonly afterBytes?: number | undefined };

/**
 * A fault of a node.
 *
 * - `down`: the connection is dropped before the request is read.
 * - `slow`: the request waits for `delayMs` milliseconds of the devnet's time before it is served.
 * - `disconnect`: the request is served, and the connection is dropped after `afterBytes` of the answer's body. 0 is the
 *   default, and then the whole answer is lost.
 * - `refuse`: the request is refused with a status and not served.
 * - `lie`: the answer is well formed but false: wrong shares of values and results, wrong ids, or the wrong owner of
 *   permissions. Only answers to a {@linkcode LyingMethod} can be false.
 */
export type NodeFault =
  | RequestLimits<NodeMethod> & ConnectionFault
  | RequestLimits<NodeMethod> & {
    readonly kind: "refuse";
    readonly code: StatusCode;
    readonly message?: string | undefined;
  }
  | RequestLimits<LyingMethod> & { readonly kind: "lie" };

/**
 * A fault of the chain. Its `methods` are those of the chain's JSON-RPC and gRPC services.
 *
 * - `down`, `slow`, `disconnect`: as for a node. They do not affect the leader, which reads the chain directly.
 * - `stall`: the chain makes no blocks. It accepts transactions, and puts them into a block when the fault is cleared.
 * - `drop`: the chain accepts a transaction and forgets it.
 * - `lag`: a transaction can be found only `delayMs` milliseconds of the devnet's time after its block, also by the
 *   leader.
 */
export type ChainFault =
  | (RequestLimits<string> & ConnectionFault)
  | { readonly kind: "stall" }
  | (FaultLimits & { readonly kind: "drop" })
  | (FaultLimits & { readonly kind: "lag"; readonly delayMs: number });

/** An injected fault. It ends when it is disposed of, or after its `times`. */
export interface InjectedFault extends Disposable {
  /** Its number, from 1; unique in the devnet. */
  readonly id: number;
  /** The number of the node that has it, or `chain`. */
  readonly at: number | "chain";
  /** The fault. */
  readonly fault: NodeFault | ChainFault;
  /** How many requests or transactions it has affected; for `lag`, how many blocks with transactions. */
  readonly hits: number;
  /** Clears the fault, if it has not ended. */
  [Symbol.dispose](): void;
}

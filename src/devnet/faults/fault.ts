/**
 * The faults that a devnet can be given.
 *
 * @module
 */

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
  | "RetrieveResults";

/** A status of gRPC that is none of success. */
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

/** What a fault meets, and for how long; everything until it is cleared, unless it says otherwise. */
export interface FaultLimits {
  /** After how many meetings it is over. */
  readonly times?: number | undefined;
  /** How likely it meets what it could, above 0 and up to 1. Which it meets follows from the devnet's seed. */
  readonly probability?: number | undefined;
}

/** Which requests a fault meets. */
export interface RequestLimits<Method extends string> extends FaultLimits {
  /** The methods that it meets requests of. */
  readonly methods?: readonly Method[] | undefined;
}

/** What can go wrong on the way to anything. */
export type ConnectionFault =
  /** The connection is dropped before the request is looked at. */
  | { readonly kind: "down" }
  /** The request waits before it is looked at, in milliseconds of the devnet's time. */
  | { readonly kind: "slow"; readonly delayMs: number }
  /**
   * The request is carried out, and the connection dropped after `afterBytes` of the answer's body; 0 unless given, with
   * which the whole answer is lost.
   */
  | { readonly kind: "disconnect"; readonly afterBytes?: number | undefined };

/**
 * What can be wrong with a node.
 *
 * - `down`: connections are dropped before a request is looked at.
 * - `slow`: requests wait for `delayMs` milliseconds of the devnet's time.
 * - `disconnect`: requests are carried out, and the connection is dropped after `afterBytes` of the answer's body; 0
 *   unless given, with which the whole answer is lost.
 * - `refuse`: requests are refused with a status, unlooked at.
 * - `lie`: answers differ from the true ones, and are as well formed: wrong shares of values and results, ids of
 *   something else, another owner of the permissions.
 */
export type NodeFault =
  & RequestLimits<NodeMethod>
  & (
    | ConnectionFault
    | { readonly kind: "refuse"; readonly code: StatusCode; readonly message?: string | undefined }
    | { readonly kind: "lie" }
  );

/**
 * What can be wrong with the chain. `methods` are those of its JSON-RPC, or of its gRPC services.
 *
 * - `down`, `slow`, `disconnect`: as with a node. The leader, which looks into the chain from within, is spared.
 * - `stall`: there are no blocks. Transactions are taken, and put into a block once the fault is cleared.
 * - `drop`: a transaction is taken, and forgotten.
 * - `lag`: transactions are found only `delayMs` milliseconds of the devnet's time after their block, by the leader too.
 */
export type ChainFault =
  | (RequestLimits<string> & ConnectionFault)
  | { readonly kind: "stall" }
  | (FaultLimits & { readonly kind: "drop" })
  | (FaultLimits & { readonly kind: "lag"; readonly delayMs: number });

/** A fault that a devnet was given. It is over once it is disposed of, or has had its `times`. */
export interface InjectedFault extends Disposable {
  /** Its number, from 1; no other fault of the devnet has it. */
  readonly id: number;
  /** Where it is: the number of a node, or `chain`. */
  readonly at: number | "chain";
  /** What it does. */
  readonly fault: NodeFault | ChainFault;
  /** How many requests it has met, or transactions; of `lag`, blocks with any. */
  readonly hits: number;
  /** Clears it, if it is not over yet. */
  [Symbol.dispose](): void;
}

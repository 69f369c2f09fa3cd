import type { VmErrorCode, VmErrorPhase } from "../errors/mod.ts";

/** What a client was asked to do: the name of the method of `VmClient`, or `connect` for `VmClient.create`. */
export type OperationName =
  | "addFunds"
  | "balance"
  | "compute"
  | "connect"
  | "deleteValues"
  | "getPaymentReceipt"
  | "overwritePermissions"
  | "poolStatus"
  | "resumePayments"
  | "retrieveComputeResults"
  | "retrievePermissions"
  | "retrieveValues"
  | "storeProgram"
  | "storeValues"
  | "updatePermissions";

/** What every event says. */
export interface EventContext {
  /** What the client was asked to do. */
  readonly operation: OperationName;
  /** The number of the call. All events of one call have the same, and no other call of the client has it. */
  readonly call: number;
  /** When it happened, in milliseconds since the epoch. */
  readonly atMs: number;
}

/** How a call, a phase or a request ended. */
export interface EventOutcome {
  /** How long it took, in milliseconds. */
  readonly durationMs: number;
  /** The code of the error, if it failed. */
  readonly error?: VmErrorCode;
}

/** A call began: `invoke()`, `quote()` or `invokeWithReceipt()` of an operation, or a method of the client. */
export interface OperationStart extends EventContext {
  /** The kind of event. */
  readonly type: "operationStart";
}

/**
 * A call ended. It is the last event of the call, unless something goes on after it: a payment or a request for a
 * receipt that the call no longer waits for, or what a caller discards later.
 */
export interface OperationEnd extends EventContext, EventOutcome {
  /** The kind of event. */
  readonly type: "operationEnd";
  /** The hash, in upper-case hex, of the chain transaction that paid. */
  readonly txHash?: string;
}

/** A part of a call, as errors name it. */
export interface PhaseContext extends EventContext {
  /** The phase. */
  readonly phase: VmErrorPhase;
  /** In the phase `nodes`: how many nodes are asked. */
  readonly nodeCount?: number;
}

/** A phase of a call began. */
export interface PhaseStart extends PhaseContext {
  /** The kind of event. */
  readonly type: "phaseStart";
}

/** A phase of a call ended. */
export interface PhaseEnd extends PhaseContext, EventOutcome {
  /** The kind of event. */
  readonly type: "phaseEnd";
  /** After the phase `quote`: the price on the chain, in unil. */
  readonly feesUnil?: bigint;
  /** After the phase `quote`: the price from the balance, in credits. */
  readonly feesCredits?: bigint;
  /** After the phases `payment` and `receipt`: the hash of the chain transaction, in upper-case hex. */
  readonly txHash?: string;
}

/** A request to one node. */
export interface RequestContext extends EventContext {
  /** The phase that the request belongs to, if it belongs to one. */
  readonly phase?: VmErrorPhase;
  /** The node's id, in hex. The bootnode has none before it has described its cluster. */
  readonly node?: string;
  /** The node's URL. */
  readonly endpoint: string;
  /** The gRPC service: `nillion.values.v1.Values`. */
  readonly service: string;
  /** The gRPC method: `StoreValues`. */
  readonly method: string;
  /** How often the request was sent to this node in this call, this time included. */
  readonly attempt: number;
}

/** The bytes of a request to one node, with their frames and without headers. */
export interface RequestBytes {
  /** How many bytes the node has: none until its answer begins, since `fetch` shows no more. */
  readonly sentBytes: number;
  /** How many bytes it gets. */
  readonly toSendBytes: number;
  /** How many bytes of its answer have arrived. How many there will be is not known. */
  readonly receivedBytes: number;
}

/** A request is about to be sent to a node, once it has its turn. */
export interface RequestStart extends RequestContext {
  /** The kind of event. */
  readonly type: "requestStart";
}

/** A request to a node was sent, its answer began, or a further 64 KiB of the answer arrived. */
export interface RequestProgress extends RequestContext, RequestBytes {
  /** The kind of event. */
  readonly type: "requestProgress";
}

/**
 * A request to a node ended. Its `error` is `ABORTED` also when the client had enough answers of other nodes, or asks
 * again later for what is not ready.
 */
export interface RequestEnd extends RequestContext, RequestBytes, EventOutcome {
  /** The kind of event. */
  readonly type: "requestEnd";
  /**
   * How long it waited for its turn and for the user's signer, in milliseconds, which `durationMs` includes. It is 0 if
   * the request ended before that.
   */
  readonly queueMs: number;
  /** The gRPC status with which the node answered, if it answered: 0 for a success. */
  readonly grpcStatus?: number;
}

/** A purchase or a deposit was written into the journal, got its transaction, or was taken out again. */
export interface PaymentChange extends EventContext {
  /** The kind of event. */
  readonly type: "payment";
  /** Its id in the journal. */
  readonly payment: string;
  /** Whether something is left to pay, to get or to use. */
  readonly isOpen: boolean;
  /** The price on the chain, or the amount of the deposit, in unil. */
  readonly amountUnil: bigint;
  /** The hash of the chain transaction, in upper-case hex. It is known before the transaction is sent. */
  readonly txHash?: string;
}

/**
 * What happens in a client. No event holds a secret, a share, a token, a key or a receipt.
 *
 * Later versions may add kinds of events and fields. A listener ignores what it does not know.
 *
 * @example Show how far a call is
 * ```ts
 * import { SecretBlob, type VmEvent } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assertEquals } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await devnet.client();
 * const lines: string[] = [];
 * const onEvent = (event: VmEvent) => {
 *   switch (event.type) {
 *     case "phaseEnd":
 *       if (event.feesUnil !== undefined) lines.push(`It costs ${event.feesUnil} unil`);
 *       break;
 *     case "requestEnd":
 *       if (event.phase === "nodes") lines.push(`A node has ${event.sentBytes} bytes`);
 *       break;
 *     case "operationEnd":
 *       lines.push(event.error ?? "Stored");
 *   }
 * };
 *
 * const file = new SecretBlob(new Uint8Array(1_000));
 * await client.storeValues({ file }, { ttlDays: 1 }).invoke({ onEvent });
 *
 * assertEquals(lines.length, 5);
 * assertEquals(lines.at(-1), "Stored");
 * ```
 */
export type VmEvent =
  | OperationStart
  | OperationEnd
  | PhaseStart
  | PhaseEnd
  | RequestStart
  | RequestProgress
  | RequestEnd
  | PaymentChange;

/**
 * Is told of events. It is called after the step that it hears of, in the order of the events, and of the end of a call
 * before its promise settles. Nothing waits for what it returns, and what it throws is dropped.
 */
export type EventListener = (event: VmEvent) => unknown;

import type { VmErrorCode, VmErrorPhase } from "../errors/mod.ts";

/** What is known of a phase when it begins. */
export interface Part {
  readonly phase?: VmErrorPhase | undefined;
  readonly nodeCount?: number | undefined;
}

/** What is known of a phase when it ends. Its task fills it in. */
export interface Facts {
  error?: VmErrorCode | undefined;
  txHash?: string | undefined;
  feesUnil?: bigint;
  feesCredits?: bigint;
}

/** A call that may be observed. */
export interface Observed {
  /** The part that is under way, for errors. */
  phase?: VmErrorPhase;
  /** How often the request that is under way was sent. */
  attempt?: number;
  /** The hash of the transaction that was sent. */
  txHash?: string | undefined;
  /** Aborts when the call must end, or when the request that is under way need not go on. */
  readonly signal: AbortSignal;
  /** Who observes it, if somebody does. */
  observer?: Observer | undefined;
}

/** Counts the bytes that a request moves. `toSend` also says that it has its turn. */
export type Meter = (what: "toSend" | "sent" | "received", bytes: number) => void;

/** A request to a node, before it is sent. */
export interface RequestDescription {
  readonly parent: { readonly typeName: string };
  readonly name: string;
}

/** Tells the listeners and the tracer of one call what happens. It is loaded once somebody listens. */
export interface Observer {
  /** Runs a part, tells of its start and its end, and makes it a span. */
  watch<T>(kind: "operation" | "phase", part: Part, task: (facts: Facts) => Promise<T>): Promise<T>;
  /** Runs one attempt of a request, likewise. */
  request<T>(
    call: Observed,
    method: RequestDescription,
    node: { readonly id?: string; readonly endpoint: string },
    task: (meter: Meter) => Promise<T>,
  ): Promise<T>;
  /** Tells whether something is left of a payment. */
  payment(
    payment: string,
    isOpen: boolean,
    record: {
      readonly amountUnil: bigint;
      readonly pending?: { readonly txHash: string } | undefined;
    },
  ): void;
}

/**
 * Runs a phase of a call, which errors and events name. It is a call of a function and nothing more while nobody
 * observes the call.
 */
export function inPhase<T>(
  call: Observed,
  phase: VmErrorPhase,
  task: (facts: Facts) => Promise<T>,
  nodeCount?: number,
): Promise<T> {
  call.phase = phase;
  return call.observer?.watch("phase", { phase, nodeCount }, task) ?? task({});
}

/**
 * Runs one attempt of a request to a node.
 *
 * @param task Sends it. The meter is to be told what moves, if somebody observes the call.
 */
export function asRequest<T>(
  call: Observed,
  method: RequestDescription,
  node: { readonly id?: string; readonly endpoint: string },
  task: (meter?: Meter) => Promise<T>,
): Promise<T> {
  return call.observer?.request(call, method, node, task) ?? task();
}

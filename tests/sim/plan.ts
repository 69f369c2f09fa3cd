/**
 * The plan of a run, as data: all that a seed decides. A run follows from its plan alone, so a plan with parts taken away
 * can be run again.
 *
 * @module
 */
import type { PaymentMode } from "@nilvm/client";

/** Where requests go: the number of a node, or an endpoint of the chain. */
export type Place = number | "chain-0" | "chain-1";

/** Where a journal is. */
export type JournalKind = "memory" | "kv" | "file";

/** A client: a user with a wallet. */
export interface ClientPlan {
  /** The wallet that it pays from; none if it has no payer. */
  readonly wallet?: number | undefined;
  /** Clients with the same number share one payer. */
  readonly payer: number;
  readonly paymentMode: PaymentMode;
  /** The client's `timeoutMs`. */
  readonly timeoutMs: number;
  /** How far its clock is ahead of that of the nodes. */
  readonly skewMs: number;
  /** Where it keeps its journal; none if absent. */
  readonly journal?: JournalKind | undefined;
}

/** The network and its users. */
export interface Shape {
  readonly nodes: number;
  readonly degree: number;
  readonly primeBits: 64 | 128 | 256;
  readonly blockTimeMs: number;
  /** The pace of every link: a request or an answer takes up to this long. */
  readonly latencyMs: number;
  /** The node that clients ask for the others. */
  readonly bootnode: number;
  /** Whether the clients know the cluster's digest. */
  readonly isPinned: boolean;
  /** How many endpoints of the chain payers ask. */
  readonly endpoints: 1 | 2;
  /** How many blocks a payment lives. */
  readonly timeoutBlocks: number;
  readonly clients: readonly ClientPlan[];
}

/** What a step does. */
export type StepKind =
  | "store"
  | "update"
  | "read"
  | "delete"
  | "overwrite"
  | "grant"
  | "readPermissions"
  | "funds"
  | "receipt"
  | "pools"
  | "balance"
  | "compute"
  | "otherSigner"
  | "dayPasses";

/** The reads, which nodes serve once for a receipt. */
export const reads: ReadonlySet<StepKind> = new Set(["read", "readPermissions", "pools"]);

/** One thing that a user does. */
export interface Step {
  /** Its number, which a shrunk plan keeps. */
  readonly id: number;
  readonly kind: StepKind;
  readonly client: number;
  /** When it begins. */
  readonly atMs: number;
  /** The step whose values it is about. It begins after that step's end. */
  readonly of?: number | undefined;
  /** How long after it. */
  readonly afterMs?: number | undefined;
  /** How often it is invoked at most, until it succeeds. */
  readonly tries: number;
  /** The pause before it is invoked again. */
  readonly pauseMs: number;
  readonly timeoutMs?: number | undefined;
  /** When its user aborts its first invocation, counted from that. */
  readonly abortAfterMs?: number | undefined;
  /** When its user disposes of the operation, counted from the first invocation. */
  readonly disposeAfterMs?: number | undefined;
  /** Whether each invocation is made twice at once. */
  readonly isDoubled?: boolean | undefined;
  readonly faultTolerance?: number | undefined;
  readonly confirm?: boolean | undefined;
}

/** What a link does to a request, or to its answer. */
export type LinkFaultKind =
  /** The connection is refused. */
  | "refused"
  /** The request is lost, and no answer comes. */
  | "lost"
  /** The request is served; the answer is lost, and nobody says so. */
  | "answerLost"
  /** The request is served; the connection breaks before the answer. */
  | "answerReset"
  /** The connection breaks, and the request arrives `ms` later all the same. */
  | "late"
  /** A proxy repeats the request after `ms`, and gives the answer to the first or the last of the two. */
  | "repeated"
  /** The answer's body ends after `bytes`. */
  | "cut"
  /** Something in front answers with a web page of `status`. */
  | "page"
  /** The request takes `ms` longer. */
  | "slow"
  /** The node answers with the gRPC status `status`. */
  | "status"
  /** The node crashes: it breaks all connections, and refuses new ones. Its state is kept. */
  | "crash";

/** A fault of the links to one place. */
export interface LinkFault {
  readonly kind: LinkFaultKind;
  readonly at: Place;
  /** Affects only requests of these methods. */
  readonly methods?: readonly string[] | undefined;
  /** How many of these requests pass before it begins. */
  readonly skip: number;
  /** How many it affects. */
  readonly times: number;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly ms?: number | undefined;
  readonly bytes?: number | undefined;
  readonly status?: number | undefined;
  /** Whether the request is served although a page answers. */
  readonly isServed?: boolean | undefined;
  /** Whether a repeated request gets the answer to the first of the two. */
  readonly isFirst?: boolean | undefined;
  /** The seconds of a page's `Retry-After`. */
  readonly retryAfter?: number | undefined;
}

/** A fault of the chain itself. */
export interface ChainFaultPlan {
  readonly kind: "stall" | "drop" | "lag";
  readonly fromMs: number;
  readonly untilMs: number;
  readonly times?: number | undefined;
  readonly delayMs?: number | undefined;
}

/** A lie of one endpoint of the chain. */
export interface ChainLie {
  readonly kind:
    /** It refuses a transaction, and passes it on after `ms`. */
    | "keeps"
    /** It passes a transaction on twice. */
    | "twice"
    /** It takes a transaction and drops it. */
    | "swallows"
    /** It invents heights. Only where there is another endpoint. */
    | "height"
    /** It hides the wallet's transactions. Only where there is another endpoint. */
    | "hides";
  readonly at: "chain-0" | "chain-1";
  readonly fromMs: number;
  readonly untilMs: number;
  readonly code?: number | undefined;
  readonly ms?: number | undefined;
}

/** A lie of a node. Nodes that lie in the same way agree on their lie. */
export interface NodeLie {
  readonly kind:
    /** Shares of another polynomial, which agrees with some honest nodes. */
    | "shares"
    /** Another id for what is stored. */
    | "ids"
    /** Another owner. */
    | "permissions"
    /** It says that it has done a write, and has not. */
    | "forgets"
    /** It uses receipts at other nodes first, with other shares. */
    | "burns"
    /** As the bootnode, it describes a cluster of relays. Only where clients know the digest. */
    | "relays";
  readonly node: number;
}

/** A crash of a process: of all clients that share a payer. It comes at a time, or at an event of a step. */
export interface CrashPlan {
  /** The number of the payer. */
  readonly payer: number;
  readonly atMs?: number | undefined;
  /** The step; for a call of `resumePayments()`, that of {@linkcode resumingStep}. */
  readonly step?: number | undefined;
  /** Which of its events, from 1: of its requests, answers, changes of journals and files, and steps of payers. */
  readonly event?: number | undefined;
  /** How long it takes until the process is there again. */
  readonly downMs: number;
  /** Whether its machine loses its power, too. Then disks lose what is not synced. */
  readonly isPowerCut?: boolean | undefined;
}

/** The number of the step that `resumePayments()` of a client counts as. */
export function resumingStep(client: number): number {
  return -1 - client;
}

/** A whole run. */
export interface Plan {
  readonly seed: number;
  readonly shape: Shape;
  readonly steps: readonly Step[];
  readonly linkFaults: readonly LinkFault[];
  readonly chainFaults: readonly ChainFaultPlan[];
  readonly chainLies: readonly ChainLie[];
  readonly nodeLies: readonly NodeLie[];
  readonly crashes: readonly CrashPlan[];
  /** Whether so little goes wrong that all steps succeed, unless their processes crash, and open purchases can be used. */
  readonly isStrict?: boolean | undefined;
}

/** The nodes that lie. */
export function liarsOf({ nodeLies }: Plan): number[] {
  return [...new Set(nodeLies.map(({ node }) => node))].sort((a, b) => a - b);
}

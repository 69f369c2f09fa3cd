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

  /** Makes an error with a message for people and its context for programs. */
  constructor(message: string, fields: VmErrorFields = {}) {
    super(message, fields.cause === undefined ? undefined : { cause: fields.cause });
    if (fields.node !== undefined) this.node = fields.node;
    if (fields.phase !== undefined) this.phase = fields.phase;
    if (fields.txHash !== undefined) this.txHash = fields.txHash;
    if (fields.outcomes !== undefined) this.outcomes = fields.outcomes;
  }
}

/** The context of an error about shares. */
export interface ShareErrorFields extends VmErrorFields {
  /** The ids of the parties concerned: who is to blame, or who is missing. */
  readonly parties?: readonly Uint8Array[] | undefined;
  /** How many shares there were. */
  readonly have?: number | undefined;
  /** How many it takes. */
  readonly need?: number | undefined;
}

/**
 * The caller's `signal` was aborted before the operation was done. `cause` is the signal's reason.
 *
 * @example The user has left the page
 * ```ts
 * import { AbortedError, VmClient } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { PrivateKey } from "@nilvm/client/keys";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await VmClient.create({ key: PrivateKey.random(), network: devnet.network });
 *
 * const leaving = new AbortController();
 * const asking = client.balance({ signal: leaving.signal });
 * leaving.abort("the user left");
 *
 * const error = await assertRejects(() => asking, AbortedError);
 * assertEquals(error.cause, "the user left");
 * ```
 */
export class AbortedError extends VmError {
  /** Always `AbortedError`. */
  override readonly name = "AbortedError";
  /** Always `ABORTED`. */
  readonly code = "ABORTED";
}

/** The context of an error about a computation. */
export interface ComputationErrorFields extends VmErrorFields {
  /** Why it failed, in the nodes' words. */
  readonly reason?: string | undefined;
}

/**
 * A computation began and has no result, for one as it divides by zero. Another try with the same
 * inputs will fail again, unless the nodes had lost each other.
 *
 * @example A division by zero
 * ```ts
 * import { compileProgram, ComputationFailedError, PublicInteger, SecretInteger, VmClient } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { PrivateKey } from "@nilvm/client/keys";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await VmClient.create({
 *   key: PrivateKey.random(),
 *   network: devnet.network,
 *   payer: devnet.payer(0),
 * });
 *
 * // In Nada: Output(a / b, "quotient", owner)
 * const program = await compileProgram(
 *   await Deno.readFile("tests/fixtures/nada/quotient.mir.bin"),
 * );
 * const [party] = program.inputParties;
 * const computeId = await client.compute({
 *   programId: await client.storeProgram("quotient", program).invoke(),
 *   inputBindings: [{ partyName: party!, user: client.userId }],
 *   outputBindings: [{ partyName: party!, users: [client.userId] }],
 *   values: { a: new SecretInteger(7), b: new PublicInteger(0) },
 * }).invoke();
 *
 * const reading = client.retrieveComputeResults(computeId);
 * const error = await assertRejects(() => reading.invoke(), ComputationFailedError);
 * assertEquals(error.reason, "division by zero");
 * ```
 */
export class ComputationFailedError extends VmError {
  /** Always `ComputationFailedError`. */
  override readonly name = "ComputationFailedError";
  /** Always `COMPUTATION_FAILED`. */
  readonly code = "COMPUTATION_FAILED";
  /** Why it failed, in the nodes' words. */
  readonly reason: string | undefined;

  /** Makes an error with a message for people and its context for programs. */
  constructor(message: string, fields: ComputationErrorFields = {}) {
    super(message, fields);
    this.reason = fields.reason;
  }
}

/**
 * Shares contradict each other beyond repair, or one cannot be read: no value was recovered.
 *
 * @example A party answers with a share of something else
 * ```ts
 * import { CorruptShareError, SecretInteger } from "@nilvm/client";
 * import { SecretMasker } from "@nilvm/client/masking";
 * import { assertThrows } from "@std/assert";
 *
 * const parties = [1, 2, 3].map((id) => new Uint8Array(32).fill(id));
 * const masker = SecretMasker.create({ primeBits: 256, polynomialDegree: 1, parties });
 * const shares = masker.mask({ salary: new SecretInteger(4200) });
 * const others = masker.mask({ salary: new SecretInteger(1) });
 *
 * assertThrows(() => masker.unmask([shares[0]!, shares[1]!, others[2]!]), CorruptShareError);
 * ```
 */
export class CorruptShareError extends VmError {
  /** Always `CorruptShareError`. */
  override readonly name = "CorruptShareError";
  /** Always `CORRUPT_SHARE`. */
  readonly code = "CORRUPT_SHARE";
  /** The ids of the parties that are known to be wrong; there may be others. */
  readonly parties: readonly Uint8Array[];

  /** Makes an error with a message for people and its context for programs. */
  constructor(message: string, fields: ShareErrorFields = {}) {
    super(message, fields);
    this.parties = fields.parties ?? [];
  }
}

/**
 * A node refuses because of the state it is in, for a reason no other class names; or, with no
 * `node`, nothing that loads the WASM was imported, or a devnet has ended.
 *
 * @example Nobody has brought the WASM files
 * ```ts
 * import { FailedPreconditionError, PrivateKey } from "@nilvm/client/module";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => PrivateKey.random(), FailedPreconditionError, "useModules");
 * ```
 */
export class FailedPreconditionError extends VmError {
  /** Always `FailedPreconditionError`. */
  override readonly name = "FailedPreconditionError";
  /** Always `FAILED_PRECONDITION`. */
  readonly code = "FAILED_PRECONDITION";
}

/**
 * The balance with the network, or the wallet on the chain, does not cover the price. Nothing was
 * paid.
 *
 * @example Nothing was deposited, and there is no wallet to pay from
 * ```ts
 * import { InsufficientFundsError, VmClient } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { PrivateKey } from "@nilvm/client/keys";
 * import { assert, assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await VmClient.create({ key: PrivateKey.random(), network: devnet.network });
 *
 * const operation = client.poolStatus();
 *
 * await assertRejects(() => operation.invoke(), InsufficientFundsError);
 * assert(!operation.isResumable); // Nothing was paid.
 * ```
 */
export class InsufficientFundsError extends VmError {
  /** Always `InsufficientFundsError`. */
  override readonly name = "InsufficientFundsError";
  /** Always `INSUFFICIENT_FUNDS`. */
  readonly code = "INSUFFICIENT_FUNDS";
}

/**
 * A node failed, or answered what no sound node answers.
 *
 * @example A node that has failed is named
 * ```ts
 * import { InternalError, VmClient } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { PrivateKey } from "@nilvm/client/keys";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await VmClient.create({ key: PrivateKey.random(), network: devnet.network });
 *
 * const leader = devnet.nodes.find((node) => node.isLeader)!;
 * leader.inject({ kind: "refuse", code: "INTERNAL", message: "disk full" });
 *
 * const error = await assertRejects(() => client.balance(), InternalError, "disk full");
 * assertEquals(error.node, leader.id);
 * ```
 */
export class InternalError extends VmError {
  /** Always `InternalError`. */
  override readonly name = "InternalError";
  /** Always `INTERNAL`. */
  readonly code = "INTERNAL";
}

/**
 * An argument cannot be right. With no `node`, it was found before anything was sent or paid.
 *
 * @example Half of a number
 * ```ts
 * import { InvalidArgumentError, SecretInteger } from "@nilvm/client";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => new SecretInteger(0.5), InvalidArgumentError, "safe integer");
 * ```
 */
export class InvalidArgumentError extends VmError {
  /** Always `InvalidArgumentError`. */
  override readonly name = "InvalidArgumentError";
  /** Always `INVALID_ARGUMENT`. */
  readonly code = "INVALID_ARGUMENT";
}

/** One thing that is wrong with a program, and where. */
export interface ProgramIssue {
  /** What is wrong. */
  readonly reason: string;
  /** The name of the source file, where the program says. */
  readonly file?: string;
  /** The line in it, from 1. */
  readonly line?: number;
}

/** The context of an error about a program. */
export interface ProgramErrorFields extends VmErrorFields {
  /** Everything that is wrong. */
  readonly issues?: readonly ProgramIssue[] | undefined;
}

/**
 * A program cannot be compiled, or would be of no use. It was found before anything was sent or paid.
 *
 * @example What is wrong with a program
 * ```ts
 * import { compileProgram, InvalidProgramError } from "@nilvm/client";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * const error = await assertRejects(() => compileProgram(new Uint8Array(3)), InvalidProgramError);
 *
 * assertEquals(error.issues.length, 1);
 * ```
 */
export class InvalidProgramError extends VmError {
  /** Always `InvalidProgramError`. */
  override readonly name = "InvalidProgramError";
  /** Always `INVALID_PROGRAM`. */
  readonly code = "INVALID_PROGRAM";
  /** Everything that is wrong, with the lines of the source where the program says. */
  readonly issues: readonly ProgramIssue[];

  /** Makes an error with a message for people and its context for programs. */
  constructor(message: string, fields: ProgramErrorFields = {}) {
    super(message, fields);
    this.issues = fields.issues ?? [];
  }
}

/**
 * The file that describes a network is missing, cannot be read, or says what cannot be used.
 *
 * @example A file without a node in it
 * ```ts
 * import { NetworkConfigError } from "@nilvm/client";
 * import { parseNetworkConfig } from "@nilvm/client/config";
 * import { assertThrows } from "@std/assert";
 *
 * assertThrows(() => parseNetworkConfig("payments: {}"), NetworkConfigError, "bootnode");
 * ```
 */
export class NetworkConfigError extends VmError {
  /** Always `NetworkConfigError`. */
  override readonly name = "NetworkConfigError";
  /** Always `NETWORK_CONFIG`. */
  readonly code = "NETWORK_CONFIG";
}

/**
 * Nodes gave different answers where sound ones give the same. `outcomes` says who did what.
 *
 * @example One node gives another id than the others
 * ```ts
 * import { NodesDisagreeError, SecretInteger, VmClient } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { PrivateKey } from "@nilvm/client/keys";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await VmClient.create({
 *   key: PrivateKey.random(),
 *   network: devnet.network,
 *   payer: devnet.payer(0),
 * });
 *
 * devnet.nodes[1]!.inject({ kind: "lie", methods: ["StoreValues"] });
 *
 * const storing = client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 });
 * const error = await assertRejects(() => storing.invoke(), NodesDisagreeError);
 * assertEquals(error.outcomes?.length, 3);
 * ```
 */
export class NodesDisagreeError extends VmError {
  /** Always `NodesDisagreeError`. */
  override readonly name = "NodesDisagreeError";
  /** Always `NODES_DISAGREE`. */
  readonly code = "NODES_DISAGREE";
}

/**
 * Fewer shares arrived than the value needs, or than it takes to check it where the caller insists on that. `outcomes`
 * says which nodes are missing.
 *
 * @example One party alone, where it takes two
 * ```ts
 * import { NotEnoughSharesError, SecretInteger } from "@nilvm/client";
 * import { SecretMasker } from "@nilvm/client/masking";
 * import { assertEquals, assertThrows } from "@std/assert";
 *
 * const parties = [1, 2, 3].map((id) => new Uint8Array(32).fill(id));
 * const masker = SecretMasker.create({ primeBits: 256, polynomialDegree: 1, parties });
 * const [first] = masker.mask({ salary: new SecretInteger(4200) });
 *
 * const error = assertThrows(() => masker.unmask([first!]), NotEnoughSharesError);
 * assertEquals([error.have, error.need], [1, 2]);
 * ```
 */
export class NotEnoughSharesError extends VmError {
  /** Always `NotEnoughSharesError`. */
  override readonly name = "NotEnoughSharesError";
  /** Always `NOT_ENOUGH_SHARES`. */
  readonly code = "NOT_ENOUGH_SHARES";
  /** How many shares there were, where that is known. */
  readonly have: number | undefined;
  /** How many it takes, where that is known. */
  readonly need: number | undefined;
  /** The ids of the parties that are missing, where the value takes all of them. */
  readonly parties: readonly Uint8Array[];

  /** Makes an error with a message for people and its context for programs. */
  constructor(message: string, fields: ShareErrorFields = {}) {
    super(message, fields);
    this.have = fields.have;
    this.need = fields.need;
    this.parties = fields.parties ?? [];
  }
}

/**
 * The values, the program or the result asked for does not exist.
 *
 * @example Values that are deleted, or have expired
 * ```ts
 * import { NotFoundError, VmClient } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { PrivateKey } from "@nilvm/client/keys";
 * import { assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await VmClient.create({ key: PrivateKey.random(), network: devnet.network });
 *
 * const id = crypto.randomUUID();
 *
 * await assertRejects(() => client.deleteValues(id).invoke(), NotFoundError, id);
 * ```
 */
export class NotFoundError extends VmError {
  /** Always `NotFoundError`. */
  override readonly name = "NotFoundError";
  /** Always `NOT_FOUND`. */
  readonly code = "NOT_FOUND";
}

/**
 * A payment was sent to the chain and its outcome is not known: it may have been made or not.
 * `txHash` names it. Invoking the same operation again asks for that payment's outcome and does not
 * pay a second time.
 *
 * @example The line goes dead after a payment, and the operation pays once all the same
 * ```ts
 * import { type Payer, PaymentUnknownError, VmClient } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { PrivateKey } from "@nilvm/client/keys";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * const payer: Payer = {
 *   async submitPayment(amountUnil, resource) {
 *     const txHash = await devnet.payer(0).submitPayment(amountUnil, resource);
 *     throw new PaymentUnknownError("The line went dead", { txHash });
 *   },
 * };
 * await using client = await VmClient.create({
 *   key: PrivateKey.random(),
 *   network: devnet.network,
 *   payer,
 * });
 *
 * const operation = client.poolStatus();
 * await assertRejects(() => operation.invoke(), PaymentUnknownError);
 * await operation.invoke(); // It asks for that payment.
 *
 * assertEquals(devnet.chain.account(devnet.wallets[0]!.address).sequence, 1);
 * ```
 */
export class PaymentUnknownError extends VmError {
  /** Always `PaymentUnknownError`. */
  override readonly name = "PaymentUnknownError";
  /** Always `PAYMENT_UNKNOWN`. */
  readonly code = "PAYMENT_UNKNOWN";
}

/**
 * The user may not do this: ask the owner of the values for the permission.
 *
 * @example Another user may not read what is not shared
 * ```ts
 * import { PermissionDeniedError, SecretInteger, VmClient } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { PrivateKey } from "@nilvm/client/keys";
 * import { assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await VmClient.create({
 *   key: PrivateKey.random(),
 *   network: devnet.network,
 *   payer: devnet.payer(0),
 * });
 *
 * const id = await client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 }).invoke();
 *
 * await using stranger = await VmClient.create({
 *   key: PrivateKey.random(),
 *   network: devnet.network,
 *   payer: devnet.payer(1),
 * });
 * await assertRejects(() => stranger.retrieveValues(id).invoke(), PermissionDeniedError);
 * ```
 */
export class PermissionDeniedError extends VmError {
  /** Always `PermissionDeniedError`. */
  override readonly name = "PermissionDeniedError";
  /** Always `PERMISSION_DENIED`. */
  readonly code = "PERMISSION_DENIED";
}

/**
 * The quote was not used in time. Nothing was paid: ask for a new one.
 *
 * @example A price that was shown too long ago
 * ```ts
 * import { QuoteExpiredError, VmClient } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { PrivateKey } from "@nilvm/client/keys";
 * import { assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await VmClient.create({
 *   key: PrivateKey.random(),
 *   network: devnet.network,
 *   payer: devnet.payer(0),
 *   environment: devnet.clock,
 * });
 *
 * const operation = client.poolStatus();
 * await operation.quote();
 * devnet.clock.advance(24 * 60 * 60 * 1000);
 *
 * await assertRejects(() => operation.invoke(), QuoteExpiredError);
 * await operation.invoke(); // At a new price.
 * ```
 */
export class QuoteExpiredError extends VmError {
  /** Always `QuoteExpiredError`. */
  override readonly name = "QuoteExpiredError";
  /** Always `QUOTE_EXPIRED`. */
  readonly code = "QUOTE_EXPIRED";
}

/**
 * The operation was not done within its `timeoutMs`.
 *
 * @example A leader that takes a minute
 * ```ts
 * import { TimeoutError, VmClient } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { PrivateKey } from "@nilvm/client/keys";
 * import { assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await VmClient.create({ key: PrivateKey.random(), network: devnet.network });
 *
 * devnet.nodes.find((node) => node.isLeader)!.inject({ kind: "slow", delayMs: 60_000 });
 *
 * await assertRejects(() => client.balance({ timeoutMs: 100 }), TimeoutError);
 * ```
 */
export class TimeoutError extends VmError {
  /** Always `TimeoutError`. */
  override readonly name = "TimeoutError";
  /** Always `TIMEOUT`. */
  readonly code = "TIMEOUT";
}

/**
 * A node does not accept the proof of who is calling, as it may when the clocks differ by more than
 * a minute.
 *
 * @example A clock that is an hour behind
 * ```ts
 * import { UnauthenticatedError, VmClient } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { PrivateKey } from "@nilvm/client/keys";
 * import { assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await VmClient.create({
 *   key: PrivateKey.random(),
 *   network: devnet.network,
 *   environment: { now: () => Date.now() - 60 * 60 * 1000 },
 * });
 *
 * await assertRejects(() => client.balance(), UnauthenticatedError);
 * ```
 */
export class UnauthenticatedError extends VmError {
  /** Always `UnauthenticatedError`. */
  override readonly name = "UnauthenticatedError";
  /** Always `UNAUTHENTICATED`. */
  readonly code = "UNAUTHENTICATED";
}

/**
 * A node could not be reached or cannot serve now; trying again later may help. `outcomes` has a
 * line for each node.
 *
 * @example A node is down, and the others have done it
 * ```ts
 * import { SecretInteger, UnavailableError, VmClient } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { PrivateKey } from "@nilvm/client/keys";
 * import { assertEquals, assertRejects } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await VmClient.create({
 *   key: PrivateKey.random(),
 *   network: devnet.network,
 *   payer: devnet.payer(0),
 * });
 *
 * const id = await client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 }).invoke();
 * const down = devnet.nodes[2]!.inject({ kind: "down" });
 *
 * const deleting = client.deleteValues(id);
 * const error = await assertRejects(() => deleting.invoke(), UnavailableError);
 * assertEquals(error.outcomes?.filter(({ status }) => status === "done").length, 2);
 *
 * down[Symbol.dispose]();
 * await deleting.invoke(); // It goes on with the third.
 * ```
 */
export class UnavailableError extends VmError {
  /** Always `UnavailableError`. */
  override readonly name = "UnavailableError";
  /** Always `UNAVAILABLE`. */
  readonly code = "UNAVAILABLE";
}

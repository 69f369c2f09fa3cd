/**
 * What went wrong, and what follows from it. Whatever a node, the leader, the chain or something in
 * between says of a request that failed is read here and nowhere else; everybody else decides on
 * the reason, by the table below.
 *
 * @module
 */
import { Code, ConnectError } from "@connectrpc/connect";
import { messageOf, shortened } from "../base/text.ts";
import {
  AbortedError,
  ComputationFailedError,
  type Delivery,
  FailedPreconditionError,
  type Failure,
  type FailureReason,
  type FailureViolation,
  InsufficientFundsError,
  InternalError,
  InvalidArgumentError,
  NotFoundError,
  PermissionDeniedError,
  QuoteExpiredError,
  TimeoutError,
  UnauthenticatedError,
  UnavailableError,
  VmError,
  type VmErrorFields,
} from "../errors/mod.ts";
import {
  PreconditionFailureSchema,
  QuotaFailureSchema,
} from "../gen/google/rpc/error_details_pb.ts";

/** What servers say word by word, where a status alone does not tell the reason. */
interface Wording {
  readonly says: RegExp;
  readonly reason: FailureReason;
  /** The statuses it comes with; any unless given. */
  readonly codes?: readonly Code[];
}

const refusals = [Code.FailedPrecondition, Code.AlreadyExists];
const invalid = [Code.InvalidArgument, Code.OutOfRange];

/** Wording of nodes and the leader; the paths are those of `NillionNetwork/nilvm`. */
const nodeWordings: readonly Wording[] = [
  // A receipt at a node: node/src/services/receipts.rs, nonce.rs. A quote at the leader: payments.rs there.
  { says: /^nonce already used$/, reason: "nonceUsed", codes: refusals },
  // node/src/services/payments.rs, receipts.rs
  { says: /^quote expired$/, reason: "quoteExpired", codes: refusals },
  // node/src/services/payments.rs; it comes with a PreconditionFailure of type PAYMENT, subject BALANCE.
  { says: /^not enough funds$/, reason: "notEnoughFunds", codes: refusals },
  // node/src/services/payments.rs, for a receipt and for a deposit
  { says: /^transaction not (committed|found)$/, reason: "notCommitted" },
  // node/src/services/payments.rs, for a deposit
  {
    says: /^payment transaction has already been processed$/,
    reason: "depositCredited",
  },
  // node/src/services/payments.rs, for the quote of a computation
  {
    says: /^processing target program failed: not found$/,
    reason: "programNotFound",
    codes: invalid,
  },
];

const sequenceMismatch = /account sequence mismatch, expected (\d+)/;

/** Wording of the chain's node; the paths are those of `cosmos/cosmos-sdk` 0.50 and `cometbft/cometbft` 0.38. */
const chainWordings: readonly Wording[] = [
  // cosmos-sdk: x/auth/ante/sigverify.go
  { says: sequenceMismatch, reason: "sequenceTaken" },
  { says: /signature verification failed/, reason: "wrongSignature" },
  // cosmos-sdk: types/errors/errors.go
  { says: /insufficient funds/, reason: "notEnoughFunds" },
  // cometbft: mempool/errors.go
  { says: /already exists in cache/, reason: "alreadySubmitted" },
];

const codeReasons: { readonly [code in Code]?: FailureReason } = {
  [Code.NotFound]: "notFound",
  [Code.PermissionDenied]: "notPermitted",
  [Code.Unauthenticated]: "tokenRefused",
  [Code.InvalidArgument]: "invalidRequest",
  [Code.OutOfRange]: "invalidRequest",
  [Code.FailedPrecondition]: "preconditionFailed",
  [Code.AlreadyExists]: "preconditionFailed",
  // States of the node that pass.
  [Code.Unavailable]: "busy",
  [Code.ResourceExhausted]: "busy",
  [Code.Aborted]: "busy",
  [Code.Canceled]: "busy",
  [Code.DeadlineExceeded]: "busy",
  [Code.Internal]: "nodeFailed",
};

/** What follows from a failure. */
export type Consequence =
  /** The same request is sent again, some times. */
  | "askAgain"
  /** The same request is sent again until the call ends: the network only has to catch up. */
  | "wait"
  /** This call ends. The next one goes on with the same request. */
  | "resume"
  /** The same request will never be served. */
  | "giveUp"
  /** The request was served: an earlier attempt arrived, and its answer was lost. */
  | "believe";

const always = (consequence: Consequence): Record<Delivery, Consequence> => ({
  notSent: consequence,
  unknown: consequence,
  answered: consequence,
});
const ifLostBefore = { notSent: "giveUp", unknown: "believe", answered: "giveUp" } as const;

/**
 * What follows from a failure, by its reason and by how far earlier attempts of the same request
 * got: `notSent` where there were none.
 */
export const consequences: Readonly<
  Record<FailureReason, Readonly<Record<Delivery, Consequence>>>
> = {
  aborted: always("resume"),
  timeLimit: always("resume"),
  unreachable: always("askAgain"),
  notANode: always("resume"),
  busy: always("askAgain"),
  nodeFailed: always("resume"),
  unusableAnswer: always("resume"),
  unrecognised: always("resume"),
  tokenRefused: always("resume"),
  notPermitted: always("giveUp"),
  notFound: always("giveUp"),
  programNotFound: always("giveUp"),
  invalidRequest: always("giveUp"),
  preconditionFailed: always("giveUp"),
  computationFailed: always("giveUp"),
  quoteExpired: always("giveUp"),
  notEnoughFunds: always("giveUp"),
  nonceUsed: ifLostBefore,
  depositCredited: ifLostBefore,
  notCommitted: always("wait"),
  sequenceTaken: always("askAgain"),
  alreadySubmitted: always("believe"),
  wrongSignature: always("giveUp"),
  transactionRefused: always("giveUp"),
};

/** What follows from an error, given how far earlier attempts of the same request got. */
export function consequenceOf(error: unknown, earlier: Delivery = "notSent"): Consequence {
  return consequences[failureOf(error).reason][earlier];
}

/** How far a request got in all its attempts, the one that failed with this error included. */
export function deliveryAfter(earlier: Delivery, error: unknown): Delivery {
  // Once an attempt may have arrived, no later answer takes that back.
  return earlier === "unknown" ? earlier : failureOf(error).delivery;
}

/** What is known of the request that failed with this error. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof VmError)) return readFailure(error);
  if (error.failure !== undefined) return error.failure;
  if (error instanceof AbortedError) {
    return { delivery: "unknown", reason: "aborted", from: "client" };
  }
  if (error instanceof TimeoutError) {
    return { delivery: "unknown", reason: "timeLimit", from: "client" };
  }
  if (error instanceof UnavailableError) {
    return { delivery: "unknown", reason: "unreachable", from: "between" };
  }
  // The client found it in an answer that had arrived.
  const reason = error instanceof ComputationFailedError ? "computationFailed" : "unusableAnswer";
  return { delivery: "answered", reason, from: "node" };
}

/** Reads what a request to a node failed with. */
function readFailure(error: unknown): Failure {
  if (!(error instanceof ConnectError)) {
    return { delivery: "unknown", reason: "notANode", from: "client", words: wordsOf(error) };
  }
  const { code: status, rawMessage } = error;
  const words = shortened(rawMessage);
  // Only a node says this; Connect makes the status up where something else answered, or nothing.
  if (!error.metadata.has("grpc-status")) {
    const reason = codeReasons[status] === "busy" ? "unreachable" : "notANode";
    return { delivery: "unknown", reason, from: "between", status, words };
  }
  const violations: FailureViolation[] = [
    ...error.findDetails(PreconditionFailureSchema).flatMap(({ violations }) => violations)
      .map(({ type, subject }) => ({ type, subject })),
    ...error.findDetails(QuotaFailureSchema).flatMap(({ violations }) => violations)
      .map(({ subject }) => ({ subject })),
  ];
  const isBalanceTooLow = refusals.includes(status) &&
    violations.some(({ type, subject }) => type === "PAYMENT" && subject === "BALANCE");
  const reason = isBalanceTooLow
    ? "notEnoughFunds"
    : reasonIn(nodeWordings, rawMessage, status) ?? codeReasons[status] ?? "unrecognised";
  return {
    delivery: "answered",
    reason,
    from: "node",
    status,
    words,
    ...(violations.length > 0 ? { violations } : {}),
  };
}

/** Reads why the chain did not take a transaction. */
export function readChainRefusal(words: string, status?: number): Failure {
  return {
    delivery: "answered",
    reason: reasonIn(chainWordings, words) ?? "transactionRefused",
    from: "chain",
    words: shortened(words),
    ...(status === undefined ? {} : { status }),
  };
}

/** The place that the chain wants the wallet's next transaction to take, where its words say so. */
export function expectedSequence(words: string): number | undefined {
  const expected = Number(sequenceMismatch.exec(words)?.[1]);
  return Number.isSafeInteger(expected) ? expected : undefined;
}

function reasonIn(
  wordings: readonly Wording[],
  words: string,
  code?: Code,
): FailureReason | undefined {
  return wordings.find(({ says, codes }) =>
    says.test(words) && (code === undefined || (codes?.includes(code) ?? true))
  )?.reason;
}

type ErrorClass = new (message: string, fields: VmErrorFields) => VmError;

/** The error of each reason that a request to a node can fail for, and how its message begins. */
const reports: { readonly [reason in FailureReason]?: readonly [ErrorClass, string] } = {
  busy: [UnavailableError, "The request cannot be served now; try again later"],
  notCommitted: [UnavailableError, "The request cannot be served now; try again later"],
  tokenRefused: [UnauthenticatedError, "The token was refused; check that the clock is right"],
  notPermitted: [PermissionDeniedError, "The user may not do this"],
  notFound: [NotFoundError, "What was asked for does not exist, or has expired"],
  programNotFound: [NotFoundError, "There is no such program"],
  invalidRequest: [InvalidArgumentError, "The request was refused as invalid"],
  preconditionFailed: [FailedPreconditionError, "The request was refused for now"],
  depositCredited: [FailedPreconditionError, "The deposit was credited before"],
  nonceUsed: [FailedPreconditionError, "It was used before, and can be used once"],
  quoteExpired: [QuoteExpiredError, "The quote is too old; ask for a new one"],
  notEnoughFunds: [
    InsufficientFundsError,
    "The balance does not cover the price; add funds, or give the client a payer",
  ],
};

/**
 * Makes a `VmError` of what a request threw:
 *
 * - a `VmError` stays as it is;
 * - a node's refusal becomes the class that belongs to its reason. Statuses that pass become
 *   `UnavailableError`, and those without a class of their own `InternalError`;
 * - no answer becomes `UnavailableError`, and an answer that is no node's `InternalError`;
 * - anything else becomes `InternalError`.
 *
 * What was thrown is kept as `cause`, what is known of it as `failure`.
 *
 * @param who Whom the request was for, as the message names it.
 */
export function toVmError(
  error: unknown,
  fields: VmErrorFields = {},
  who = "The node",
): VmError {
  if (error instanceof VmError) return error;
  const failure = readFailure(error);
  const context = { ...fields, failure, cause: error };
  const { reason, delivery, from, words = "" } = failure;
  if (from === "client") {
    return new InternalError(`Something unforeseen failed: ${words}`, context);
  }
  if (reason === "unreachable") {
    return new UnavailableError(`${who} cannot be reached: ${words}`, context);
  }
  if (delivery !== "answered") {
    return new InternalError(`${who} does not answer as a node does: ${words}`, context);
  }
  const [Class, beginning] = reports[reason] ?? [InternalError, "The request failed"];
  return new Class(`${beginning}. ${who} says: ${words || "nothing more"}`, context);
}

function wordsOf(error: unknown): string {
  return shortened(messageOf(error));
}

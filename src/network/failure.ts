/**
 * Reads why a request failed, and says what follows. Only this file reads the messages of nodes, the
 * leader, the chain and proxies. All other code decides by the reason and by the table of
 * `consequences.ts`.
 *
 * @module
 */
import { Code, ConnectError } from "@connectrpc/connect";
import { msOf } from "../base/timestamps.ts";
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
  PaymentUnknownError,
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
  RetryInfoSchema,
} from "../gen/google/rpc/error_details_pb.ts";
import { type Consequence, consequences } from "./consequences.ts";
import { NoAnswer } from "./no_answer.ts";

/** A server's message that tells the reason, where the status does not. */
interface Wording {
  readonly says: RegExp;
  readonly reason: FailureReason;
  /** The statuses that the message comes with; any unless given. */
  readonly codes?: readonly Code[];
}

const refusals = [Code.FailedPrecondition, Code.AlreadyExists];
const invalid = [Code.InvalidArgument, Code.OutOfRange];

/** Messages of nodes and the leader. The paths are in `NillionNetwork/nilvm`. */
const nodeWordings: readonly Wording[] = [
  // A node about a receipt: node/src/services/receipts.rs, nonce.rs. The leader about a quote: payments.rs.
  { says: /^nonce already used$/, reason: "nonceUsed", codes: refusals },
  // node/src/services/payments.rs, receipts.rs
  { says: /^quote expired$/, reason: "quoteExpired", codes: refusals },
  // node/src/services/payments.rs, with a PreconditionFailure of type PAYMENT and subject BALANCE
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

/** The longest pause that a server can ask for. A call ends before. */
const retryAfterMsMax = 2 ** 31 - 1;

const sequenceMismatch = /account sequence mismatch, expected (\d+), got (\d+)/;

/** Messages of the chain. The paths are in `cosmos/cosmos-sdk` 0.50 and `cometbft/cometbft` 0.38. */
const chainWordings: readonly Wording[] = [
  // cosmos-sdk: x/auth/ante/sigverify.go
  { says: /account sequence mismatch/, reason: "sequenceTaken" },
  { says: /signature verification failed/, reason: "wrongSignature" },
  // cosmos-sdk: types/errors/errors.go
  { says: /insufficient funds/, reason: "notEnoughFunds" },
  { says: /insufficient fee/, reason: "feeTooLow" },
  { says: /tx timeout height/, reason: "transactionExpired" },
  // cosmos-sdk: x/auth/keeper/grpc_query.go
  { says: /^rpc error: code = NotFound/, reason: "notFound" },
  // cometbft: mempool/errors.go; cosmos-sdk: types/errors/errors.go
  { says: /already exists in cache|tx already in mempool/, reason: "alreadySubmitted" },
  { says: /mempool is full/, reason: "busy" },
];

/** The codes of cosmos-sdk's types/errors/errors.go, for a refusal without words. */
const chainCodeReasons: { readonly [code: number]: FailureReason } = {
  5: "notEnoughFunds",
  13: "feeTooLow",
  19: "alreadySubmitted",
  20: "busy",
  30: "transactionExpired",
  32: "sequenceTaken",
};

const codeReasons: { readonly [code in Code]?: FailureReason } = {
  [Code.NotFound]: "notFound",
  [Code.PermissionDenied]: "notPermitted",
  [Code.Unauthenticated]: "tokenRefused",
  [Code.InvalidArgument]: "invalidRequest",
  [Code.OutOfRange]: "invalidRequest",
  [Code.FailedPrecondition]: "preconditionFailed",
  [Code.AlreadyExists]: "preconditionFailed",
  // The node may serve the request later.
  [Code.Unavailable]: "busy",
  [Code.ResourceExhausted]: "busy",
  [Code.Aborted]: "busy",
  [Code.Canceled]: "busy",
  [Code.DeadlineExceeded]: "busy",
  [Code.Internal]: "nodeFailed",
};

/** What follows from an error, given how far earlier attempts of the same request got. */
export function consequenceOf(error: unknown, earlier: Delivery = "notSent"): Consequence {
  const { reason, mayPass } = failureOf(error);
  // A proxy that may pass the request on later is like a node that cannot be reached.
  return consequences[mayPass ? "unreachable" : reason][earlier];
}

/** The refusals that are about one payment. No other one ends what is paid. */
const endings: readonly FailureReason[] = [
  "nonceUsed",
  "quoteExpired",
  "notEnoughFunds",
  "invalidRequest",
];

/** Whether a refusal ends a payment that may have been made: no later request can be granted. */
export function endsPayment(error: unknown): boolean {
  // A payment that the chain refuses may be made all the same.
  return !(error instanceof PaymentUnknownError) && endings.includes(failureOf(error).reason);
}

/** How far a request got in all its attempts, the failed one included. */
export function deliveryAfter(earlier: Delivery, error: unknown): Delivery {
  // A later answer does not tell whether an earlier attempt arrived.
  return earlier === "unknown" ? earlier : failureOf(error).delivery;
}

/** The facts about the request that failed with this error. */
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
  // The client made this error from an answer of the node.
  const reason = error instanceof ComputationFailedError ? "computationFailed" : "unusableAnswer";
  return { delivery: "answered", reason, from: "node" };
}

/** Reads why a request to a node failed. */
function readFailure(error: unknown): Failure {
  if (!(error instanceof ConnectError)) {
    return { delivery: "unknown", reason: "clientFailed", from: "client", words: wordsOf(error) };
  }
  const { code: status, rawMessage, cause } = error;
  const words = shortened(rawMessage);
  const retryAfterMs = retryAfterOf(error);
  const pause = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (cause instanceof NoAnswer) return { ...readNoAnswer(cause), ...pause, words };
  // Only nodes send this. Without it, Connect made up the status: there was no answer, or not a node's.
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
    ...pause,
    ...(violations.length > 0 ? { violations } : {}),
  };
}

/** Reads what was found in place of a node's answer. */
function readNoAnswer({ kind, status: httpStatus }: NoAnswer): Failure {
  const status = httpStatus === undefined ? {} : { status: httpStatus };
  switch (kind) {
    case "notAllowed":
      return { delivery: "notSent", reason: "notAllowed", from: "client" };
    case "unusable":
      return { delivery: "unknown", reason: "unusableAnswer", from: "between", ...status };
    case "passing":
      return { delivery: "unknown", reason: "notANode", from: "between", ...status, mayPass: true };
    case "foreign":
      return { delivery: "unknown", reason: "notANode", from: "between", ...status };
  }
}

/** How long the server asks to wait, by a detail of its status or by the header `Retry-After`. */
function retryAfterOf(error: ConnectError): number | undefined {
  const [info] = error.findDetails(RetryInfoSchema);
  if (info?.retryDelay !== undefined) return positive(msOf(info.retryDelay));
  const header = error.metadata.get("retry-after");
  if (header === null) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return positive(Number(header) * 1_000);
  // A date is compared with the server's own clock.
  return positive(Date.parse(header) - Date.parse(error.metadata.get("date") ?? ""));
}

function positive(ms: number): number | undefined {
  return ms > 0 ? Math.min(Math.ceil(ms), retryAfterMsMax) : undefined;
}

/**
 * Reads why the chain refused a transaction or a query.
 *
 * @param status The chain's code.
 * @param codespace The module that the code belongs to; only codes of `sdk` are known.
 */
export function readChainRefusal(words: string, status?: number, codespace?: unknown): Failure {
  const known = status !== undefined && codespace === "sdk" ? chainCodeReasons[status] : undefined;
  return {
    delivery: "answered",
    reason: reasonIn(chainWordings, words) ?? known ?? "transactionRefused",
    from: "chain",
    words: shortened(words),
    ...(status === undefined ? {} : { status }),
  };
}

/**
 * Whether the chain says that a sequence number was used before. A number that is too high may still
 * be used later.
 */
export function isSequencePassed(words: string): boolean {
  const [, expected, got] = sequenceMismatch.exec(words) ?? [];
  return Number(expected) > Number(got);
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

/** The error class of each reason why a request to a node fails, and the beginning of its message. */
const reports: { readonly [reason in FailureReason]?: readonly [ErrorClass, string] } = {
  busy: [UnavailableError, "The node cannot serve the request now: try again later"],
  notCommitted: [UnavailableError, "The leader does not see the transaction yet: try again later"],
  tokenRefused: [UnauthenticatedError, "The node refused the token: check the clock"],
  notPermitted: [PermissionDeniedError, "The user has no permission for this"],
  notFound: [NotFoundError, "The values, program or result does not exist, or has expired"],
  programNotFound: [NotFoundError, "The program does not exist"],
  invalidRequest: [InvalidArgumentError, "The node refused the request as invalid"],
  preconditionFailed: [
    FailedPreconditionError,
    "The node refused the request in its present state",
  ],
  depositCredited: [FailedPreconditionError, "The deposit is in the balance already"],
  nonceUsed: [FailedPreconditionError, "The quote or receipt was used before, and is valid once"],
  quoteExpired: [QuoteExpiredError, "The quote has expired: ask for a new one"],
  notEnoughFunds: [
    InsufficientFundsError,
    "The balance does not cover the price: call addFunds(), or pass `payer` to VmClient.create",
  ],
};

/**
 * Makes a `VmError` from anything that a request threw:
 *
 * - a `VmError` stays as it is;
 * - a node's refusal becomes the class of its reason, or `InternalError` if the reason has no class;
 * - a missing answer becomes `UnavailableError`;
 * - an answer that is not a node's, and anything else, becomes `InternalError`.
 *
 * The original is the `cause`, the facts are in `failure`.
 *
 * @param who The receiver of the request, for the message.
 */
export function toVmError(
  error: unknown,
  fields: VmErrorFields = {},
  who = "The node",
): VmError {
  if (error instanceof VmError) return error;
  const failure = readFailure(error);
  const context = { ...fields, failure, cause: error };
  const { reason, delivery, from, mayPass, words = "" } = failure;
  if (reason === "notAllowed") {
    return new FailedPreconditionError(`${who} was not asked: ${words}`, context);
  }
  if (from === "client") {
    return new InternalError(`The client failed unexpectedly: ${words}`, context);
  }
  if (reason === "unreachable") {
    return new UnavailableError(`${who} cannot be reached: ${words}`, context);
  }
  const found = error instanceof ConnectError ? error.cause : undefined;
  if (reason === "unusableAnswer") {
    return new InternalError(`${who} gave an answer that cannot be used: ${words}`, context);
  }
  if (reason === "notANode" && found instanceof NoAnswer) {
    const what = `Something in front of ${who[0]!.toLowerCase()}${who.slice(1)} answered ${words}`;
    return mayPass ? new UnavailableError(what, context) : new InternalError(what, context);
  }
  if (delivery !== "answered") {
    return new InternalError(`${who} gave an answer that is not a node's: ${words}`, context);
  }
  const [Class, beginning] = reports[reason] ?? [InternalError, "The request failed"];
  return new Class(`${beginning}. ${who} says: ${words || "(no message)"}`, context);
}

function wordsOf(error: unknown): string {
  return shortened(messageOf(error));
}

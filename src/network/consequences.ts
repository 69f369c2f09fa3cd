import type { Delivery, FailureReason } from "../errors/mod.ts";

/** What follows from a failure. */
export type Consequence =
  /** The same request is sent again, a limited number of times. */
  | "askAgain"
  /** The same request is sent again until the call ends, since the network is only late or busy. */
  | "wait"
  /** This call ends. The next one sends the same request again. */
  | "resume"
  /** The same request is never sent again. */
  | "giveUp"
  /** An earlier attempt was served, and its answer was lost: the request is done. */
  | "believe";

const always = (consequence: Consequence): Record<Delivery, Consequence> => ({
  notSent: consequence,
  unknown: consequence,
  answered: consequence,
});
/** For a refusal that says that the request was served before: by whom, the earlier attempts tell. */
const ifLostBefore = { notSent: "giveUp", unknown: "believe", answered: "giveUp" } as const;

/**
 * What follows from a failure: first by its reason, then by how far earlier attempts of the same
 * request got. Without earlier attempts that is `notSent`.
 */
export const consequences: Readonly<
  Record<FailureReason, Readonly<Record<Delivery, Consequence>>>
> = {
  aborted: always("resume"),
  timeLimit: always("resume"),
  unreachable: always("askAgain"),
  notAllowed: always("resume"),
  notSigned: always("resume"),
  notANode: always("resume"),
  clientFailed: always("resume"),
  busy: always("wait"),
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
  // The payload has a nonce of this client, so nobody else can have had it credited.
  depositCredited: always("believe"),
  notCommitted: always("wait"),
  // One endpoint's word does not show which transaction took the number.
  sequenceTaken: always("wait"),
  transactionExpired: always("wait"),
  alreadySubmitted: always("believe"),
  wrongSignature: always("giveUp"),
  feeTooLow: always("giveUp"),
  notLoaded: always("resume"),
  transactionRefused: always("giveUp"),
};

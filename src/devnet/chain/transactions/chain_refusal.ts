/** What the Cosmos SDK calls its errors, with their numbers; `log`s end in the words. */
const reasons = {
  txParse: [2, "tx parse error"],
  unauthorized: [4, "unauthorized"],
  insufficientFunds: [5, "insufficient funds"],
  unknownRequest: [6, "unknown request"],
  invalidAddress: [7, "invalid address"],
  invalidPublicKey: [8, "invalid pubkey"],
  unknownAddress: [9, "unknown address"],
  invalidCoins: [10, "invalid coins"],
  outOfGas: [11, "out of gas"],
  memoTooLarge: [12, "memo too large"],
  insufficientFee: [13, "insufficient fee"],
  tooManySignatures: [14, "maximum number of signatures exceeded"],
  noSignatures: [15, "no signatures supplied"],
  invalidRequest: [18, "invalid request"],
  keyNotFound: [22, "key not found"],
  invalidHeight: [26, "invalid height"],
  txTimeoutHeight: [30, "tx timeout height"],
  wrongSequence: [32, "incorrect account sequence"],
  logic: [35, "internal logic error"],
  notFound: [38, "not found"],
} as const satisfies Record<string, readonly [number, string]>;

/** Why the chain refuses something, by the name of the Cosmos SDK's error. */
export type RefusalReason = keyof typeof reasons;

/** The chain's answer to a transaction or question that it does not accept. The message is the `log` of the answer. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  /** Who gave `code` its meaning. */
  readonly codespace: "sdk" | "undefined";
  /** Which error it is within the codespace. */
  readonly code: number;
  /** The error's name; `undefined` for one that the SDK does not number. */
  readonly reason: RefusalReason | undefined;

  constructor(reason: RefusalReason | undefined, message: string) {
    super(message);
    this.reason = reason;
    this.codespace = reason === undefined ? "undefined" : "sdk";
    this.code = reason === undefined ? 1 : reasons[reason][0];
  }
}

/** A refusal with a detail in front of the SDK's words. */
export function refusal(reason: RefusalReason, detail: string): Refusal {
  return new Refusal(reason, `${detail}: ${reasons[reason][1]}`);
}

/** The errors of the Cosmos SDK: their codes, and the words in which `log` ends. */
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

/** The name of an error of the Cosmos SDK. */
export type ChainRefusalReason = keyof typeof reasons;

/** The chain's refusal of a transaction or query. Its message is the `log` of the answer. */
export class ChainRefusal extends Error {
  override readonly name = "ChainRefusal";
  /** The namespace of `code`. */
  readonly codespace: "sdk" | "undefined";
  /** The code of the error. */
  readonly code: number;
  /** The name of the error; `undefined` for an error without a code in the SDK. */
  readonly reason: ChainRefusalReason | undefined;

  constructor(reason: ChainRefusalReason | undefined, message: string) {
    super(message);
    this.reason = reason;
    this.codespace = reason === undefined ? "undefined" : "sdk";
    this.code = reason === undefined ? 1 : reasons[reason][0];
  }
}

/** A refusal whose message is a detail, followed by the SDK's words. */
export function chainRefusal(reason: ChainRefusalReason, detail: string): ChainRefusal {
  return new ChainRefusal(reason, `${detail}: ${reasons[reason][1]}`);
}

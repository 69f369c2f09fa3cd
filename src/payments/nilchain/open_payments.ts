import { encodeHex } from "../../base/hex.ts";
import type { Failure } from "../../errors/mod.ts";
import type { ChainView } from "./chain_view.ts";
import type { BlocksRead, Fate, Followed } from "./payment_fate.ts";
import type { PaymentIntent, SignedTx } from "./signed_tx.ts";

/** A payment that was signed, until its outcome is known. */
export class OpenPayment implements Followed {
  readonly intent: PaymentIntent;
  readonly read = new Map<ChainView, BlocksRead>();
  /**
   * All its transactions. Those that may still be made have the latest sequence number, so that at most
   * one of them is made.
   */
  transactions: readonly SignedTx[];
  sinceHeight: number;
  /** The chain's height at the first look after it was sent. */
  sentHeight: number | undefined;
  /** Whether an endpoint has taken it. */
  isAccepted = false;
  /** Why the endpoints refused it, if waiting does not help. */
  refusal: Failure | undefined;
  /** What an endpoint said last, if it did not take the payment. */
  objection: string | undefined;
  /** How many calls wait for what becomes of it. */
  followers = 0;
  /** What has become of it, once a block shows it. */
  outcome: Extract<Fate, { kind: "paid" | "failed" }> | undefined;
  /**
   * Whether it can still be made by its present transactions. It is `displaced` when another
   * transaction has its sequence number, and `dead` when its last block has passed: its sequence number
   * is free then.
   */
  state: "live" | "displaced" | "dead" = "live";

  /** Made with the first transaction. */
  constructor(intent: PaymentIntent, signed: SignedTx, height: number) {
    this.intent = intent;
    this.transactions = [signed];
    this.sinceHeight = height;
  }

  /** The transaction that is sent. */
  get current(): SignedTx {
    return this.transactions.at(-1)!;
  }

  /** The sequence number of its transactions. */
  get sequence(): number {
    return this.current.sequence;
  }

  /** Whether one of its transactions was replaced by one with another sequence number. */
  isReplaced(txHash: string): boolean {
    return this.transactions.some((tx) => tx.txHash === txHash && tx.sequence !== this.sequence);
  }

  /** Whether an earlier transaction of the wallet may have its sequence number. */
  get isRefused(): boolean {
    return !this.isAccepted;
  }

  /** Whether it may still be made. */
  get isLive(): boolean {
    return this.outcome === undefined && this.state === "live";
  }

  /** Counts a call that waits for what becomes of it, until it is disposed of. */
  follow(): Disposable {
    this.followers++;
    return { [Symbol.dispose]: () => void this.followers-- };
  }

  /** Continues with a new transaction. */
  signedAgain(signed: SignedTx, height: number): void {
    if (signed.sequence !== this.sequence) this.sinceHeight = height;
    this.transactions = [...this.transactions, signed];
    this.sentHeight = undefined;
    this.isAccepted = false;
    this.refusal = this.objection = undefined;
    this.state = "live";
  }
}

/** The payments of a wallet whose outcome is unknown or was not asked for yet. */
export class OpenPayments {
  readonly #byIntent = new Map<string, OpenPayment>();
  readonly #byHash = new Map<string, OpenPayment>();

  /** The payment of an intent. */
  get(intent: PaymentIntent): OpenPayment | undefined {
    return this.#byIntent.get(keyOf(intent));
  }

  /** The payment that a transaction belongs or belonged to. */
  byHash(txHash: string): OpenPayment | undefined {
    return this.#byHash.get(txHash);
  }

  /** Remembers a payment with its present transaction. */
  add(payment: OpenPayment): void {
    this.#byIntent.set(keyOf(payment.intent), payment);
    this.#byHash.set(payment.current.txHash, payment);
  }

  /** Takes note of what a block shows about the sequence number of a payment. */
  settle(
    payment: OpenPayment,
    fate: Extract<Fate, { kind: "paid" | "failed" | "displaced" }>,
  ): void {
    if (fate.kind !== "displaced") payment.outcome = fate;
    for (const other of this.#byIntent.values()) {
      if (other.sequence === payment.sequence && other.outcome === undefined) {
        if (other === payment || fate.kind !== "displaced") other.state = "displaced";
      }
    }
  }

  /** Forgets a payment whose outcome was told. */
  delete(payment: OpenPayment): void {
    const key = keyOf(payment.intent);
    if (this.#byIntent.get(key) === payment) this.#byIntent.delete(key);
    for (const [txHash, other] of this.#byHash) {
      if (other === payment) this.#byHash.delete(txHash);
    }
  }

  /** The payments that may still be made, by their sequence numbers. */
  live(): OpenPayment[] {
    return [...this.#byIntent.values()].filter(({ isLive }) => isLive)
      .sort((a, b) => a.sequence - b.sequence);
  }

  /** The lowest sequence number from `committed` on that no live payment has. */
  nextSequence(committed: number): number {
    let next = committed;
    for (const { sequence } of this.live()) {
      if (sequence === next) next++;
    }
    return next;
  }
}

function keyOf({ amountUnil, resource }: PaymentIntent): string {
  return `${amountUnil}/${encodeHex(resource)}`;
}

import { fromBinary } from "@bufbuild/protobuf";
import type { Call } from "../async/deadline.ts";
import { encodeHex } from "../base/hex.ts";
import { uuidFromBytes } from "../base/uuid.ts";
import { FailedPreconditionError, PaymentUnknownError, type VmError } from "../errors/mod.ts";
import { ReceiptSchema } from "../gen/nillion/payments/v1/receipt_pb.ts";
import type { Connection } from "../network/connect.ts";
import { untilAborted } from "../async/until_aborted.ts";
import { endsPayment, toVmError } from "../network/failure.ts";
import { readTimestamp } from "./checks.ts";
import { Deposit } from "./deposit.ts";
import type { PaymentEntry } from "./payment_log.ts";
import { type PaymentMeans, Purchase } from "./purchase.ts";
import { copySigned, expiryOf, readSignedQuote, type SignedQuote } from "./quote.ts";
import { copyReceipt, type SignedReceipt } from "./receipt.ts";

/** A payment of an earlier process, as its journal tells it. */
export interface EarlierPayment {
  /** What was paid: `Storing values`, or `Adding funds for user 5f1d...`. */
  readonly action: string;
  /** The price on the chain, or the amount of the deposit, in unil. */
  readonly amountUnil: bigint;
  /** The hash of the transaction on the chain, if there is one. */
  readonly txHash: string | undefined;
  /** The operation of a purchase, as a quote names it, such as `storeValues`. */
  readonly operation: string | undefined;
  /**
   * The quote of a purchase. If you know the transaction that paid it,
   * `client.getPaymentReceipt(payment, txHash)` gives the receipt.
   */
  readonly signed: SignedQuote | undefined;
}

/** A payment that stays in the journal. */
export interface KeptPayment extends EarlierPayment {
  /** Removes it from the journal. */
  discard(): Promise<void>;
}

/** A purchase that is paid and not used up. */
export interface OpenPurchase extends KeptPayment {
  /**
   * The receipt. Make the operation again with the same arguments, and pass this to its
   * `invokeWithReceipt()`.
   */
  readonly receipt: SignedReceipt;
  /** When the receipt expires. */
  readonly expiresAt: Date;
  /**
   * For a write, the id of what it writes: of the values, of the program or of the computation. A read
   * shows whether it is there.
   */
  readonly id: string | undefined;
  /**
   * Whether some nodes may have served a write with the receipt before the crash. These nodes refuse it,
   * and `invokeWithReceipt()` would leave the nodes with shares of different writes. Read what is under
   * the `id` instead. If too few nodes have it, delete it and store the values anew.
   *
   * For a read it is `false` in any case. Nodes that have served it refuse the receipt too.
   */
  readonly mayBeUsed: boolean;
}

/** A payment whose outcome is not known yet, or that could not be completed now. */
export interface UnsettledPayment extends KeptPayment {
  /** Why. Call `resumePayments()` again. */
  readonly error: VmError;
}

/** A payment that may have been made, and that gives nothing. */
export interface LostPayment extends EarlierPayment {
  /** Why. It is no longer in the journal. */
  readonly error: VmError;
}

/**
 * What became of the payments of earlier processes.
 *
 * @example Use what an earlier process has bought
 * ```ts
 * import { SecretInteger } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { memoryJournal } from "@nilvm/client/journal";
 * import { PrivateKey } from "@nilvm/client/keys";
 * import { assertEquals } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * const journal = memoryJournal();
 * const options = { key: PrivateKey.random(), journal, paymentMode: "perOperation" } as const;
 * const values = { answer: new SecretInteger(42) };
 *
 * {
 *   await using client = await devnet.client(options);
 *   const leader = devnet.nodes.find((node) => node.isLeader)!;
 *   using _ = leader.inject({ kind: "down", methods: ["PaymentReceipt"] });
 *   const storing = client.storeValues(values, { ttlDays: 1 });
 *   await storing.invoke({ timeoutMs: 3_000 }).catch(() => {}); // Paid, and without a receipt.
 * }
 *
 * await using client = await devnet.client(options);
 * const { open: [purchase] } = await client.resumePayments();
 * const storing = client.storeValues(values, { ttlDays: 1 });
 * const id = await storing.invokeWithReceipt(purchase!.receipt);
 *
 * assertEquals(id, purchase!.id);
 * ```
 */
export interface ResumedPayments {
  /** The deposits that are credited now. */
  readonly credited: readonly EarlierPayment[];
  /** The purchases that are paid and not used up. They stay in the journal until then. */
  readonly open: readonly OpenPurchase[];
  /** The payments that stay in the journal, to be tried again. */
  readonly unsettled: readonly UnsettledPayment[];
  /** The payments that are lost. */
  readonly lost: readonly LostPayment[];
}

/** A payment of an earlier process that is not settled yet, with its record. */
interface Begun {
  readonly entry: PaymentEntry;
  readonly purchase: Purchase | undefined;
}

/** The payments that earlier processes left in the journal of a client. */
export class EarlierPayments {
  readonly #means: PaymentMeans;
  readonly #connection: Connection;
  /**
   * Those that a call went on with and did not settle, by the ids of their records. A request for a
   * receipt outlives its call, and the leader gives a receipt once: a later call takes its result.
   */
  readonly #begun = new Map<string, Begun>();
  #running: Promise<ResumedPayments> | undefined;

  /** Finds them in the journal of the means. */
  constructor(means: PaymentMeans, connection: Connection) {
    this.#means = means;
    this.#connection = connection;
  }

  /**
   * Goes on with all of them: credits deposits, and gets receipts. It pays nothing on the chain. A price
   * that was to be taken from the balance is asked for once more, since it is not known whether the
   * leader got the request.
   *
   * @throws {FailedPreconditionError} When the journal cannot be read.
   */
  async resume(call: Call): Promise<ResumedPayments> {
    // Calls at the same time share one attempt: the leader gives a receipt once.
    if (this.#running !== undefined) return await untilAborted(this.#running, call.signal);
    this.#running = this.#resumeAll(call).finally(() => this.#running = undefined);
    return await this.#running;
  }

  async #resumeAll(call: Call): Promise<ResumedPayments> {
    const resumed: Collected = { credited: [], open: [], unsettled: [], lost: [] };
    const left = await this.#means.log.takeLeft(call.signal);
    const resumeAll = (kind: ReturnType<typeof kindOf>) =>
      Promise.all(
        left.filter((one) => kindOf(one) === kind)
          .map((one) => this.#resumeOne(one, { ...call }, resumed)),
      );
    const purchases = resumeAll("purchase");
    // The balance may cover a price only when these are credited.
    await resumeAll("deposit");
    await resumeAll("balance");
    await purchases;
    return resumed;
  }

  async #resumeOne(found: PaymentEntry, call: Call, resumed: Collected): Promise<void> {
    const begun = this.#begun.get(found.id);
    this.#begun.delete(found.id);
    const { entry } = begun ?? { entry: found };
    let purchase = begun?.purchase;
    const { action, amountUnil, payload, quote, operation } = entry.record;
    const earlier = () => ({
      action,
      amountUnil,
      txHash: entry.record.pending?.txHash,
      operation,
      signed: quote && copySigned({ signed: quote }),
    });
    entry.take();
    entry.tell(true, call);
    try {
      if (payload !== undefined) {
        const deposit = new Deposit(this.#connection, this.#means.payer, payload, entry);
        if (await deposit.resume(call) !== undefined) resumed.credited.push(earlier());
      } else {
        purchase ??= new Purchase(readSignedQuote(quote!), entry, this.#means, this.#connection);
        const open = await resumePurchase(purchase, entry, this.#means, this.#connection, call);
        if (open !== undefined) resumed.open.push({ ...earlier(), ...open });
      }
    } catch (thrown) {
      const error = toVmError(thrown);
      if (endsPayment(error)) {
        await entry.end(call);
        resumed.lost.push({ ...earlier(), error });
      } else {
        this.#begun.set(entry.id, { entry, purchase });
        const discard = () => {
          this.#begun.delete(entry.id);
          return entry.discard(unlimited(call));
        };
        resumed.unsettled.push({ ...earlier(), error, discard });
      }
    } finally {
      entry.letGo();
    }
  }
}

/** A deposit, a purchase, or one that is paid from the balance. */
function kindOf({ record }: PaymentEntry): "deposit" | "purchase" | "balance" {
  if (record.payload !== undefined) return "deposit";
  return record.isFromBalance && !record.isOnChain ? "balance" : "purchase";
}

/** What a caller does after the call has no limits. */
function unlimited(call: Call): Call {
  return { ...call, signal: new AbortController().signal };
}

type Collected = { [List in keyof ResumedPayments]: ResumedPayments[List][number][] };

/** Gives the open purchase, or `undefined` when the quote was not paid. */
async function resumePurchase(
  purchase: Purchase,
  entry: PaymentEntry,
  means: PaymentMeans,
  connection: Connection,
  call: Call,
): Promise<Omit<OpenPurchase, keyof EarlierPayment> | undefined> {
  const { quote } = purchase;
  let receipt;
  try {
    receipt = await purchase.resume(call);
  } catch (error) {
    // Without a transaction that can be asked for, only the end of the quote decides.
    const isNamed = entry.record.pending !== undefined;
    if (isNamed || !(error instanceof PaymentUnknownError)) throw error;
    const isOver = await expiryOf(quote.expiresAt, connection, call) === "expired";
    throw isOver ? lost(error.message, error) : error;
  }
  if (receipt === undefined) {
    await entry.end(call);
    return undefined;
  }
  const { isSent = false, isWrite = false, target } = entry.record;
  const { identifier, expiresAt } = fromBinary(ReceiptSchema, receipt.receipt);
  const end = readTimestamp(expiresAt, "The receipt");
  const id = isWrite ? target ?? uuidFromBytes(identifier) : undefined;
  if (await expiryOf(end, connection, call) === "expired") {
    const hint = isSent ? `. Nodes may have served it before: read what is under ${id}` : "";
    throw lost(`The receipt expired at ${end.toISOString()}${hint}`);
  }
  means.log.given.set(encodeHex(receipt.receipt), entry);
  return {
    receipt: copyReceipt(receipt)!,
    expiresAt: end,
    id,
    mayBeUsed: isSent,
    discard: () => entry.discard(unlimited(call)),
  };
}

function lost(message: string, cause?: unknown): FailedPreconditionError {
  const failure = { delivery: "answered", reason: "quoteExpired", from: "client" } as const;
  return new FailedPreconditionError(message, { phase: "receipt", failure, cause });
}

import { decodeHex, encodeHex } from "../base/hex.ts";
import { messageOf, shortened } from "../base/text.ts";
import type { Environment } from "../async/environment.ts";
import type { Call } from "../async/deadline.ts";
import { untilAborted } from "../async/until_aborted.ts";
import { FailedPreconditionError } from "../errors/mod.ts";
import type { Journal } from "../journal/journal.ts";
import type { PendingPayment } from "./payer.ts";
import type { SignedQuote } from "./quote.ts";
import type { SignedReceipt } from "./receipt.ts";

/** What a journal keeps of a purchase or a deposit. It holds no key, no secret and no share. */
export interface PaymentRecord {
  /** For a purchase: the operation as a quote names it, such as `storeValues`. */
  readonly operation?: string | undefined;
  /** For a write: the id of what it writes, if that is not in the receipt. */
  readonly target?: string | undefined;
  /** The user who pays, in hex. */
  readonly user: string;
  /** The public key of the leader, who sells operations and credits deposits, in hex. */
  readonly leader: string;
  /** What is paid, for people: `Storing values`. */
  readonly action: string;
  /** The price on the chain, or the amount of the deposit, in unil. */
  readonly amountUnil: bigint;
  /** For a purchase: the quote. */
  readonly quote?: SignedQuote;
  /** For a purchase: whether the operation writes. */
  readonly isWrite?: boolean;
  /** For a deposit: its payload, which the leader credits. */
  readonly payload?: Uint8Array;
  /** Whether the leader is asked to take the price from the balance. */
  readonly isFromBalance?: boolean | undefined;
  /** Whether a payer was asked to pay on the chain. */
  readonly isOnChain?: boolean;
  /** The payment on the chain. */
  readonly pending?: PendingPayment | undefined;
  /** The receipt. */
  readonly receipt?: SignedReceipt;
  /** Whether nodes may have got a write with the receipt. */
  readonly isSent?: boolean;
}

const version = 1;

/** How many records are taken before those of dropped operations are looked for. */
const sweepSizeMin = 256;

/** Writes the record as text. Bytes become hex, which `decode` reads. */
function encode(record: PaymentRecord): string {
  return JSON.stringify({ version, ...record }, (_key, value) => {
    if (typeof value === "bigint") return { unil: String(value) };
    return value instanceof Uint8Array ? { hex: encodeHex(value) } : value;
  });
}

function decode(text: string): PaymentRecord {
  const { version: found, ...record } = JSON.parse(text, (_key, value) => {
    if (typeof value?.unil === "string") return BigInt(value.unil);
    return typeof value?.hex === "string" ? decodeHex(value.hex) : value;
  });
  if (found !== version) {
    throw new RangeError(`it has version ${found}, and this client reads version ${version}`);
  }
  return record;
}

/** The record of one purchase or deposit. It is in the journal from its first change until its end. */
export class PaymentEntry {
  /** Its id in the journal. */
  readonly id: string;
  readonly #log: PaymentLog;
  #record: PaymentRecord;
  #isWritten: boolean;
  #isEnded = false;
  #isLetGo = false;
  #latest: Promise<void> = Promise.resolve();

  /** Made by a `PaymentLog`. */
  constructor(log: PaymentLog, id: string, record: PaymentRecord, isWritten: boolean) {
    this.id = id;
    this.#log = log;
    this.#record = record;
    this.#isWritten = isWritten;
  }

  /** What is known. */
  get record(): PaymentRecord {
    return this.#record;
  }

  /**
   * Writes down what changed, before the step that it is about.
   *
   * @param call Stops waiting for a journal that hangs.
   * @throws {FailedPreconditionError} When the journal cannot be written. The step must not be made.
   */
  async write(changes: Partial<PaymentRecord>, call: Call): Promise<void> {
    const { signal } = call;
    const isNews = !this.#isWritten || changes.pending !== undefined;
    // It may be written although nobody waits for it any longer.
    this.#isWritten = true;
    // A request that outlives its call may write after the record was let go.
    if (!this.#isLetGo) this.take();
    try {
      const written = this.#inOrder(async () => {
        // What other changes have added in the meantime stays.
        await this.#log.journal.write(this.id, encode({ ...this.#record, ...changes }));
        this.#record = { ...this.#record, ...changes };
      });
      await untilAborted(written, signal);
    } catch (cause) {
      signal.throwIfAborted();
      throw new FailedPreconditionError(
        `The journal cannot be written, so nothing more was sent: ${
          shortened(messageOf(cause))
        }. Mend it, and call again: what is paid stays paid`,
        { phase: "payment", cause },
      );
    }
    if (isNews) this.tell(true, call);
    if (this.#isEnded) await this.end(call);
  }

  /** Writes down what has happened already, as well as it can be done. */
  async note(changes: Partial<PaymentRecord>, call: Call): Promise<void> {
    // It is so, whether the journal takes it or not: the next change writes it, too.
    this.#record = { ...this.#record, ...changes };
    await this.write(changes, call).catch(() => {});
  }

  /** Removes the record: nothing is left to pay, to get or to use. A journal that fails keeps it. */
  async end(call: Call): Promise<void> {
    await this.discard(call).catch(() => {});
  }

  /**
   * Removes the record.
   *
   * @throws What the journal throws. The record is still there then.
   */
  async discard(call: Call): Promise<void> {
    this.#isEnded = true;
    this.letGo();
    if (!this.#isWritten) return;
    await untilAborted(this.#inOrder(() => this.#log.journal.remove(this.id)), call.signal);
    this.#isWritten = false;
    this.tell(false, call);
  }

  /** Tells who observes the call whether something is left of it. */
  tell(isOpen: boolean, { observer }: Call): void {
    observer?.payment(this.id, isOpen, this.#record);
  }

  /** Changes the journal after the changes before: a write that nobody waits for must not undo a removal. */
  #inOrder(change: () => Promise<void>): Promise<void> {
    const changed = this.#latest.then(change);
    this.#latest = changed.catch(() => {});
    return changed;
  }

  /** Leaves the record to `resumePayments()`. */
  letGo(): void {
    this.#isLetGo = true;
    this.#log.letGo(this.id);
  }

  /** Takes the record for an operation, so that `resumePayments()` leaves it alone. */
  take(): void {
    this.#isLetGo = false;
    this.#log.take(this);
  }
}

/** A record that is kept only while an operation has it. */
type Held = Pick<WeakRef<PaymentEntry>, "deref">;

/** Without weak references, as in Workers of 2024, a record is kept until its operation lets go of it. */
function held(entry: PaymentEntry): Held {
  return "WeakRef" in globalThis ? new WeakRef(entry) : { deref: () => entry };
}

/** The records of one user at one leader in a journal. */
export class PaymentLog {
  /** Where the records are kept. */
  readonly journal: Journal;
  /** The records of receipts that `resumePayments()` gave, by the receipt in hex. */
  readonly given: Map<string, PaymentEntry> = new Map();
  readonly #owner: Pick<PaymentRecord, "user" | "leader">;
  readonly #environment: Pick<Environment, "randomBytes">;
  /** The records that operations go on with. An operation that its user has dropped keeps none. */
  readonly #taken = new Map<string, Held>();
  #sweepAt = sweepSizeMin;

  /** Keeps records in a journal. */
  constructor(
    journal: Journal,
    owner: Pick<PaymentRecord, "user" | "leader">,
    environment: Pick<Environment, "randomBytes">,
  ) {
    this.journal = journal;
    this.#owner = owner;
    this.#environment = environment;
  }

  /** Begins a record. Nothing is written yet. */
  begin(record: Omit<PaymentRecord, "user" | "leader">): PaymentEntry {
    const id = encodeHex(this.#environment.randomBytes(16));
    return new PaymentEntry(this, id, { ...this.#owner, ...record }, false);
  }

  /** Notes that an operation goes on with a record. */
  take(entry: PaymentEntry): void {
    this.#taken.set(entry.id, held(entry));
    if (this.#taken.size < this.#sweepAt) return;
    for (const [id, ref] of this.#taken) if (ref.deref() === undefined) this.#taken.delete(id);
    this.#sweepAt = Math.max(sweepSizeMin, 2 * this.#taken.size);
  }

  /** Notes that nobody goes on with a record. */
  letGo(id: string): void {
    this.#taken.delete(id);
  }

  /** Takes the records that nobody goes on with. No other call gets them until they are let go. */
  async takeLeft(signal: AbortSignal): Promise<PaymentEntry[]> {
    const all = await this.records(signal);
    const taken = all.filter(({ id }) => this.#taken.get(id)?.deref() === undefined);
    for (const entry of taken) entry.take();
    return taken;
  }

  /**
   * The records of the user at the leader.
   *
   * @param signal Stops waiting for a journal that hangs.
   * @throws {FailedPreconditionError} When the journal, or an entry in it, cannot be read.
   */
  async records(signal: AbortSignal): Promise<PaymentEntry[]> {
    let entries: Iterable<readonly [string, string]>;
    try {
      entries = await untilAborted((async () => await this.journal.entries())(), signal);
    } catch (cause) {
      signal.throwIfAborted();
      throw unreadable("The journal", "", cause);
    }
    const found: PaymentEntry[] = [];
    for (const [id, text] of entries) {
      let record: PaymentRecord;
      try {
        record = decode(text);
      } catch (cause) {
        const advice = ". Remove it by hand, or use another journal";
        throw unreadable(`The entry ${shortened(id)} of the journal`, advice, cause);
      }
      const { user, leader } = this.#owner;
      if (record.user !== user || record.leader !== leader) continue;
      found.push(new PaymentEntry(this, id, record, true));
    }
    return found;
  }
}

function unreadable(what: string, advice: string, cause: unknown): FailedPreconditionError {
  return new FailedPreconditionError(
    `${what} cannot be read: ${shortened(messageOf(cause))}${advice}`,
    { phase: "payment", cause },
  );
}

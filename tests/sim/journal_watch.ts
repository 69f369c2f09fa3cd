/** Watches the changes of a journal: what was acknowledged is there after a crash. */
import { fromBinary } from "@bufbuild/protobuf";
import { decodeHex, encodeHex } from "../../src/base/hex.ts";
import { PriceQuoteSchema } from "../../src/gen/nillion/payments/v1/quote_pb.ts";
import { here } from "./here.ts";

/** A change that a process asked for. No `entry` removes it. */
interface Change {
  readonly id: string;
  readonly entry: string | undefined;
}

/** A change of the entry of a quote. */
interface QuoteChange {
  readonly isWrite: boolean;
  readonly begunMs: number;
  /** When it was acknowledged; never if its process crashed first. */
  doneMs: number;
}

/** The journal of one client, through all its processes. */
export class JournalWatch {
  /** The nonces of the quotes whose receipts the journal has acknowledged. */
  readonly receipts = new Set<string>();
  /** The nonces of the quotes whose entries `resumePayments()` has begun to remove. */
  readonly dropped = new Set<string>();
  /** What was acknowledged, or was there. */
  readonly #kept = new Map<string, string>();
  readonly #underWay = new Set<Change>();
  /** The changes of the entry of each quote, by nonce. */
  readonly #ofQuotes = new Map<string, QuoteChange[]>();
  readonly #nowMs: () => number;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  /** A change begins. Gives what to call when it is acknowledged. */
  begin(id: string, entry: string | undefined): () => void {
    const change = { id, entry };
    this.#underWay.add(change);
    const last = entry ?? this.#kept.get(id);
    const { nonce, hasReceipt } = last === undefined ? {} as QuoteOf : quoteOf(last);
    if (nonce !== undefined && entry === undefined && (here()?.step ?? 0) < 0) {
      this.dropped.add(nonce);
    }
    const ofQuote = { isWrite: entry !== undefined, begunMs: this.#nowMs(), doneMs: Infinity };
    if (nonce !== undefined) this.#ofQuotes.set(nonce, [...this.#changesOf(nonce), ofQuote]);
    return () => {
      ofQuote.doneMs = this.#nowMs();
      this.#underWay.delete(change);
      if (entry === undefined) this.#kept.delete(id);
      else this.#kept.set(id, entry);
      if (nonce !== undefined && hasReceipt) this.receipts.add(nonce);
    };
  }

  /**
   * Whether a call ended while the entry of its quote was being written, and its process crashed before it could have removed
   * the entry.
   */
  wasLeftBehind(nonce: string, endMs: number, crashedMs: number): boolean {
    const changes = this.#changesOf(nonce).filter(({ begunMs }) => begunMs <= crashedMs);
    const isWritten = changes.some(({ isWrite, begunMs, doneMs }) =>
      isWrite && begunMs <= endMs && doneMs >= endMs
    );
    return isWritten && changes.at(-1)!.doneMs >= crashedMs;
  }

  #changesOf(nonce: string): readonly QuoteChange[] {
    return this.#ofQuotes.get(nonce) ?? [];
  }

  /** Looks at what a new process finds. Gives what is wrong, in words. */
  find(entries: Iterable<readonly [id: string, entry: string]>): string[] {
    const found = new Map(entries);
    const ids = new Set([...this.#kept.keys(), ...found.keys()]);
    const problems = [...ids].flatMap((id) => {
      const possible = [this.#kept.get(id)];
      for (const change of this.#underWay) if (change.id === id) possible.push(change.entry);
      if (possible.includes(found.get(id))) return [];
      return [`the entry ${id} is ${shown(found.get(id))}, and was ${possible.map(shown)}`];
    });
    this.#kept.clear();
    for (const [id, entry] of found) this.#kept.set(id, entry);
    this.#underWay.clear();
    return problems;
  }
}

function shown(entry: string | undefined): string {
  return entry === undefined ? "gone" : `${entry.slice(0, 100)}... (${entry.length} characters)`;
}

/** What an entry says of a quote. A deposit has none. */
interface QuoteOf {
  readonly nonce?: string | undefined;
  readonly hasReceipt?: boolean;
}

function quoteOf(entry: string): QuoteOf {
  const { receipt, quote } = JSON.parse(entry);
  if (quote === undefined) return {};
  const { nonce } = fromBinary(PriceQuoteSchema, decodeHex(quote.quote.hex)!);
  return { nonce: encodeHex(nonce), hasReceipt: receipt !== undefined };
}

/** What clients send and get: the quotes of each step, and whether anything secret leaves. */
import { fromBinary } from "@bufbuild/protobuf";
import { decodeHex, encodeHex } from "../../src/base/hex.ts";
import { shareBytesOf } from "../../src/devnet/node/held_share.ts";
import { PriceQuoteSchema, SignedQuoteSchema } from "../../src/gen/nillion/payments/v1/quote_pb.ts";
import {
  PaymentReceiptRequestSchema,
  ReceiptSchema,
  SignedReceiptSchema,
} from "../../src/gen/nillion/payments/v1/receipt_pb.ts";
import { NamedValueSchema } from "../../src/gen/nillion/values/v1/value_pb.ts";
import {
  InvokeComputeRequestSchema,
  StoreValuesRequestSchema,
} from "../../src/gen/nilvm/opaque/v1/values_pb.ts";
import { unframe } from "../../tools/grpc_web.ts";
import { type Here, here } from "./here.ts";
import type { SimClock } from "./clock.ts";
import type { Answer, Passing } from "./passing.ts";
import { nameOf, refusalIn } from "./passing.ts";
import type { Findings } from "./story.ts";

/** The shortest share that two nodes cannot have by chance. */
const shareBytesMin = 8;

/** Watches the wire. */
export class WireWatch {
  /** The step that asked for each quote, by nonce. */
  readonly quotes = new Map<string, Here & { readonly isRead: boolean }>();
  /** The price of each quote on the chain, by nonce. */
  readonly prices = new Map<string, bigint>();
  /** The step that each receipt was bought for, and its quote, by the receipt's identifier. */
  readonly receipts = new Map<
    string,
    Partial<Here> & { readonly nonce: string; readonly expiresAtMs: number }
  >();
  /** When a transaction that pays a quote was sent for the first time, by nonce. */
  readonly sentMs = new Map<string, number>();
  /**
   * The nonces of the quotes whose price the leader took from a balance, and gave a receipt, while a proxy gave its answer to
   * the same request once more: that the balance is too low.
   */
  readonly hiddenDebits = new Set<string>();
  readonly #findings: Findings;
  readonly #clock: SimClock;
  /** Secrets as text of one character per byte. */
  readonly #secrets = new Map<string, string>();
  /** The node that each share is for. */
  readonly #shares = new Map<string, number>();

  constructor(findings: Findings, clock: SimClock) {
    this.#findings = findings;
    this.#clock = clock;
  }

  /** Names bytes that no node may see. */
  keepSecret(name: string, bytes: Uint8Array): void {
    this.#secrets.set(latin1(bytes), name);
    this.#secrets.set(encodeHex(bytes), `${name} in hex`);
  }

  /** Looks at a request. */
  sees(passing: Passing): void {
    this.#scan(latin1(passing.body), () => `the request ${nameOf(passing)}`);
    if (passing.method === "broadcast_tx_sync") this.#sends(passing);
    if (typeof passing.to !== "number") return;
    for (const value of sharesIn(passing)) this.#place(value, passing.to, passing);
  }

  #sends({ body }: Passing): void {
    const tx = atob(JSON.parse(new TextDecoder().decode(body)).params.tx);
    for (const nonce of this.prices.keys()) {
      // A nonce has 32 bytes, which are in no other transaction by chance.
      if (this.sentMs.has(nonce) || !tx.includes(latin1(decodeHex(nonce)!))) continue;
      this.sentMs.set(nonce, this.#clock.elapsedMs);
    }
  }

  /** Looks at what a user is told. */
  isTold(text: string): void {
    this.#scan(text, () => `an error: ${text}`);
  }

  /** Looks at an answer. */
  answered(passing: Passing, { headers, body }: Answer): void {
    const by = here();
    const { method } = passing;
    if (headers.has("grpc-status")) return; // It is a refusal.
    if (method === "PaymentReceipt") return this.#receipt(passing, body);
    if (method !== "PriceQuote") return;
    const { quote } = fromBinary(SignedQuoteSchema, unframe(body).message.slice());
    const { nonce, request, fees } = fromBinary(PriceQuoteSchema, quote);
    this.prices.set(encodeHex(nonce), fees!.tokens);
    if (by === undefined) return;
    const isRead = request?.operation.case?.startsWith("retrieve") ?? false;
    this.quotes.set(encodeHex(nonce), { ...by, isRead });
  }

  /** Looks at an answer that never arrives, and at the one to the same request that arrives in its place. */
  hides(passing: Passing, first: Answer, last: Answer): void {
    if (passing.method !== "PaymentReceipt" || refusalIn(first) !== "") return;
    if (refusalIn(last).includes("not enough funds")) this.hiddenDebits.add(quotedIn(passing));
  }

  #receipt(passing: Passing, body: Uint8Array): void {
    const nonce = quotedIn(passing);
    const by = this.quotes.get(nonce);
    const { receipt } = fromBinary(SignedReceiptSchema, unframe(body).message.slice());
    const { identifier, expiresAt } = fromBinary(ReceiptSchema, receipt);
    const expiresAtMs = Number(expiresAt!.seconds) * 1_000;
    this.receipts.set(encodeHex(identifier), { ...by, nonce, expiresAtMs });
  }

  #scan(text: string, where: () => string): void {
    for (const [secret, name] of this.#secrets) {
      if (text.includes(secret)) this.#findings.add("secrecy", `${name} shows in ${where()}`);
    }
  }

  #place(share: string, node: number, passing: Passing): void {
    const owner = this.#shares.get(share);
    this.#shares.set(share, owner ?? node);
    if (owner === undefined || owner === node) return;
    this.#findings.add("secrecy", `a share of node ${owner} is in ${nameOf(passing)}`);
  }
}

/** The nonce of the quote in a request for a receipt. */
function quotedIn({ body }: Passing): string {
  const { signedQuote } = fromBinary(PaymentReceiptRequestSchema, unframe(body).message.slice());
  return encodeHex(fromBinary(PriceQuoteSchema, signedQuote!.quote).nonce);
}

/** The shares of secrets in a request. */
function sharesIn({ method, body }: Passing): string[] {
  const schema = method === "StoreValues"
    ? StoreValuesRequestSchema
    : method === "InvokeCompute"
    ? InvokeComputeRequestSchema
    : undefined;
  if (schema === undefined) return [];
  const { values } = fromBinary(schema, unframe(body).message.slice());
  return values.flatMap((bytes) => {
    const { value } = fromBinary(NamedValueSchema, bytes.slice());
    if (value === undefined || value.value.case?.startsWith("public")) return [];
    return shareBytesOf(value).filter(({ length }) => length >= shareBytesMin).map(encodeHex);
  });
}

function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4096) {
    text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  }
  return text;
}

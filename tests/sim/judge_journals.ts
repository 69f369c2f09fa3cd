/** Judges journals: what they tell of as lost is lost, and when everything is settled nothing stays in them. */
import { fromBinary } from "@bufbuild/protobuf";
import type { EarlierPayment, LostPayment } from "@nilvm/client";
import { encodeHex } from "../../src/base/hex.ts";
import { PriceQuoteSchema } from "../../src/gen/nillion/payments/v1/quote_pb.ts";
import { covers } from "../../src/devnet/leader/ledger.ts";
import { shortOf } from "./step_record.ts";
import type { World } from "./world.ts";

/** The nonce of the quote of a purchase, in hex; none for a deposit. */
export function nonceOf({ signed }: EarlierPayment): string | undefined {
  return signed && encodeHex(fromBinary(PriceQuoteSchema, signed.quote).nonce);
}

/** Judges a payment that a client says is lost, at that moment. */
export function judgeLost(world: World, client: number, lost: LostPayment): void {
  if (mayBeLost(world, client, lost)) return;
  const nonce = nonceOf(lost)?.slice(0, 8);
  world.findings.add(
    "money",
    `client ${client} says that the quote ${nonce} is lost, and it is not: ${shortOf(lost.error)}`,
  );
}

/**
 * Whether a payment is lost of which nobody was told: `resumePayments()` found that the leader had given its receipt, removed
 * the entry, and did not live on.
 */
export function isLostUntold(world: World, client: number, nonce: string): boolean {
  const { dropped, receipts } = world.journals.watchOf(client);
  return dropped.has(nonce) && !receipts.has(nonce) && isReceiptLost(world, nonce);
}

/** Whether the leader gave a receipt that nobody used: who writes it down does that first. */
function isReceiptLost({ stores, wire }: World, nonce: string): boolean {
  const [id] = [...wire.receipts].find(([, bought]) => bought.nonce === nonce) ?? [];
  return stores.spentQuotes.has(nonce) && (id === undefined || !stores.usedReceipts.has(id));
}

/** Whether one of the conditions holds under which `docs/journal.md` says that a payment is lost. */
function mayBeLost(world: World, client: number, { signed, txHash }: LostPayment): boolean {
  // The leader credits a deposit at any time.
  if (signed === undefined) return false;
  const { clock, stores, wire, users, journals, state, plan } = world;
  const { nonce: bytes, expiresAt, fees } = fromBinary(PriceQuoteSchema, signed.quote);
  const nonce = encodeHex(bytes);
  const nowMs = clock.now() + Math.abs(plan.shape.clients[client]!.skewMs);
  if (journals.watchOf(client).receipts.has(nonce)) {
    const [, receipt] = [...wire.receipts].find(([, bought]) => bought.nonce === nonce)!;
    return receipt.expiresAtMs <= nowMs;
  }
  // The leader gave the receipt, and the journal did not get it.
  if (stores.spentQuotes.has(nonce)) return isReceiptLost(world, nonce);
  if (Number(expiresAt!.seconds) * 1_000 <= nowMs) return true;
  // The balance was asked to pay, perhaps did not, and does not cover the price.
  const { ledger } = state.nodes.find(({ leader }) => leader !== undefined)!.leader!;
  return txHash === undefined && !covers(ledger, `${users[client]}`, fees!.credits, clock.now());
}

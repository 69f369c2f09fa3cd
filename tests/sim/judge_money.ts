/** Judges money: an operation pays at most once, and what it paid is bought. */
import { VmError } from "@nilvm/client";
import { isLostUntold } from "./judge_journals.ts";
import type { Step } from "./plan.ts";
import { type Attempt, shortOf, type StepRecord } from "./step_record.ts";
import { type ChainPayment, paymentsOf } from "./store_watch.ts";
import { depositOf } from "./operations.ts";
import type { Restarts } from "./restarts.ts";
import type { World } from "./world.ts";

const invariant = "money";

/** A quote that somebody paid. */
interface Paid {
  readonly step: number;
  readonly beginning: number;
  readonly onChain: number;
  readonly fromBalance: number;
  readonly nonce: string;
  readonly isRead: boolean;
}

/** Judges all payments. */
export function judgeMoney(
  world: World,
  records: readonly StepRecord[],
  restarts: Restarts,
): void {
  const payments = paymentsOf(world.state);
  const paid = paidQuotes(world, payments);
  for (const { step, onChain, fromBalance, nonce } of paid) {
    if (onChain + fromBalance <= 1) continue;
    world.findings.add(
      invariant,
      `step ${step} paid the quote ${
        nonce.slice(0, 8)
      } ${onChain} times on the chain and ${fromBalance} times from the balance`,
    );
  }
  judgeWallets(world, payments);
  for (const record of records) {
    const own = paid.filter(({ step }) => step === record.step.id);
    judgeCount(world, record, own);
    judgeDenials(world, record, own);
    if (record.isCrashed) judgeJournal(world, record, own, payments, restarts);
    else judgeBought(world, record, own);
    if (record.step.kind === "funds") judgeDeposit(world, record, payments);
  }
}

/** What left a wallet was the price of a quote, or a deposit. */
function judgeWallets({ wire, plan, findings }: World, payments: readonly ChainPayment[]): void {
  for (const { resource, amountUnil } of payments) {
    const price = wire.prices.get(resource);
    const isDeposit = price === undefined &&
      plan.steps.some((step) =>
        step.kind === "otherSigner" && amountUnil === 1n ||
        step.kind === "funds" && depositOf(step) === amountUnil
      );
    if (isDeposit || price === amountUnil) continue;
    findings.add(invariant, `a wallet paid ${amountUnil} unil, and the price was ${price}`);
  }
}

/** The quotes that were paid, but for debits that a proxy hid: a client that is told that nothing was paid may pay. */
function paidQuotes({ wire, stores }: World, payments: readonly ChainPayment[]): Paid[] {
  return [...wire.quotes].map(([nonce, own]): Paid => ({
    ...own,
    nonce,
    onChain: payments.filter(({ resource }) => resource === nonce).length,
    fromBalance: (stores.debits.get(nonce)?.length ?? 0) - (wire.hiddenDebits.has(nonce) ? 1 : 0),
  })).filter(({ onChain, fromBalance }) => onChain + fromBalance > 0);
}

/** Each beginning may buy once. A read that confirms a write may have to be bought again at each attempt. */
function judgeCount(world: World, record: StepRecord, paid: readonly Paid[]): void {
  const { step, beginnings, attempts } = record;
  const own = step.confirm ? paid.filter(({ isRead }) => !isRead) : paid;
  if (own.length <= beginnings && paid.length <= beginnings + attempts.length) return;
  world.findings.add(
    invariant,
    `step ${step.id} paid ${paid.length} quotes, began ${beginnings} times and was tried ${attempts.length} times`,
  );
}

/** An operation that failed before it had a receipt and cannot go on has paid nothing. */
function judgeDenials(world: World, record: StepRecord, paid: readonly Paid[]): void {
  for (const attempt of record.attempts) {
    const { error, isResumable, beginning } = attempt;
    if (!(error instanceof VmError) || record.isDisposed || record.step.isDoubled) continue;
    const denies = /nothing was paid/i.test(error.message) ||
      error.code === "PRICE_TOO_HIGH" || error.code === "QUOTE_EXPIRED" && !error.node ||
      isResumable === false && (error.phase === "quote" || error.phase === "payment");
    const one = paid.find((quote) => quote.beginning === beginning);
    if (!denies || one === undefined || isResumable) continue;
    if (isPaidAfterCrash(world, record, attempt, one.nonce)) continue;
    world.findings.add(
      invariant,
      `step ${record.step.id} paid the quote ${one.nonce.slice(0, 8)} and said: ${shortOf(error)}`,
    );
  }
}

/**
 * Whether a call ended while the payment was being written down, so that nothing was paid, and its process crashed before it
 * could remove what it had written. The next process finds it, cannot know that, and pays.
 */
function isPaidAfterCrash(
  { journals, stores, wire }: World,
  { step }: StepRecord,
  { endMs = Infinity, process: { crashedMs } }: Attempt,
  nonce: string,
): boolean {
  if (crashedMs === undefined) return false;
  const debits = stores.debits.get(nonce) ?? [];
  const paidMs = Math.min(wire.sentMs.get(nonce) ?? Infinity, ...debits.map(({ atMs }) => atMs));
  return paidMs > crashedMs && journals.watchOf(step.client).wasLeftBehind(nonce, endMs, crashedMs);
}

/** What was paid on the chain has become a receipt, unless its user gave the operation up. */
function judgeBought(world: World, record: StepRecord, paid: readonly Paid[]): void {
  if (record.isDisposed || record.operation?.isResumable) return;
  const isLate = world.plan.steps.some(({ kind }: Step) => kind === "dayPasses");
  for (const { nonce, onChain } of paid) {
    if (onChain === 0 || world.stores.spentQuotes.has(nonce) || isLate) continue;
    world.findings.add(
      invariant,
      `step ${record.step.id} paid the quote ${
        nonce.slice(0, 8)
      }, has no receipt, and cannot go on`,
    );
  }
}

/** What was paid before a crash is used, or the user was told of it afterwards. */
function judgeJournal(
  world: World,
  { step, isDone, attempts }: StepRecord,
  paid: readonly Paid[],
  payments: readonly ChainPayment[],
  { told }: Restarts,
): void {
  const { plan, wire, stores, findings } = world;
  if (plan.shape.clients[step.client]!.journal === undefined || isDone) return;
  const receipts = [...wire.receipts];
  for (const { nonce, beginning } of paid) {
    // Its user was told before the crash that it cannot go on.
    const isOver = attempts.some((one) =>
      one.beginning === beginning && one.error !== undefined && one.isResumable === false
    );
    if (isOver) continue;
    const [receipt] = receipts.find(([, bought]) => bought.nonce === nonce) ?? [];
    const isUsed = receipt !== undefined && stores.spentReceipts.has(receipt);
    // A receipt that is bought by hand is in no journal.
    if (
      step.kind === "receipt" || isUsed || told.has(nonce) ||
      isLostUntold(world, step.client, nonce)
    ) continue;
    findings.add(
      invariant,
      `step ${step.id} paid the quote ${nonce.slice(0, 8)}, and its journal tells of nothing`,
    );
  }
  if (step.kind !== "funds") return;
  for (const { amountUnil, txHash } of payments) {
    if (amountUnil !== depositOf(step) || stores.deposits.has(txHash) || told.has(txHash)) continue;
    findings.add(
      invariant,
      `step ${step.id} paid a deposit before a crash, and it is not credited`,
    );
  }
}

function judgeDeposit(
  world: World,
  record: StepRecord,
  payments: readonly ChainPayment[],
): void {
  const own = payments.filter(({ amountUnil }) => amountUnil === depositOf(record.step));
  if (own.length > 1) {
    world.findings.add(invariant, `step ${record.step.id} paid its deposit ${own.length} times`);
  }
  if (!record.isDone) return;
  const user = `${world.users[record.step.client]}`;
  const credited = own.filter(({ txHash }) => world.stores.deposits.get(txHash) === user);
  if (credited.length === 1) return;
  world.findings.add(invariant, `step ${record.step.id} is done, and its deposit is not credited`);
}

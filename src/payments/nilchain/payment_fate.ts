/**
 * What has become of a payment, as the blocks of the chain show it.
 *
 * @module
 */
import { isSequencePassed } from "../../network/failure.ts";
import type { Chain, ChainAnswer } from "./chain.ts";
import type { ChainView, IncludedTx } from "./chain_view.ts";
import type { SignedTx, Signer } from "./signed_tx.ts";

/** A payment whose fate is looked for. */
export interface Followed {
  /** All its transactions, the latest last. The others can no longer be made, or have its sequence number. */
  readonly transactions: readonly SignedTx[];
  /** The chain's height before the latest sequence number was used. */
  readonly sinceHeight: number;
  /** Whether to look for an earlier transaction with its sequence number. */
  readonly isRefused: boolean;
  /** The blocks that were read at each endpoint. */
  readonly read: Map<ChainView, BlocksRead>;
}

/** The blocks of an endpoint that were read for a payment. */
export interface BlocksRead {
  /** The height of the last one. */
  height: number;
  /** The payment in a block, where it did not use its sequence number. */
  refused?: IncludedTx;
}

/** What has become of a payment. */
export type Fate =
  /** No block up to this height decides. */
  | { readonly kind: "open"; readonly height: number }
  /** It is in a block and was made. */
  | { readonly kind: "paid"; readonly tx: IncludedTx }
  /** It is in a block and failed. It can no longer be made. */
  | { readonly kind: "failed"; readonly tx: IncludedTx }
  /** Another transaction that this wallet signed has its sequence number. It can no longer be made. */
  | { readonly kind: "displaced"; readonly tx: IncludedTx }
  /** The last block that could hold it does not. It can no longer be made. */
  | { readonly kind: "dead"; readonly height: number };

/** The fate of a payment, and why it is not known. */
export interface Finding {
  readonly fate: Fate;
  /** Why nothing is decided, if endpoints do not show the same. */
  readonly doubt?: string;
}

/** How many blocks before a payment are searched for a transaction with its sequence number. */
const blocksBefore = 20;
/** How many blocks one look reads at most. */
const blocksPerLook = 100;

/** Looks for the fate of a payment, at two endpoints if there are two. */
export async function findFate(
  payment: Followed,
  chain: Chain,
  signer: Signer,
  signal: AbortSignal,
): Promise<Finding> {
  const answers = await chain.ask(
    chain.witnesses,
    (view, limit) => fateAt(view, payment, signer, limit),
    signal,
  );
  return await decide(answers, chain.witnesses, signal);
}

/** The fate of a payment as one endpoint shows it. */
async function fateAt(
  view: ChainView,
  { transactions, sinceHeight, isRefused, read }: Followed,
  signer: Signer,
  signal: AbortSignal,
): Promise<Fate> {
  const { txHash, sequence, accountNumber, timeoutHeight } = transactions.at(-1)!;
  const isOwn = (tx: IncludedTx) => transactions.some(({ txHash }) => txHash === tx.txHash);
  const verdict = (tx: IncludedTx): Fate | undefined => {
    if (!tx.isSequenceUsed) return undefined;
    if (isOwn(tx)) return { kind: tx.code === 0 ? "paid" : "failed", tx };
    if (tx.sequence !== sequence) return undefined;
    return signer.isSigned(tx.bytes, accountNumber) ? { kind: "displaced", tx } : undefined;
  };
  const indexed = await fromIndex(() => view.indexed(txHash, signal), signal);
  // Only a success is taken from the index. A failure there may be that of a second inclusion.
  if (indexed?.code === 0) return { kind: "paid", tx: indexed };
  const { height } = await view.head(signal);
  // Another endpoint may have invented the height at which the payment was signed.
  const blocks = read.get(view) ?? { height: Math.min(sinceHeight, height) };
  read.set(view, blocks);
  const last = Math.min(height, timeoutHeight, blocks.height + blocksPerLook);
  for (let at = blocks.height + 1; at <= last; at++) {
    for (const tx of await view.transactions(at, signal)) {
      const decided = verdict(tx);
      if (decided !== undefined) return decided;
      if (isOwn(tx) && tx.sequence === sequence) blocks.refused ??= tx;
    }
    blocks.height = at;
  }
  const refused = blocks.refused?.sequence === sequence ? blocks.refused : undefined;
  if (isRefused || refused !== undefined || blocks.height >= timeoutHeight) {
    const before = await fromIndex(() => view.indexedAt(sequence, signal), signal);
    const decided = (before && verdict(before)) ??
      await earlier(view, sinceHeight, verdict, signal);
    if (decided !== undefined) return decided;
  }
  // The sequence number had passed before, and no block shows with which transaction.
  if (refused !== undefined && isSequencePassed(refused.log)) {
    return { kind: "failed", tx: refused };
  }
  return { kind: blocks.height >= timeoutHeight ? "dead" : "open", height: blocks.height };
}

/** Looks at the blocks before a payment. A node that was late may have given an old sequence number. */
async function earlier(
  view: ChainView,
  sinceHeight: number,
  verdict: (tx: IncludedTx) => Fate | undefined,
  signal: AbortSignal,
): Promise<Fate | undefined> {
  for (let at = sinceHeight; at > Math.max(0, sinceHeight - blocksBefore); at--) {
    const block = await fromIndex(() => view.transactions(at, signal), signal);
    if (block === undefined) return undefined;
    for (const tx of block) {
      const decided = verdict(tx);
      if (decided !== undefined) return decided;
    }
  }
}

/** A search whose failure leaves the blocks to decide. */
async function fromIndex<T>(
  search: () => Promise<T | undefined>,
  signal: AbortSignal,
): Promise<T | undefined> {
  try {
    return await search();
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Error && error.name === "RpcError") return undefined;
    throw error;
  }
}

/** The outcome of a payment of which only the hash is known. */
export async function findByHash(
  txHash: string,
  timeoutBlocks: number,
  chain: Chain,
  signal: AbortSignal,
): Promise<Finding> {
  const answers = await chain.ask(chain.witnesses, async (view, limit): Promise<Fate> => {
    const indexed = await fromIndex(() => view.indexed(txHash, limit), limit);
    if (indexed === undefined) return { kind: "open", height: 0 };
    if (indexed.code === 0) return { kind: "paid", tx: indexed };
    // The index may hold the result of a second inclusion. The first one counts.
    const from = Math.max(
      1,
      indexed.timeoutHeight - timeoutBlocks,
      indexed.height - 2 * timeoutBlocks,
    );
    for (let at = Math.min(from, indexed.height); at <= indexed.height; at++) {
      const tx = (await view.transactions(at, limit)).find((tx) => tx.txHash === txHash);
      if (tx?.isSequenceUsed) return { kind: tx.code === 0 ? "paid" : "failed", tx };
    }
    return { kind: "open", height: 0 };
  }, signal);
  return await decide(answers, chain.witnesses, signal);
}

/** Two endpoints must show the same. A payment that one shows as made needs no word of one that cannot be reached. */
async function decide(
  [one, two]: readonly ChainAnswer<Fate>[],
  witnesses: number,
  signal: AbortSignal,
): Promise<Finding> {
  const fate = one!.value;
  const open: Fate = { kind: "open", height: heightOf(fate, two?.value) };
  if (witnesses === 1) return { fate };
  if (two === undefined) {
    if (fate.kind === "paid" || fate.kind === "open") return { fate };
    return {
      fate: open,
      doubt: `Only ${one!.view.rpc.endpoint} answers, and what decides about money is asked of two`,
    };
  }
  const decided = [one!, two].filter(({ value }) => value.kind !== "open");
  if (decided.length === 0) return { fate: open };
  if (decided.length === 1) {
    return await confirm(decided[0]!, decided[0] === one ? two : one!, open, signal);
  }
  if (isSame(fate, two.value)) return { fate };
  return { fate: open, doubt: disagreement(one!, two) };
}

/** Asks the endpoint that shows nothing for the block of the other one. */
async function confirm(
  { view, value }: ChainAnswer<Fate>,
  other: ChainAnswer<Fate>,
  open: Fate,
  signal: AbortSignal,
): Promise<Finding> {
  if (!("tx" in value)) return { fate: open }; // The other one is late.
  const { tx } = value;
  try {
    const block = await other.view.transactions(tx.height, signal);
    const same = block.find(({ txHash }) => txHash === tx.txHash);
    if (same?.code === tx.code && same.isSequenceUsed === tx.isSequenceUsed) return { fate: value };
  } catch {
    signal.throwIfAborted();
    return { fate: open }; // The other one is late, or has dropped the block.
  }
  return { fate: open, doubt: disagreement({ view, value }, other) };
}

function isSame(a: Fate, b: Fate): boolean {
  if (a.kind !== b.kind) return false;
  return !("tx" in a && "tx" in b) ||
    a.tx.txHash === b.tx.txHash && a.tx.height === b.tx.height && a.tx.code === b.tx.code;
}

/** The lower height of two endpoints: one may invent its own. */
function heightOf(one: Fate, two: Fate = one): number {
  return Math.min(...[one, two].map((fate) => "tx" in fate ? fate.tx.height : fate.height));
}

function disagreement(one: ChainAnswer<Fate>, two: ChainAnswer<Fate>): string {
  return `The chain's endpoints disagree: ${shows(one)}, ${shows(two)}`;
}

function shows({ view, value }: ChainAnswer<Fate>): string {
  const what = {
    open: "shows no block with it",
    paid: "shows it as made",
    failed: "shows it as failed",
    displaced: "shows another transaction with its sequence number",
    dead: "shows that its last block has passed",
  }[value.kind];
  return `${view.rpc.endpoint} ${what}`;
}

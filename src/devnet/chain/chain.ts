/**
 * A small Cosmos chain in one process: accounts with unil, signed transactions, blocks, and what wallets speak: the JSON-RPC
 * of CometBFT and the gRPC of the Cosmos SDK.
 *
 * @module
 */
import { Code } from "@connectrpc/connect";
import type { Environment } from "../base/environment.ts";
import { nextAppHash } from "./blocks/app_hash.ts";
import { makeBlock, timeMsOf } from "./blocks/block.ts";
import type { ChainNode } from "./rpc/chain_node.ts";
import { type ChainTroubles, noTroubles } from "./chain_troubles.ts";
import { genesisState, type GenesisWallet } from "./blocks/genesis.ts";
import { createMempool } from "./blocks/mempool.ts";
import { findQuery } from "./rpc/queries.ts";
import { QueryRefusal } from "./query_refusal.ts";
import { serveRpc } from "./rpc/rpc.ts";
import { runTransaction } from "./transactions/run_transaction.ts";
import {
  branch,
  type ChainState,
  type CommittedBlock,
  type CommittedTransaction,
  type Payment,
  type Tables,
  type TxResult,
} from "./transactions/state.ts";
import { transactionHash } from "./transactions/transaction.ts";
import { validatorOf } from "./blocks/validator.ts";

/** A payment that the chain has committed. */
export interface CommittedPayment extends Payment {
  /** The transaction's hash, in upper-case hex. */
  readonly txHash: string;
  /** The block that holds it. */
  readonly height: number;
}

/** A running chain. */
export interface Chain {
  /** The chain's name, which every signature covers. */
  readonly chainId: string;
  /** All that the chain knows, as plain data; the chain keeps changing it. */
  readonly state: ChainState;
  /** Serves the chain's JSON-RPC, at `/`. */
  fetch(request: Request): Promise<Response>;
  /**
   * Answers a call of the chain's gRPC, from message to message.
   *
   * @throws {QueryRefusal}
   */
  call(service: string, method: string, message: Uint8Array): Uint8Array;
  /**
   * Finds a payment by its transaction's hash, in hex. A transaction that is not in a block, failed, or is not a payment
   * of one amount of unil in its first message, is none.
   */
  findPayment(txHash: string): CommittedPayment | undefined;
  /** Makes a block of the transactions that wait, without waiting for its time. */
  commitBlock(): void;
  /** Changes accounts and balances by hand, between blocks. */
  edit(change: (tables: Tables) => void): void;
  /** Goes on from what the tables of its state hold now. Whoever waits for a block is told that it will not come. */
  resume(): void;
  /** Stops the chain; transactions that still wait stay in its state. */
  [Symbol.dispose](): void;
}

/** How a chain runs. */
export interface ChainOptions {
  /** How long a transaction waits for its block, in milliseconds; 50 unless given. */
  blockTimeMs?: number;
  /** How many blocks it remembers, with their transactions; 10,000 unless given. */
  blocksKept?: number;
  /** Where the time comes from. */
  environment: Environment;
  /** What goes wrong with it; nothing unless given. */
  troubles?: ChainTroubles;
}

/** Starts a chain on which some wallets have coins. */
export function createChain(
  options: ChainOptions & { chainId: string; wallets: readonly GenesisWallet[] },
): Chain {
  return openChain(genesisState(options), options);
}

/** Blocks without transactions are made when somebody looks, at most one in this time. */
const emptyBlockTimeMs = 1000;
const maxCommitWaitMs = 10_000;
const stopped = "The chain has stopped";
const replaced = "The chain went back to an earlier state";

/** Lets a chain go on from a state, which becomes the chain's own. */
export function openChain(
  state: ChainState,
  { blockTimeMs = 50, blocksKept = 10_000, environment, troubles = noTroubles }: ChainOptions,
): Chain {
  const { chainId } = state;
  const validator = validatorOf(chainId);
  const waiting = new Map<string, PromiseWithResolvers<CommittedTransaction>>();
  let mempool = createMempool(state);
  // What the tables would be after the transactions that wait: a wallet may send its next one before the block.
  let afterPending = branch(state.tables);
  let blockTimer: ReturnType<typeof setTimeout> | undefined;
  let isDisposed = false;

  function latestBlock(): CommittedBlock {
    const block = state.blocks.get(state.height);
    if (block === undefined) throw new Error("The chain has no block yet");
    return block;
  }

  function nextBlockTimeMs(): number {
    const previous = state.blocks.get(state.height);
    const now = environment.now();
    // Time only goes forward on a chain, whatever the clock does.
    return previous === undefined ? now : Math.max(now, timeMsOf(previous.block) + 1);
  }

  function stopBlockTimer(): void {
    // Deno loads its timers at the first use, which a chain that starts has none for.
    if (blockTimer !== undefined) clearTimeout(blockTimer);
    blockTimer = undefined;
  }

  function forgetBlock(height: number): void {
    for (const { hash } of state.blocks.get(height)?.transactions ?? []) {
      state.transactions.delete(hash);
    }
    state.blocks.delete(height);
  }

  function commitBlock(): void {
    stopBlockTimer();
    const height = state.height + 1;
    const previous = state.blocks.get(state.height);
    const changes = branch(state.tables);
    const transactions = mempool.takeAll().map(([hash, bytes], index): CommittedTransaction => {
      const { payment, ...result } = runTransaction(bytes, changes, {
        chainId,
        height,
        mode: "deliver",
      });
      return { hash, height, index, bytes, result, payment };
    });
    const made = makeBlock({
      chainId,
      height,
      timeMs: nextBlockTimeMs(),
      previous,
      txs: transactions.map(({ bytes }) => bytes),
      appHash: state.appHash,
      previousResults: previous?.transactions.map(({ result }) => result) ?? [],
    }, validator);
    const appHash = nextAppHash(state.appHash, changes);
    changes.commit();
    state.blocks.set(height, { ...made, transactions, appHash });
    forgetBlock(height - blocksKept);
    state.height = height;
    state.appHash = appHash;
    afterPending = branch(state.tables);
    const lag = transactions.length > 0 ? troubles.lag() : undefined;
    for (const transaction of transactions) {
      const index = () => {
        // The chain may have gone back to before this block meanwhile.
        if (state.blocks.get(height)?.transactions !== transactions) return;
        state.transactions.set(transaction.hash, transaction);
      };
      if (lag === undefined) index();
      else lag.then(index, () => {}); // The devnet ended first.
      if (transaction.result.code !== 0) mempool.forget(transaction.hash);
      waiting.get(transaction.hash)?.resolve(transaction);
    }
  }

  function commitIfDue(): void {
    const isTime = environment.now() - timeMsOf(latestBlock().block) >= emptyBlockTimeMs;
    if (isTime && !troubles.isStalled()) commitBlock();
  }

  function submit(bytes: Uint8Array): { hash: string; result: TxResult } {
    const hash = transactionHash(bytes);
    const objection = isDisposed ? stopped : mempool.objection(hash, bytes);
    if (objection !== undefined) throw new Error(objection);
    const changes = branch(afterPending);
    const result = check(bytes, changes);
    if (result.code === 0 && !troubles.dropsTransaction()) {
      changes.commit();
      mempool.add(hash, bytes);
      blockTimer ??= setTimeout(onBlockTime, blockTimeMs);
    }
    return { hash, result };
  }

  function resume(): void {
    stopBlockTimer();
    for (const { reject } of waiting.values()) reject(new Error(replaced));
    const last = [...state.blocks].at(-1);
    if (last === undefined) return commitBlock();
    const [height, { appHash }] = last;
    Object.assign(state, { height, appHash });
    // What an index that lagged had not taken in yet.
    for (const { transactions } of state.blocks.values()) {
      for (const transaction of transactions) {
        if (!state.transactions.has(transaction.hash)) {
          state.transactions.set(transaction.hash, transaction);
        }
      }
    }
    mempool = createMempool(state);
    checkPending();
    if (mempool.pending.size > 0) blockTimer = setTimeout(onBlockTime, blockTimeMs);
  }

  /** Lets the transactions that wait act on what the last block left. */
  function checkPending(): void {
    afterPending = branch(state.tables);
    for (const bytes of mempool.pending.values()) check(bytes, afterPending);
  }

  function check(bytes: Uint8Array, tables: Tables): TxResult {
    return runTransaction(bytes, tables, { chainId, height: state.height, mode: "check" });
  }

  function onBlockTime(): void {
    stopBlockTimer();
    if (!troubles.isStalled()) commitBlock();
  }

  function simulate(bytes: Uint8Array): TxResult {
    const { height } = state;
    return runTransaction(bytes, branch(afterPending), { chainId, height, mode: "simulate" });
  }

  async function committed(hash: string): Promise<CommittedTransaction> {
    const outcome = Promise.withResolvers<CommittedTransaction>();
    waiting.set(hash, outcome);
    const timer = setTimeout(
      () => outcome.reject(new Error("timed out waiting for tx to be included in a block")),
      maxCommitWaitMs,
    );
    try {
      return await outcome.promise;
    } finally {
      clearTimeout(timer);
      if (waiting.get(hash) === outcome) waiting.delete(hash);
    }
  }

  resume();

  const node: ChainNode = {
    state,
    validator,
    get mempool() {
      return mempool;
    },
    latestBlock,
    submit,
    simulate,
    committed,
  };
  return {
    chainId,
    state,
    commitBlock,
    resume,
    edit(change) {
      const changes = branch(state.tables);
      change(changes);
      const appHash = nextAppHash(state.appHash, changes);
      changes.commit();
      state.blocks.set(state.height, { ...latestBlock(), appHash });
      state.appHash = appHash;
      checkPending();
    },
    async fetch(request) {
      if (isDisposed) return new Response(stopped, { status: 503 });
      commitIfDue();
      return await serveRpc(node, request);
    },
    call(service, method, message) {
      if (isDisposed) throw new QueryRefusal(Code.Unavailable, stopped);
      const answer = findQuery(service, method);
      commitIfDue();
      return answer(node, message);
    },
    findPayment(txHash) {
      const transaction = state.transactions.get(txHash.toUpperCase());
      if (transaction?.payment === undefined) return undefined;
      const { hash, height, payment } = transaction;
      return { txHash: hash, height, ...payment };
    },
    [Symbol.dispose]() {
      isDisposed = true;
      stopBlockTimer();
      for (const { reject } of waiting.values()) reject(new Error(stopped));
    },
  };
}

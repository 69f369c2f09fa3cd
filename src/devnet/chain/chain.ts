/**
 * A small Cosmos chain in one process: accounts with unil, signed transactions, blocks, CometBFT's JSON-RPC and the Cosmos
 * SDK's gRPC.
 *
 * @module
 */
import { Code } from "@connectrpc/connect";
import { type Environment, platform } from "../../async/environment.ts";
import { type Deferred, deferred } from "../base/deferred.ts";
import type { DevnetEnvironment } from "../base/environment.ts";
import { genesisState, type GenesisWallet, nextAppHash } from "./blocks/genesis.ts";
import { makeBlock, timeMsOf } from "./blocks/block.ts";
import type { ChainNode } from "./rpc/chain_node.ts";
import { createMempool } from "./blocks/mempool.ts";
import { findQuery } from "./rpc/queries.ts";
import { QueryRefusal } from "./rpc/query.ts";
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

/** A payment in a block. */
export interface CommittedPayment extends Payment {
  /** The transaction's hash, in upper-case hex. */
  readonly txHash: string;
  /** The height of its block. */
  readonly height: number;
}

/** A running chain. */
export interface Chain {
  /** The chain's id, which every signature covers. */
  readonly chainId: string;
  /** The state of the chain, as plain data. The chain keeps changing it. */
  readonly state: ChainState;
  /** Serves the chain's JSON-RPC. */
  fetch(request: Request): Promise<Response>;
  /**
   * Answers a call of the chain's gRPC: takes and returns a serialized message.
   *
   * @throws {QueryRefusal} When the chain refuses the call.
   */
  call(service: string, method: string, message: Uint8Array): Uint8Array;
  /**
   * Finds a payment by the hash of its transaction, in hex. A transaction counts as a payment if it is in a block, did
   * not fail, and its first message pays one amount of unil.
   */
  findPayment(txHash: string): CommittedPayment | undefined;
  /** Makes a block of the waiting transactions at once. */
  commitBlock(): void;
  /** Changes accounts and balances without a transaction, between two blocks. */
  edit(change: (tables: Tables) => void): void;
  /** Continues from the present entries of its state's tables. Calls that wait for a block get an error. */
  resume(): void;
  /** Stops the chain. Waiting transactions stay in its state. */
  [Symbol.dispose](): void;
}

/** The options of a chain. */
export interface ChainOptions {
  /** How long a transaction waits for its block, in milliseconds; 50 by default. */
  blockTimeMs?: number;
  /** How many blocks the chain keeps, with their transactions; 10,000 by default. */
  blocksKept?: number;
  /** The chain's clock. */
  environment: DevnetEnvironment;
  /** The faults of the chain; none by default. */
  faultHooks?: ChainFaultHooks;
}

/** Starts a new chain with funded wallets. */
export function createChain(
  options: ChainOptions & { chainId: string; wallets: readonly GenesisWallet[] },
): Chain {
  return openChain(genesisState(options), options);
}

/** A request makes the chain add an empty block, if its last block is older than this. */
const emptyBlockTimeMs = 1000;
const commitTimeoutMs = 10_000;
const stopped = "The chain has stopped";
const replaced = "The chain went back to an earlier state";

/** Starts a chain from a state, which the chain then changes. */
export function openChain(
  state: ChainState,
  { blockTimeMs = 50, blocksKept = 10_000, environment, faultHooks = noFaultHooks }: ChainOptions,
): Chain {
  const { chainId } = state;
  const validator = validatorOf(chainId);
  const waiting = new Map<string, Deferred<CommittedTransaction>>();
  let mempool = createMempool(state);
  // The tables after the waiting transactions, since a wallet may send its next transaction before the block.
  let afterPending = branch(state.tables);
  const sleep: Environment["sleep"] = environment.sleep?.bind(environment) ?? platform.sleep;
  /** Stops the timer of the next block. */
  let blockTimer: AbortController | undefined;
  let isDisposed = false;

  function latestBlock(): CommittedBlock {
    const block = state.blocks.get(state.height);
    if (block === undefined) throw new Error("The chain has no block yet");
    return block;
  }

  function nextBlockTimeMs(): number {
    const previous = state.blocks.get(state.height);
    const now = environment.now();
    // The time of blocks increases, even if the clock does not.
    return previous === undefined ? now : Math.max(now, timeMsOf(previous.block) + 1);
  }

  function startBlockTimer(): void {
    if (blockTimer !== undefined) return;
    blockTimer = new AbortController();
    sleep(blockTimeMs, blockTimer.signal).then(onBlockTime, () => {}); // It was stopped.
  }

  function stopBlockTimer(): void {
    blockTimer?.abort();
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
    const lag = transactions.length > 0 ? faultHooks.lag() : undefined;
    for (const transaction of transactions) {
      const index = () => {
        // The chain may have gone back to a state before this block.
        if (state.blocks.get(height)?.transactions !== transactions) return;
        state.transactions.set(transaction.hash, transaction);
      };
      if (lag === undefined) index();
      else lag.then(index, () => {}); // It rejects when the devnet ends first.
      if (transaction.result.code !== 0) mempool.forget(transaction.hash);
      waiting.get(transaction.hash)?.resolve(transaction);
    }
  }

  function commitIfDue(): void {
    const isTime = environment.now() - timeMsOf(latestBlock().block) >= emptyBlockTimeMs;
    if (isTime && !faultHooks.isStalled()) commitBlock();
  }

  function submit(bytes: Uint8Array): { hash: string; result: TxResult } {
    const hash = transactionHash(bytes);
    const objection = isDisposed ? stopped : mempool.objection(hash, bytes);
    if (objection !== undefined) throw new Error(objection);
    const changes = branch(afterPending);
    const result = check(bytes, changes);
    if (result.code === 0 && !faultHooks.dropsTransaction()) {
      changes.commit();
      mempool.add(hash, bytes);
      startBlockTimer();
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
    // Transactions whose lag had not passed are found from now on.
    for (const { transactions } of state.blocks.values()) {
      for (const transaction of transactions) {
        if (!state.transactions.has(transaction.hash)) {
          state.transactions.set(transaction.hash, transaction);
        }
      }
    }
    mempool = createMempool(state);
    checkPending();
    if (mempool.pending.size > 0) startBlockTimer();
  }

  /** Applies the waiting transactions to the tables of the last block. */
  function checkPending(): void {
    afterPending = branch(state.tables);
    for (const bytes of mempool.pending.values()) check(bytes, afterPending);
  }

  function check(bytes: Uint8Array, tables: Tables): TxResult {
    return runTransaction(bytes, tables, { chainId, height: state.height, mode: "check" });
  }

  function onBlockTime(): void {
    stopBlockTimer();
    if (!faultHooks.isStalled()) commitBlock();
  }

  function simulate(bytes: Uint8Array): TxResult {
    const { height } = state;
    return runTransaction(bytes, branch(afterPending), { chainId, height, mode: "simulate" });
  }

  async function committed(hash: string): Promise<CommittedTransaction> {
    const outcome = deferred<CommittedTransaction>();
    waiting.set(hash, outcome);
    const over = new AbortController();
    sleep(commitTimeoutMs, over.signal).then(
      () => outcome.reject(new Error("timed out waiting for tx to be included in a block")),
      () => {}, // It was committed first.
    );
    try {
      return await outcome.promise;
    } finally {
      over.abort();
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

/** The places at which faults act inside a chain. */
export interface ChainFaultHooks {
  /** Whether the chain makes no blocks now. */
  isStalled(): boolean;
  /** Whether the chain forgets the transaction that it has just accepted. */
  dropsTransaction(): boolean;
  /** Resolves when the transactions of a new block can be found; `undefined` if they can be found at once. */
  lag(): Promise<void> | undefined;
}

/** The hooks of a chain without faults. */
export const noFaultHooks: ChainFaultHooks = {
  isStalled: () => false,
  dropsTransaction: () => false,
  lag: () => undefined,
};

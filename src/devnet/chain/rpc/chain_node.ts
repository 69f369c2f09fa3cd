import type { Mempool } from "../blocks/mempool.ts";
import type {
  ChainState,
  CommittedBlock,
  CommittedTransaction,
  TxResult,
} from "../transactions/state.ts";
import type { Validator } from "../blocks/validator.ts";

/** The chain as its JSON-RPC and gRPC see it. */
export interface ChainNode {
  readonly state: ChainState;
  readonly validator: Validator;
  readonly mempool: Mempool;
  /** The latest block. */
  latestBlock(): CommittedBlock;
  /** Checks a transaction. One that passes waits for a block. Throws when the mempool does not let it be checked. */
  submit(bytes: Uint8Array): { hash: string; result: TxResult };
  /** Runs a transaction after the waiting ones, and discards its changes. */
  simulate(bytes: Uint8Array): TxResult;
  /** Waits for the block of a submitted transaction. */
  committed(hash: string): Promise<CommittedTransaction>;
}

/** The block at a height; by default the latest. Throws CometBFT's error when there is no such block. */
export function blockAt(
  { state, latestBlock }: ChainNode,
  height: number | undefined,
): CommittedBlock {
  if (height === undefined) return latestBlock();
  if (height <= 0) throw new Error(`height must be greater than 0, but got ${height}`);
  if (height > state.height) {
    throw new Error(
      `height ${height} must be less than or equal to the current blockchain height ${state.height}`,
    );
  }
  const block = state.blocks.get(height);
  if (block === undefined) {
    throw new Error(`height ${height} is not available, lowest height is ${lowestHeight(state)}`);
  }
  return block;
}

/** The height of the oldest block that the chain keeps. */
export function lowestHeight({ blocks, height }: ChainState): number {
  const [lowest = height] = blocks.keys();
  return lowest;
}

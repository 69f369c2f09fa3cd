import type { ChainNode } from "../rpc/chain_node.ts";
import type { ChainState, CommittedBlock } from "../transactions/state.ts";

/** The block of a height, the last one for none. Throws in CometBFT's words where there is no such block. */
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

/** The height of the oldest block that the chain still has. */
export function lowestHeight({ blocks, height }: ChainState): number {
  const [lowest = height] = blocks.keys();
  return lowest;
}

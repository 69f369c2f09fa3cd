import type { MessageInitShape } from "@bufbuild/protobuf";
import { Code } from "@connectrpc/connect";
import {
  GetBlockByHeightRequestSchema,
  GetBlockResponseSchema,
  GetLatestBlockRequestSchema,
  GetSyncingRequestSchema,
  GetSyncingResponseSchema,
} from "../../../gen/nilvm/chain/v1/query_pb.ts";
import { validatorAddress } from "../transactions/address.ts";
import { headerOf } from "../blocks/block.ts";
import { blockAt } from "../blocks/block_at.ts";
import { query } from "./query.ts";
import { QueryRefusal } from "../query_refusal.ts";
import type { CommittedBlock } from "../transactions/state.ts";

/** The questions about blocks, of `cosmos.base.tendermint.v1beta1.Service`. */
export const blockQueries = {
  GetLatestBlock: query(
    GetLatestBlockRequestSchema,
    GetBlockResponseSchema,
    (node) => blockResponse(node.latestBlock()),
  ),
  GetBlockByHeight: query(
    GetBlockByHeightRequestSchema,
    GetBlockResponseSchema,
    (node, { height }) => {
      if (height > node.state.height) {
        throw new QueryRefusal(
          Code.InvalidArgument,
          "requested block height is bigger then the chain length",
        );
      }
      return blockResponse(committedBlock(() => blockAt(node, Number(height))));
    },
  ),
  GetSyncing: query(GetSyncingRequestSchema, GetSyncingResponseSchema, () => ({ syncing: false })),
};

function committedBlock(find: () => CommittedBlock): CommittedBlock {
  try {
    return find();
  } catch (error) {
    throw QueryRefusal.unknown((error as Error).message);
  }
}

function blockResponse(
  { id, block }: CommittedBlock,
): MessageInitShape<typeof GetBlockResponseSchema> {
  const header = headerOf(block);
  // The SDK's own form of a block has text in the place of the proposer's bytes, which is the same on the wire.
  const proposerAddress = new TextEncoder().encode(validatorAddress(header.proposerAddress));
  return { blockId: id, block, sdkBlock: { ...block, header: { ...header, proposerAddress } } };
}

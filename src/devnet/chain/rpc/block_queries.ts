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
import { blockAt } from "./chain_node.ts";
import { query, QueryRefusal } from "./query.ts";
import type { CommittedBlock } from "../transactions/state.ts";

/** The methods of `cosmos.base.tendermint.v1beta1.Service`. */
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
  // The SDK's block has the proposer's address as text instead of bytes, in the same field.
  const proposerAddress = new TextEncoder().encode(validatorAddress(header.proposerAddress));
  return { blockId: id, block, sdkBlock: { ...block, header: { ...header, proposerAddress } } };
}

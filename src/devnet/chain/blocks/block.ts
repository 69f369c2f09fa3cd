import { create, type MessageInitShape, toBinary } from "@bufbuild/protobuf";
import {
  BytesValueSchema,
  Int64ValueSchema,
  StringValueSchema,
  type Timestamp,
  TimestampSchema,
} from "@bufbuild/protobuf/wkt";
import {
  type Block,
  type BlockID,
  BlockIDSchema,
  BlockSchema,
  type Commit,
  CommitSchema,
  CommitSigSchema,
  ConsensusSchema,
  ExecTxResultSchema,
  HashedParamsSchema,
  type Header,
} from "../../../gen/nilvm/chain/v1/block_pb.ts";
import { sha256 } from "../../../core/core.ts";
import { timestampOf } from "../../../base/timestamps.ts";
import { millisecondsOf } from "../../base/wire.ts";
import { merkleRoot, signVote, type Validator, validatorsHash } from "./validator.ts";
import type { TxResult } from "../transactions/state.ts";

/** The most bytes that all transactions of a block may have together. */
export const blockBytesMax = 22_020_096;

/** The version of CometBFT's rules for blocks. */
export const blockVersion = 11n;

const partBytes = 65_536;
const noBlock: MessageInitShape<typeof BlockIDSchema> = { partSetHeader: {} };

/** The contents of a new block. */
export interface BlockContents {
  readonly chainId: string;
  readonly height: number;
  readonly timeMs: number;
  /** The previous block, if there is one. */
  readonly previous: { readonly id: BlockID; readonly block: Block } | undefined;
  readonly txs: Uint8Array[];
  /** The hash of the state after the previous block. */
  readonly appHash: Uint8Array;
  /** The results of the previous block's transactions. */
  readonly previousResults: readonly TxResult[];
}

/** Makes a block, which contains the signature of the previous one. */
export function makeBlock(
  contents: BlockContents,
  validator: Validator,
): { id: BlockID; block: Block } {
  const { chainId, height, timeMs, previous, txs, appHash, previousResults } = contents;
  const time = create(TimestampSchema, timestampOf(timeMs));
  const lastCommit = previous === undefined
    ? create(CommitSchema, { blockId: noBlock })
    : signBlock(previous, chainId, time, validator);
  const validators = validatorsHash(validator);
  const block = create(BlockSchema, {
    header: {
      version: { block: blockVersion },
      chainId,
      height: BigInt(height),
      time,
      lastBlockId: previous?.id ?? noBlock,
      lastCommitHash: commitHash(lastCommit),
      dataHash: merkleRoot(txs.map((tx) => sha256(tx))),
      validatorsHash: validators,
      nextValidatorsHash: validators,
      consensusHash: consensusHash(),
      appHash,
      lastResultsHash: resultsHash(previousResults),
      evidenceHash: merkleRoot([]),
      proposerAddress: validator.address,
    },
    data: { txs },
    evidence: {},
    lastCommit,
  });
  return { id: blockId(block), block };
}

/** The id of a block: the hash of its header, and the hash of the parts in which it is sent. */
export function blockId(block: Block): BlockID {
  const bytes = toBinary(BlockSchema, block);
  const parts: Uint8Array[] = [];
  for (let start = 0; start < bytes.length; start += partBytes) {
    parts.push(bytes.subarray(start, start + partBytes));
  }
  return create(BlockIDSchema, {
    hash: headerHash(headerOf(block)),
    partSetHeader: { total: parts.length, hash: merkleRoot(parts) },
  });
}

/** The header of a block. Every block has one, although the message's type allows none. */
export function headerOf(block: Block): Header {
  if (block.header === undefined) throw new Error("The block has no header");
  return block.header;
}

function headerHash(header: Header): Uint8Array {
  return merkleRoot([
    toBinary(ConsensusSchema, header.version ?? create(ConsensusSchema)),
    toBinary(StringValueSchema, create(StringValueSchema, { value: header.chainId })),
    toBinary(Int64ValueSchema, create(Int64ValueSchema, { value: header.height })),
    toBinary(TimestampSchema, header.time ?? create(TimestampSchema)),
    toBinary(BlockIDSchema, header.lastBlockId ?? create(BlockIDSchema, noBlock)),
    wrapBytes(header.lastCommitHash),
    wrapBytes(header.dataHash),
    wrapBytes(header.validatorsHash),
    wrapBytes(header.nextValidatorsHash),
    wrapBytes(header.consensusHash),
    wrapBytes(header.appHash),
    wrapBytes(header.lastResultsHash),
    wrapBytes(header.evidenceHash),
    wrapBytes(header.proposerAddress),
  ]);
}

function wrapBytes(value: Uint8Array): Uint8Array {
  return toBinary(BytesValueSchema, create(BytesValueSchema, { value }));
}

/** The hash of the signatures of a block. */
export function commitHash({ signatures }: Commit): Uint8Array {
  return merkleRoot(signatures.map((signature) => toBinary(CommitSigSchema, signature)));
}

/** The hash of the limits of blocks. */
export function consensusHash(): Uint8Array {
  return sha256(toBinary(
    HashedParamsSchema,
    create(HashedParamsSchema, { blockMaxBytes: BigInt(blockBytesMax), blockMaxGas: -1n }),
  ));
}

function resultsHash(results: readonly TxResult[]): Uint8Array {
  return merkleRoot(results.map(({ code, data, gasWanted, gasUsed }) =>
    toBinary(
      ExecTxResultSchema,
      create(ExecTxResultSchema, {
        code,
        data,
        gasWanted,
        gasUsed: BigInt(gasUsed),
      }),
    )
  ));
}

function signBlock(
  { id, block }: { id: BlockID; block: Block },
  chainId: string,
  timestamp: Timestamp,
  validator: Validator,
): Commit {
  const { height } = headerOf(block);
  const forThisBlock = 2;
  return create(CommitSchema, {
    height,
    blockId: id,
    signatures: [{
      blockIdFlag: forThisBlock,
      validatorAddress: validator.address,
      timestamp,
      signature: signVote(validator, { chainId, height, blockId: id, timestamp }),
    }],
  });
}

/** The time of a block, in milliseconds since the Unix epoch. */
export function timeMsOf(block: Block): number {
  return millisecondsOf(headerOf(block).time ?? create(TimestampSchema))!;
}

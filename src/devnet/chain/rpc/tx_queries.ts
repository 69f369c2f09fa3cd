import { fromBinary, type MessageInitShape, type MessageShape } from "@bufbuild/protobuf";
import { Code } from "@connectrpc/connect";
import {
  BroadcastTxRequestSchema,
  BroadcastTxResponseSchema,
  GetTxRequestSchema,
  GetTxResponseSchema,
  GetTxsEventRequestSchema,
  GetTxsEventResponseSchema,
  SimulateRequestSchema,
  SimulateResponseSchema,
  type TxResponseSchema,
} from "../../../gen/nilvm/chain/v1/query_pb.ts";
import { TxMsgDataSchema } from "../../../gen/nilvm/chain/v1/tx_pb.ts";
import { headerOf } from "../blocks/block.ts";
import type { ChainNode } from "./chain_node.ts";
import { eventJson, timeJson, upperHex } from "./json.ts";
import { query, QueryRefusal } from "./query.ts";
import type { ChainState, CommittedTransaction } from "../transactions/state.ts";
import { transactionHash } from "../transactions/transaction.ts";
import { searchTransactions } from "./tx_search.ts";

/** The methods of `cosmos.tx.v1beta1.Service`. */
export const txQueries = {
  Simulate: query(SimulateRequestSchema, SimulateResponseSchema, simulate),
  GetTx: query(GetTxRequestSchema, GetTxResponseSchema, getTransaction),
  GetTxsEvent: query(GetTxsEventRequestSchema, GetTxsEventResponseSchema, findTransactions),
  BroadcastTx: query(BroadcastTxRequestSchema, BroadcastTxResponseSchema, broadcast),
};

const pageSizeDefault = 100;
const pageSizeMax = 100;
const descending = 2;
const broadcastModes = { sync: 2, async: 3 };

/** The SDK's codes for CometBFT's messages about transactions that were not checked. */
const mempoolErrors = [
  { message: "tx already exists in cache", code: 19 },
  { message: "mempool is full", code: 20 },
];

function simulate(
  node: ChainNode,
  { tx, txBytes }: MessageShape<typeof SimulateRequestSchema>,
): MessageInitShape<typeof SimulateResponseSchema> {
  const bytes = txBytes.length > 0 ? txBytes : tx;
  if (bytes.length === 0) {
    throw new QueryRefusal(Code.InvalidArgument, "empty txBytes is not allowed");
  }
  const { code, log, gasWanted, gasUsed, events, data } = node.simulate(bytes);
  if (code !== 0) throw new QueryRefusal(Code.Unknown, `${log} with gas used: '${gasUsed}'`);
  return {
    gasInfo: { gasWanted, gasUsed: BigInt(gasUsed) },
    result: {
      data,
      events: events.map(eventJson),
      msgResponses: fromBinary(TxMsgDataSchema, data).msgResponses,
    },
  };
}

function getTransaction(
  { state }: ChainNode,
  { hash }: MessageShape<typeof GetTxRequestSchema>,
): MessageInitShape<typeof GetTxResponseSchema> {
  if (hash === "") throw new QueryRefusal(Code.InvalidArgument, "tx hash cannot be empty");
  const transaction = state.transactions.get(hash.toUpperCase());
  if (transaction === undefined) {
    throw new QueryRefusal(Code.NotFound, `tx not found: ${hash}`);
  }
  return { tx: transaction.bytes, txResponse: committedResponse(state, transaction) };
}

function findTransactions(
  { state }: ChainNode,
  { query, events, orderBy, page, limit }: MessageShape<typeof GetTxsEventRequestSchema>,
): MessageInitShape<typeof GetTxsEventResponseSchema> {
  const conditions = query === "" ? events.join(" AND ") : query;
  if (conditions === "") throw QueryRefusal.unknown("query cannot be empty");
  let found: CommittedTransaction[];
  try {
    found = searchTransactions(state, conditions);
  } catch (error) {
    throw QueryRefusal.unknown((error as Error).message);
  }
  if (orderBy === descending) found.reverse();
  const size = Math.min(Number(limit) || pageSizeDefault, pageSizeMax);
  const start = (Math.max(Number(page), 1) - 1) * size;
  const shown = found.slice(start, start + size);
  return {
    txs: shown.map(({ bytes }) => bytes),
    txResponses: shown.map((transaction) => committedResponse(state, transaction)),
    total: BigInt(found.length),
  };
}

function broadcast(
  node: ChainNode,
  { txBytes, mode }: MessageShape<typeof BroadcastTxRequestSchema>,
): MessageInitShape<typeof BroadcastTxResponseSchema> {
  if (txBytes.length === 0) throw new QueryRefusal(Code.InvalidArgument, "invalid empty tx");
  if (mode !== broadcastModes.sync && mode !== broadcastModes.async) {
    throw QueryRefusal.unknown(
      "unsupported return type unspecified; supported types: sync, async",
    );
  }
  const txhash = transactionHash(txBytes);
  try {
    const { code, codespace, log } = node.submit(txBytes).result;
    if (mode === broadcastModes.async) return { txResponse: { txhash } };
    return { txResponse: { txhash, code, codespace, rawLog: log } };
  } catch (error) {
    const { message } = error as Error;
    const known = mempoolErrors.find((error) => message.startsWith(error.message));
    if (known === undefined) throw QueryRefusal.unknown(message);
    return { txResponse: { txhash, code: known.code, codespace: "sdk" } };
  }
}

function committedResponse(
  { blocks }: ChainState,
  { hash, height, bytes, result }: CommittedTransaction,
): MessageInitShape<typeof TxResponseSchema> {
  const block = blocks.get(height)?.block;
  return {
    height: BigInt(height),
    txhash: hash,
    codespace: result.codespace,
    code: result.code,
    data: upperHex(result.data),
    rawLog: result.log,
    gasWanted: result.gasWanted,
    gasUsed: BigInt(result.gasUsed),
    tx: { typeUrl: "/cosmos.tx.v1beta1.Tx", value: bytes },
    timestamp: timeJson(block && headerOf(block).time),
    events: result.events.map(eventJson),
  };
}

import {
  create,
  type DescMessage,
  fromBinary,
  type MessageInitShape,
  type MessageShape,
  toBinary,
} from "@bufbuild/protobuf";
import {
  GetTxRequestSchema,
  GetTxResponseSchema,
  QueryAccountRequestSchema,
  QueryAccountResponseSchema,
  QueryAllBalancesRequestSchema,
  QueryAllBalancesResponseSchema,
  QueryBalanceRequestSchema,
  QueryBalanceResponseSchema,
  QuerySupplyOfRequestSchema,
  QuerySupplyOfResponseSchema,
  SimulateRequestSchema,
  SimulateResponseSchema,
} from "../../gen/nilvm/chain/v1/query_pb.ts";
import { TxMsgDataSchema } from "../../gen/nilvm/chain/v1/tx_pb.ts";
import { encodeAccount } from "./accounts.ts";
import { parseAddress } from "./address.ts";
import { headerOf } from "./block.ts";
import type { ChainNode } from "./chain_node.ts";
import { isValidDenom, unil } from "./coins.ts";
import { eventJson, timeJson, upperHex } from "./json.ts";
import { Refusal, refusal } from "./refusal.ts";
import type { ChainState } from "./state.ts";

/**
 * Answers a question that came through `abci_query`.
 *
 * @throws {Refusal} with what the answer says instead
 */
export function answerQuery(node: ChainNode, path: string, data: Uint8Array): Uint8Array {
  if (path === "") throw refusal("unknownRequest", "no query path provided");
  const answer = queries.get(path);
  if (answer === undefined) throw refusal("unknownRequest", "unknown query path");
  return answer(node, data);
}

type Query = (node: ChainNode, data: Uint8Array) => Uint8Array;

const queries: ReadonlyMap<string, Query> = new Map([
  [
    "/cosmos.auth.v1beta1.Query/Account",
    query(QueryAccountRequestSchema, QueryAccountResponseSchema, ({ state }, { address }) => {
      if (address === "") throw status("InvalidArgument", "Address cannot be empty");
      const account = state.tables.accounts.get(queriedAddress(address));
      if (account === undefined) throw status("NotFound", `account ${address} not found`);
      return { account: encodeAccount(account) };
    }),
  ],
  [
    "/cosmos.bank.v1beta1.Query/Balance",
    query(
      QueryBalanceRequestSchema,
      QueryBalanceResponseSchema,
      ({ state }, { address, denom }) => {
        requireDenom(denom);
        const balance = balanceOf(state, bankAddress(address), denom);
        return { balance: { denom, amount: balance.toString() } };
      },
    ),
  ],
  [
    "/cosmos.bank.v1beta1.Query/AllBalances",
    query(
      QueryAllBalancesRequestSchema,
      QueryAllBalancesResponseSchema,
      ({ state }, { address }) => {
        const balance = balanceOf(state, bankAddress(address), unil);
        const balances = balance === 0n ? [] : [{ denom: unil, amount: balance.toString() }];
        return { balances, pagination: { total: BigInt(balances.length) } };
      },
    ),
  ],
  [
    "/cosmos.bank.v1beta1.Query/SupplyOf",
    query(QuerySupplyOfRequestSchema, QuerySupplyOfResponseSchema, ({ state }, { denom }) => {
      requireDenom(denom);
      const supply = denom === unil ? state.tables.totals.get(unil) ?? 0n : 0n;
      return { amount: { denom, amount: supply.toString() } };
    }),
  ],
  [
    "/cosmos.tx.v1beta1.Service/Simulate",
    query(SimulateRequestSchema, SimulateResponseSchema, simulate),
  ],
  [
    "/cosmos.tx.v1beta1.Service/GetTx",
    query(GetTxRequestSchema, GetTxResponseSchema, getTransaction),
  ],
]);

function simulate(
  node: ChainNode,
  { tx, txBytes }: MessageShape<typeof SimulateRequestSchema>,
): MessageInitShape<typeof SimulateResponseSchema> {
  const bytes = txBytes.length > 0 ? txBytes : tx;
  if (bytes.length === 0) throw status("InvalidArgument", "invalid empty tx");
  const { code, log, gasWanted, gasUsed, events, data } = node.simulate(bytes);
  if (code !== 0) throw status("Unknown", `${log} with gas used: '${gasUsed}'`);
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
  if (hash === "") throw status("InvalidArgument", "tx hash cannot be empty");
  const transaction = state.transactions.get(hash.toUpperCase());
  if (transaction === undefined) throw status("NotFound", `tx not found: ${hash}`);
  const { height, bytes, result } = transaction;
  const block = state.blocks.get(height)?.block;
  return {
    tx: bytes,
    txResponse: {
      height: BigInt(height),
      txhash: transaction.hash,
      codespace: result.codespace,
      code: result.code,
      data: upperHex(result.data),
      rawLog: result.log,
      gasWanted: result.gasWanted,
      gasUsed: BigInt(result.gasUsed),
      tx: { typeUrl: "/cosmos.tx.v1beta1.Tx", value: bytes },
      timestamp: timeJson(block && headerOf(block).time),
      events: result.events.map(eventJson),
    },
  };
}

function query<Request extends DescMessage, Response extends DescMessage>(
  requestSchema: Request,
  responseSchema: Response,
  answer: (
    node: ChainNode,
    request: MessageShape<Request>,
  ) => MessageInitShape<Response>,
): Query {
  return (node, data) => {
    let request: MessageShape<Request>;
    try {
      request = fromBinary(requestSchema, data);
    } catch (error) {
      throw refusal("invalidRequest", error instanceof Error ? error.message : String(error));
    }
    return toBinary(responseSchema, create(responseSchema, answer(node, request)));
  };
}

// Questions reach the SDK as gRPC calls, whose status is what remains of a refusal.
const statusReasons = {
  InvalidArgument: "invalidRequest",
  NotFound: "keyNotFound",
  Unknown: "unknownRequest",
} as const;

function status(code: keyof typeof statusReasons, detail: string): Refusal {
  return refusal(statusReasons[code], `rpc error: code = ${code} desc = ${detail}`);
}

function requireDenom(denom: string): void {
  if (!isValidDenom(denom)) throw status("InvalidArgument", `invalid denom: ${denom}`);
}

function balanceOf({ tables }: ChainState, address: string, denom: string): bigint {
  return denom === unil ? tables.balances.get(address) ?? 0n : 0n;
}

function queriedAddress(text: string): string {
  return orRefuse(text, (message) => refusal("invalidRequest", message));
}

function bankAddress(text: string): string {
  return orRefuse(text, (message) => status("InvalidArgument", `invalid address: ${message}`));
}

function orRefuse(text: string, refuse: (message: string) => Refusal): string {
  try {
    return parseAddress(text);
  } catch (error) {
    throw error instanceof Refusal ? refuse(error.message) : error;
  }
}

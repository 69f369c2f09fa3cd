/** Questions to the endpoint of a chain. */
import { create, fromBinary, toBinary } from "@bufbuild/protobuf";
import { withDeadline } from "../../async/deadline.ts";
import { platform } from "../../async/environment.ts";
import { defaultFetch } from "../../base/default_fetch.ts";
import { encodeHex } from "../../base/hex.ts";
import {
  QueryBalanceRequestSchema,
  QueryBalanceResponseSchema,
} from "../../gen/nilvm/chain/v1/query_pb.ts";
import { ChainRpc } from "../../payments/nilchain/chain_rpc.ts";
import { bytesOf } from "../../payments/nilchain/chain_view.ts";
import type { Limits } from "./node_questions.ts";

/** What an endpoint says of itself. */
export interface ChainState {
  readonly chainId: string;
  readonly height: string;
  readonly isCatchingUp: boolean;
  readonly hasIndex: boolean;
  /** When the latest block was made. */
  readonly latestBlock: Date;
}

/** An endpoint of a chain. */
export function chainAt(endpoint: string): ChainRpc {
  return new ChainRpc(endpoint, defaultFetch(), platform);
}

/** Asks an endpoint how it is. */
export async function chainState(rpc: ChainRpc, signal: AbortSignal): Promise<ChainState> {
  // deno-lint-ignore no-explicit-any
  const { node_info: node, sync_info: sync } = await rpc.call("status", {}, signal) as any;
  return {
    chainId: String(node.network),
    height: String(sync.latest_block_height),
    isCatchingUp: sync.catching_up === true,
    hasIndex: node.other?.tx_index === "on",
    latestBlock: new Date(sync.latest_block_time),
  };
}

interface BalanceAnswer {
  readonly response: {
    readonly code: number;
    readonly log?: string;
    readonly value?: string | null;
  };
}

/** Asks an endpoint how much an address has, in unil. */
export async function walletBalance(
  rpc: ChainRpc,
  address: string,
  { timeoutMs, signal: stopped }: Limits,
): Promise<bigint> {
  const request = create(QueryBalanceRequestSchema, { address, denom: "unil" });
  const question = {
    path: "/cosmos.bank.v1beta1.Query/Balance",
    data: encodeHex(toBinary(QueryBalanceRequestSchema, request)),
    height: "0",
    prove: false,
  };
  const answer = await withDeadline(
    timeoutMs,
    [stopped],
    platform,
    ({ signal }) => rpc.call("abci_query", question, signal),
  );
  const { code, log, value } = (answer as BalanceAnswer).response;
  if (code !== 0) throw new Error(String(log));
  const bytes = bytesOf(value ?? "");
  return BigInt(fromBinary(QueryBalanceResponseSchema, bytes).balance?.amount ?? "0");
}

/**
 * Calls of a chain's JSON-RPC without a network.
 *
 * @module
 */
import {
  type AuthExtension,
  type BankExtension,
  QueryClient,
  setupAuthExtension,
  setupBankExtension,
  setupTxExtension,
  type TxExtension,
} from "@cosmjs/stargate";
import { Comet38Client, type RpcClient } from "@cosmjs/tendermint-rpc";
import type { Chain } from "../../../src/devnet/chain/chain.ts";

/** The answer, unchecked. */
export interface RpcAnswer {
  status: number;
  // deno-lint-ignore no-explicit-any
  body: any;
}

/** Posts a body without changes. */
export async function post(chain: Chain, body: unknown, path = "/"): Promise<RpcAnswer> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return await answer(
    chain.fetch(new Request(`http://chain.test${path}`, { method: "POST", body: text })),
  );
}

/** Gets a path. */
export async function get(chain: Chain, path: string): Promise<RpcAnswer> {
  return await answer(chain.fetch(new Request(`http://chain.test${path}`)));
}

async function answer(pending: Promise<Response>): Promise<RpcAnswer> {
  const response = await pending;
  const text = await response.text();
  const isJson = response.headers.get("content-type") === "application/json" && text !== "";
  return { status: response.status, body: isJson ? JSON.parse(text) : text };
}

/** Calls a method and returns its result, or throws its error's data. */
export async function call(
  chain: Chain,
  method: string,
  params: unknown = {},
  // deno-lint-ignore no-explicit-any
): Promise<any> {
  const { body } = await post(chain, { jsonrpc: "2.0", id: 1, method, params });
  if (body.error) throw new Error(body.error.data ?? body.error.message);
  return body.result;
}

/** Broadcasts a transaction and returns the result of its check. */
export async function broadcast(
  chain: Chain,
  tx: Uint8Array,
): Promise<{ code: number; codespace: string; log: string; hash: string }> {
  return await call(chain, "broadcast_tx_sync", { tx: tx.toBase64() });
}

/** Connects a stock client of cosmjs to a chain in the same process. */
export function rpcClient(chain: Chain): RpcClient {
  return {
    async execute(request) {
      const { body } = await post(chain, request);
      if (body.error) throw new Error(JSON.stringify(body.error));
      return body;
    },
    disconnect() {},
  };
}

/** The queries of cosmjs to a chain in the same process. */
export function queryClient(
  chain: Chain,
): QueryClient & AuthExtension & BankExtension & TxExtension {
  return QueryClient.withExtensions(
    Comet38Client.create(rpcClient(chain)),
    setupAuthExtension,
    setupBankExtension,
    setupTxExtension,
  );
}

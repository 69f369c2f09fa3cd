import { encodeBase64 } from "../../../base/base64.ts";
import { encodeHex } from "../../../base/hex.ts";
import { toBinary } from "@bufbuild/protobuf";
import { BlockSchema } from "../../../gen/nilvm/chain/v1/block_pb.ts";
import { blockVersion, headerOf } from "../blocks/block.ts";
import { blockAt, type ChainNode, lowestHeight } from "./chain_node.ts";
import {
  base64OrNull,
  blockIdJson,
  blockJson,
  headerJson,
  resultJson,
  timeJson,
  transactionJson,
  upperHex,
} from "./json.ts";
import { findQuery } from "./queries.ts";
import { QueryRefusal } from "./query.ts";
import { ChainRefusal, chainRefusal } from "../transactions/chain_refusal.ts";
import {
  type ParamKinds,
  type ParamValues,
  readParams,
  RpcFailure,
  type RpcParams,
} from "./rpc_params.ts";
import type { ChainState, CommittedBlock } from "../transactions/state.ts";
import { searchTransactions } from "./tx_search.ts";
import type { Validator } from "../blocks/validator.ts";

/** Calls a method of the chain's JSON-RPC. */
export function callMethod(node: ChainNode, name: string, params: RpcParams): unknown {
  const method = methods.get(name);
  if (method === undefined) throw RpcFailure.methodNotFound();
  return method.call(node, params);
}

/** The names of the methods. */
export function methodNames(): string[] {
  return [...methods.keys()];
}

/** An HTML page that lists the methods, for people who open the chain's URL in a browser. */
export function describeMethods(): string {
  const items = [...methods].map(([name, { parameters }]) => `<li>${name}(${parameters})</li>`);
  return `<!doctype html><title>Chain</title><ul>${items.join("")}</ul>`;
}

interface Method {
  /** The names of the parameters, in order. */
  readonly parameters: string[];
  call(node: ChainNode, params: RpcParams): unknown;
}

function method<Kinds extends ParamKinds>(
  kinds: Kinds,
  answer: (node: ChainNode, params: ParamValues<Kinds>) => unknown,
): Method {
  return {
    parameters: Object.keys(kinds),
    call: (node, params) => answer(node, readParams(kinds, params)),
  };
}

// The version of CometBFT whose answers these are; clients read them accordingly.
const cometVersion = "0.38.12";
const p2pVersion = "8";

// The chain has no peers, but clients expect these fields: they have the defaults of a node.
const unusedAddresses = {
  p2p: "tcp://127.0.0.1:26656",
  channels: "40202122233038606100",
  rpc: "tcp://127.0.0.1:26657",
};

const pageSizeDefault = 30;
const pageSizeMax = 100;
const blockMetasMax = 20;

const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["health", method({}, () => ({}))],
  ["status", method({}, status)],
  [
    "abci_info",
    method({}, ({ state }) => ({
      response: {
        data: "nillionapp",
        last_block_height: state.height.toString(),
        last_block_app_hash: encodeBase64(state.appHash),
      },
    })),
  ],
  [
    "abci_query",
    method({ path: "string", data: "hex", height: "integer", prove: "boolean" }, abciQuery),
  ],
  [
    "broadcast_tx_sync",
    method({ tx: "bytes" }, (node, { tx = none }) => {
      const { hash, result: { code, log, codespace } } = node.submit(tx);
      return { code, data: "", log, codespace, hash };
    }),
  ],
  [
    "broadcast_tx_async",
    method({ tx: "bytes" }, (node, { tx = none }) => {
      const { hash } = node.submit(tx);
      return { code: 0, data: "", log: "", codespace: "", hash };
    }),
  ],
  ["broadcast_tx_commit", method({ tx: "bytes" }, broadcastAndWait)],
  [
    "tx",
    method({ hash: "bytes", prove: "boolean" }, ({ state }, { hash = none, prove = false }) => {
      refuseProof(prove);
      const transaction = state.transactions.get(upperHex(hash));
      if (transaction === undefined) throw new Error(`tx (${upperHex(hash)}) not found`);
      return transactionJson(transaction);
    }),
  ],
  [
    "tx_search",
    method({
      query: "string",
      prove: "boolean",
      page: "integer",
      per_page: "integer",
      order_by: "string",
    }, txSearch),
  ],
  [
    "block",
    method({ height: "integer" }, (node, { height }) => {
      const { id, block } = blockAt(node, height);
      return { block_id: blockIdJson(id), block: blockJson(block) };
    }),
  ],
  [
    "header",
    method({ height: "integer" }, (node, { height }) => ({
      header: headerJson(headerOf(blockAt(node, height).block)),
    })),
  ],
  ["block_results", method({ height: "integer" }, blockResults)],
  ["blockchain", method({ minHeight: "integer", maxHeight: "integer" }, blockchain)],
  [
    "validators",
    method({ height: "integer", page: "integer", per_page: "integer" }, (node, { height }) => ({
      block_height: headerOf(blockAt(node, height).block).height.toString(),
      validators: [{ ...validatorJson(node.validator), proposer_priority: "0" }],
      count: "1",
      total: "1",
    })),
  ],
  [
    "unconfirmed_txs",
    method({ limit: "integer" }, (node, { limit }) => {
      const txs = [...node.mempool.pending.values()].slice(0, pageSize(limit));
      return { ...mempoolSize(node, txs.length), txs: txs.map((tx) => encodeBase64(tx)) };
    }),
  ],
  [
    "num_unconfirmed_txs",
    method({}, (node) => ({ ...mempoolSize(node, node.mempool.pending.size), txs: null })),
  ],
]);

const none = new Uint8Array();

function status({ state, validator, latestBlock }: ChainNode): unknown {
  const [[earliestHeight, earliest] = []] = state.blocks;
  const latest = latestBlock();
  return {
    node_info: {
      protocol_version: { p2p: p2pVersion, block: blockVersion.toString(), app: "0" },
      id: encodeHex(validator.address),
      listen_addr: unusedAddresses.p2p,
      network: state.chainId,
      version: cometVersion,
      channels: unusedAddresses.channels,
      moniker: "devnet",
      other: { tx_index: "on", rpc_address: unusedAddresses.rpc },
    },
    sync_info: {
      ...blockSummary("latest", state.height, latest),
      ...blockSummary("earliest", earliestHeight, earliest),
      catching_up: false,
    },
    validator_info: validatorJson(validator),
  };
}

function blockSummary(
  prefix: "latest" | "earliest",
  height: number | undefined,
  committed: CommittedBlock | undefined,
): Record<string, string> {
  const header = committed && headerOf(committed.block);
  return {
    [`${prefix}_block_hash`]: upperHex(committed?.id.hash),
    [`${prefix}_app_hash`]: upperHex(header?.appHash),
    [`${prefix}_block_height`]: String(height ?? 0),
    [`${prefix}_block_time`]: timeJson(header?.time),
  };
}

function validatorJson({ address, publicKey, power }: Validator) {
  return {
    address: upperHex(address),
    pub_key: { type: "tendermint/PubKeyEd25519", value: encodeBase64(publicKey) },
    voting_power: power.toString(),
  };
}

function abciQuery(
  node: ChainNode,
  { path = "", data = none, height = 0 }: { path?: string; data?: Uint8Array; height?: number },
): unknown {
  const respond = (
    answer: { code: number; log: string; codespace: string; value: Uint8Array },
  ) => ({
    response: {
      code: answer.code,
      log: answer.log,
      info: "",
      index: "0",
      key: null,
      value: base64OrNull(answer.value),
      proofOps: null,
      height: node.state.height.toString(),
      codespace: answer.codespace,
    },
  });
  try {
    requireLatest(node.state, height);
    if (path === "") throw chainRefusal("unknownRequest", "no query path provided");
    const [, service = "", method = ""] = path.split("/");
    const value = findQuery(service, method)(node, data);
    return respond({ code: 0, log: "", codespace: "", value });
  } catch (error) {
    const refused = error instanceof QueryRefusal ? error.toRefusal() : error;
    if (!(refused instanceof ChainRefusal)) throw error;
    const { code, message: log, codespace } = refused;
    return respond({ code, log, codespace, value: none });
  }
}

/** The chain has the latest state only, like a node that prunes. */
function requireLatest({ height: latest }: ChainState, height: number): void {
  if (height === 0 || height === latest) return;
  if (height > latest) {
    throw chainRefusal(
      "invalidHeight",
      "cannot query with height in the future; please provide a valid height",
    );
  }
  throw chainRefusal(
    "invalidRequest",
    `failed to load state at height ${height}; version does not exist (latest height: ${latest})`,
  );
}

async function broadcastAndWait(
  node: ChainNode,
  { tx = none }: { tx?: Uint8Array },
): Promise<unknown> {
  const { hash, result } = node.submit(tx);
  const checked = resultJson(result);
  if (result.code !== 0) {
    const untouched = { ...result, code: 0, codespace: "", log: "", gasWanted: 0n, gasUsed: 0 };
    return { check_tx: checked, tx_result: resultJson(untouched), hash, height: "0" };
  }
  const committed = await node.committed(hash);
  return {
    check_tx: checked,
    tx_result: resultJson(committed.result),
    hash,
    height: committed.height.toString(),
  };
}

function txSearch(
  { state }: ChainNode,
  params: { query?: string; prove?: boolean; page?: number; per_page?: number; order_by?: string },
): unknown {
  const { query = "", prove = false, page, per_page, order_by = "" } = params;
  refuseProof(prove);
  const found = searchTransactions(state, query);
  if (order_by === "desc") found.reverse();
  else if (order_by !== "" && order_by !== "asc") {
    throw new Error("expected order_by to be either `asc` or `desc` or empty");
  }
  const size = pageSize(per_page);
  const pages = Math.max(1, Math.ceil(found.length / size));
  if (page !== undefined && (page < 1 || page > pages)) {
    throw new Error(`page should be within [1, ${pages}] range, given ${page}`);
  }
  const start = ((page ?? 1) - 1) * size;
  return {
    txs: found.slice(start, start + size).map(transactionJson),
    total_count: found.length.toString(),
  };
}

function blockResults(node: ChainNode, { height }: { height?: number }): unknown {
  const { block, transactions, appHash } = blockAt(node, height);
  return {
    height: headerOf(block).height.toString(),
    txs_results: transactions.length === 0
      ? null
      : transactions.map(({ result }) => resultJson(result)),
    finalize_block_events: [],
    validator_updates: null,
    consensus_param_updates: null,
    app_hash: encodeBase64(appHash),
  };
}

function blockchain(
  { state }: ChainNode,
  { minHeight = 0, maxHeight = 0 }: { minHeight?: number; maxHeight?: number },
): unknown {
  if (minHeight < 0 || maxHeight < 0) throw new Error("heights must be non-negative");
  const highest = Math.min(state.height, maxHeight === 0 ? state.height : maxHeight);
  const lowest = Math.max(lowestHeight(state), minHeight, highest - blockMetasMax + 1);
  if (lowest > highest) {
    throw new Error(`min height ${lowest} can't be greater than max height ${highest}`);
  }
  const metas: unknown[] = [];
  for (let height = highest; height >= lowest; height--) {
    const committed = state.blocks.get(height);
    if (committed === undefined) continue;
    const { id, block, transactions } = committed;
    metas.push({
      block_id: blockIdJson(id),
      block_size: toBinary(BlockSchema, block).length.toString(),
      header: headerJson(headerOf(block)),
      num_txs: transactions.length.toString(),
    });
  }
  return { last_height: state.height.toString(), block_metas: metas };
}

function mempoolSize({ mempool }: ChainNode, count: number) {
  return {
    n_txs: count.toString(),
    total: mempool.pending.size.toString(),
    total_bytes: mempool.pendingBytes.toString(),
  };
}

function pageSize(wanted: number | undefined): number {
  return wanted === undefined || wanted < 1 ? pageSizeDefault : Math.min(wanted, pageSizeMax);
}

function refuseProof(prove: boolean): void {
  if (prove) throw new Error("this chain gives no proofs");
}

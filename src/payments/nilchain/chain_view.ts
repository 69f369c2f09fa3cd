import { untilAborted } from "../../async/until_aborted.ts";
import { decodeBase64, encodeBase64 } from "../../base/base64.ts";
import { RpcError } from "./chain_rpc.ts";
import type { ChainRpc } from "./chain_rpc.ts";
import type { Signer, WalletTx } from "./signed_tx.ts";
import { txHashOf } from "./signed_tx.ts";

/** The chain's result of a transaction. */
export interface TxResult {
  /** 0 for success, or the number of the failure. */
  readonly code: number;
  /** The failure in words. */
  readonly log: string;
}

/** The result of a transaction in a block. */
export interface BlockResult extends TxResult {
  /** Whether the transaction used its sequence number. One that fails its first checks does not. */
  readonly isSequenceUsed: boolean;
}

/** A transaction of the wallet in a block. */
export interface IncludedTx extends WalletTx, BlockResult {
  /** The height of the block. */
  readonly height: number;
}

/** The chain's latest block, and the chain that it belongs to. */
export interface ChainHead {
  readonly height: number;
  /** The chain's id, if the endpoint gives it. */
  readonly chainId: string | undefined;
}

/** How many blocks are remembered. */
const blocksKept = 500;

/**
 * What one endpoint shows of the chain. It is what that endpoint says: only the bytes of a
 * transaction, with their hash and signature, prove themselves.
 */
export class ChainView {
  /** The endpoint. */
  readonly rpc: ChainRpc;
  readonly #signer: Signer;
  readonly #blocks = new Map<number, Promise<readonly IncludedTx[]>>();
  #height = 0;

  /** Looks at the chain through an endpoint. It sends nothing. */
  constructor(rpc: ChainRpc, signer: Signer) {
    this.rpc = rpc;
    this.#signer = signer;
  }

  /** The chain's latest block. Its height never falls, although a load balancer may ask a node that is late. */
  async head(signal: AbortSignal): Promise<ChainHead> {
    const { sync_info, node_info } = record(await this.rpc.call("status", {}, signal));
    const height = wholeNumber(record(sync_info)["latest_block_height"]);
    const { network } = record(node_info);
    this.#height = Math.max(this.#height, height);
    return { height: this.#height, chainId: typeof network === "string" ? network : undefined };
  }

  /** Forgets all blocks, since the chain has gone back to an earlier one. */
  forget(): void {
    this.#height = 0;
    this.#blocks.clear();
  }

  /** The wallet's transactions in a block, with their results. Calls at the same time share a request. */
  async transactions(height: number, signal: AbortSignal): Promise<readonly IncludedTx[]> {
    const known = this.#blocks.get(height);
    if (known !== undefined) {
      try {
        return await untilAborted(known, signal);
      } catch {
        signal.throwIfAborted(); // Otherwise the call that began the request was stopped.
      }
    }
    const read = this.#read(height, signal);
    this.#blocks.set(height, read);
    read.catch(() => this.#blocks.get(height) === read && this.#blocks.delete(height));
    const [oldest] = this.#blocks.keys();
    if (this.#blocks.size > blocksKept && oldest !== undefined) this.#blocks.delete(oldest);
    return await read;
  }

  async #read(height: number, signal: AbortSignal): Promise<readonly IncludedTx[]> {
    const params = { height: String(height) };
    const { block } = record(await this.rpc.call("block", params, signal));
    const { header, data } = record(block);
    if (wholeNumber(record(header)["height"]) !== height) {
      throw new RpcError(`the answer is not block ${height}`);
    }
    const own: { tx: WalletTx; index: number }[] = [];
    for (const [index, base64] of list(record(data)["txs"]).entries()) {
      const tx = await this.#signer.read(bytesOf(base64));
      if (tx !== undefined) own.push({ tx, index });
    }
    if (own.length === 0) return [];
    const results = record(await this.rpc.call("block_results", params, signal));
    if (wholeNumber(results["height"]) !== height) {
      throw new RpcError(`the answer is not the results of block ${height}`);
    }
    const all = list(results["txs_results"]);
    return own.map(({ tx, index }) => ({ ...tx, ...this.#result(all[index], tx), height }));
  }

  /** Looks for a transaction in the endpoint's index. The index may lag, be off, or hold a later result. */
  async indexed(txHash: string, signal: AbortSignal): Promise<IncludedTx | undefined> {
    let found: unknown;
    try {
      found = await this.#search(`tx.hash='${txHash}'`, signal);
    } catch (error) {
      if (!(error instanceof RpcError)) throw error;
      const bytes = Uint8Array.from(txHash.match(/../g)!, (digits) => parseInt(digits, 16));
      const hash = encodeBase64(bytes);
      found = await this.rpc.call("tx", { hash }, signal).catch((cause) => {
        if (!(cause instanceof RpcError)) throw cause;
      });
    }
    return await this.#included(found, (tx) => tx.txHash === txHash);
  }

  /** Looks in the endpoint's index for the transaction that used a sequence number. */
  async indexedAt(sequence: number, signal: AbortSignal): Promise<IncludedTx | undefined> {
    const { address } = this.#signer;
    const found = await this.#search(`tx.acc_seq='${address}/${sequence}'`, signal);
    return await this.#included(found, (tx) => tx.sequence === sequence);
  }

  /** It reads one page. A loop over pages never ends if the chain gives a wrong total. */
  async #search(query: string, signal: AbortSignal): Promise<unknown> {
    const params = { query, prove: false, page: "1", per_page: "1" };
    return list(record(await this.rpc.call("tx_search", params, signal))["txs"])[0];
  }

  async #included(
    found: unknown,
    isWanted: (tx: WalletTx) => boolean,
  ): Promise<IncludedTx | undefined> {
    if (found === undefined) return undefined;
    const { tx: base64, height, tx_result } = record(found);
    const bytes = bytesOf(base64);
    const tx = await this.#signer.read(bytes) ??
      // Another wallet's, which only its hash can name.
      { txHash: await txHashOf(bytes), sequence: -1, timeoutHeight: 0, bytes };
    if (!isWanted(tx)) return undefined;
    return { ...tx, ...this.#result(tx_result, tx), height: wholeNumber(height) };
  }

  #result(value: unknown, { sequence }: WalletTx): BlockResult {
    const { code, log, events } = record(value);
    const used = `${this.#signer.address}/${sequence}`;
    const isSequenceUsed = code === 0 ||
      list(events).some((event) =>
        list(record(event)["attributes"]).some((attribute) => {
          const { key, value } = record(attribute);
          return key === "acc_seq" && value === used;
        })
      );
    if (!Number.isSafeInteger(code)) throw new RpcError("the answer has no result");
    return { code: code as number, log: typeof log === "string" ? log : "", isSequenceUsed };
  }
}

/** The fields of an object in an answer; none if it is not an object. */
export function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? value as Record<string, unknown> : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function wholeNumber(value: unknown): number {
  const number = Number(value);
  if (value !== "" && Number.isSafeInteger(number) && number >= 0) return number;
  throw new RpcError("the answer has no height");
}

/** The bytes of base64 text. */
export function bytesOf(base64: unknown): Uint8Array {
  const bytes = decodeBase64(base64);
  if (bytes === undefined) throw new RpcError("the answer has no base64");
  return bytes;
}

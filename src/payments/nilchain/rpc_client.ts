import type { RpcClient } from "@cosmjs/tendermint-rpc";
import type { Fetch } from "../../network/node_fetch.ts";
import { readBody } from "../../network/read_body.ts";
import { untilAborted } from "../../async/until_aborted.ts";

/** A JSON-RPC error of the chain's node. */
export class RpcError extends Error {
  /** Always `RpcError`. */
  override readonly name = "RpcError";
}

/** Makes a client of the chain's JSON-RPC that uses a `fetch` and ends when a signal aborts. */
export function rpcClient(endpoint: string, fetch: Fetch, signal: AbortSignal): RpcClient {
  return {
    async execute(request) {
      signal.throwIfAborted();
      const answered = fetch(endpoint, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(request),
        signal,
      });
      const response = await untilAborted(answered, signal, ({ body }) => body?.cancel());
      const body = await readBody(response, signal);
      const answer = parse(await body.text());
      if (answer?.error !== undefined) {
        throw new RpcError(`${answer.error.message}: ${answer.error.data ?? "no details"}`);
      }
      if (!response.ok || answer === undefined || !("result" in answer)) {
        throw new Error(`HTTP ${response.status} without a JSON-RPC answer`);
      }
      return { jsonrpc: "2.0", id: request.id, result: answer.result };
    },
    disconnect() {},
  };
}

interface Answer {
  result?: unknown;
  error?: { message?: string; data?: string };
}

function parse(text: string): Answer | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === "object" && answer !== null ? answer : undefined;
  } catch {
    return undefined;
  }
}

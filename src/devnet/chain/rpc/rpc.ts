import type { ChainNode } from "./chain_node.ts";
import { callMethod, describeMethods } from "./rpc_methods.ts";
import { RpcFailure, type RpcParams } from "./rpc_params.ts";

const bodyBytesMax = 1_000_000;
const batchSizeMax = 10;

// A proxy before the reference devnet's chain adds these headers for browsers.
const corsHeaders = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "POST",
  "access-control-allow-headers": "content-type",
};

type Id = string | number;

/** Serves CometBFT's JSON-RPC over HTTP: calls and batches by POST, single calls by GET. */
export async function serveRpc(node: ChainNode, request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname !== "/") return await serveUri(node, pathname.slice(1), searchParams);
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (bytes.length > bodyBytesMax) {
    const detail = "error reading request body: http: request body too large";
    return json(errorResponse(undefined, RpcFailure.invalidRequest(detail)), 400);
  }
  if (bytes.length === 0) return respond(describeMethods(), 200, "text/html");
  return await serveBody(node, new TextDecoder().decode(bytes));
}

async function serveUri(
  node: ChainNode,
  name: string,
  searchParams: URLSearchParams,
): Promise<Response> {
  const params: RpcParams = { form: "uri", values: Object.fromEntries(searchParams) };
  const response = await call(node, -1, name, params);
  if (!("error" in response)) return json(response);
  return response.error.code === RpcFailure.methodNotFound().code
    ? respond("404 page not found\n", 404, "text/plain; charset=utf-8")
    : json(response, 500);
}

async function serveBody(node: ChainNode, body: string): Promise<Response> {
  let calls: Call[];
  let isBatch: boolean;
  try {
    const parsed: unknown = parseJson(body);
    isBatch = Array.isArray(parsed);
    calls = (Array.isArray(parsed) ? parsed : [parsed]).map(parseCall);
  } catch (error) {
    const detail = `error unmarshaling request: ${error instanceof Error ? error.message : error}`;
    return json(errorResponse(undefined, RpcFailure.parseError(detail)), 500);
  }
  if (isBatch && calls.length > batchSizeMax) {
    const detail = `batch request exceeds maximum (${batchSizeMax}) allowed number of requests`;
    return json(errorResponse(undefined, RpcFailure.invalidRequest(detail)));
  }
  const responses: RpcResponse[] = [];
  for (const { id, method, params } of calls) {
    // CometBFT ignores calls without an id.
    if (id !== undefined) responses.push(await call(node, id, method, params));
  }
  const [first] = responses;
  if (first === undefined) return respond("", 200, "application/json");
  return json(responses.length === 1 ? first : responses);
}

/** A request of JSON-RPC. */
interface Call {
  readonly id: Id | undefined;
  readonly method: string;
  readonly params: RpcParams;
}

function parseCall(value: unknown): Call {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error(
      `json: cannot unmarshal ${jsonKind(value)} into Go value of type types.RPCRequest`,
    );
  }
  const { id, method, params } = value as Record<string, unknown>;
  if (id !== undefined && id !== null && typeof id !== "string" && typeof id !== "number") {
    throw new Error(`JSON-RPC ID (${JSON.stringify(id)}) is of unknown type (${jsonKind(id)})`);
  }
  if (method !== undefined && typeof method !== "string") {
    throw new Error(
      `json: cannot unmarshal ${jsonKind(method)} into Go struct field .method of type string`,
    );
  }
  return {
    id: id ?? undefined,
    method: method ?? "",
    params: { form: "json", values: params ?? {} },
  };
}

type RpcResponse =
  | { jsonrpc: "2.0"; id: Id; result: unknown }
  | { jsonrpc: "2.0"; id?: Id; error: { code: number; message: string; data?: string } };

async function call(
  node: ChainNode,
  id: Id,
  method: string,
  params: RpcParams,
): Promise<RpcResponse> {
  try {
    return { jsonrpc: "2.0", id, result: await callMethod(node, method, params) };
  } catch (error) {
    return errorResponse(id, error);
  }
}

function errorResponse(id: Id | undefined, error: unknown): RpcResponse {
  const { code, message, data } = error instanceof RpcFailure
    ? error
    : RpcFailure.internal(error instanceof Error ? error.message : String(error));
  return {
    jsonrpc: "2.0",
    ...(id === undefined ? {} : { id }),
    error: { code, message, ...(data === "" ? {} : { data }) },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The chain is written in Go, whose parser names a character that no value can begin with.
    const first = text.trimStart()[0];
    if (first === undefined) throw new Error("unexpected end of JSON input", { cause: error });
    if (!/[[{"\-0-9tfn]/.test(first)) {
      throw new Error(`invalid character '${first}' looking for beginning of value`, {
        cause: error,
      });
    }
    throw error;
  }
}

function jsonKind(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  return typeof value === "boolean" ? "bool" : typeof value;
}

function json(value: RpcResponse | RpcResponse[], statusCode = 200): Response {
  return respond(JSON.stringify(value), statusCode, "application/json");
}

function respond(body: string, statusCode: number, contentType: string): Response {
  return new Response(body, {
    status: statusCode,
    headers: { "content-type": contentType, ...corsHeaders },
  });
}

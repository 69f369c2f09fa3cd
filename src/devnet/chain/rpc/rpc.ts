import type { ChainNode } from "./chain_node.ts";
import { callMethod, describeMethods } from "./rpc_methods.ts";
import { RpcError, type RpcParams } from "./rpc_params.ts";

const maxBodyBytes = 1_000_000;
const maxBatchSize = 10;

// Browsers reach the reference devnet's chain through a proxy that adds these.
const corsHeaders = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "POST",
  "access-control-allow-headers": "content-type",
};

type Id = string | number;

/** Serves the JSON-RPC of CometBFT over HTTP: calls and batches by POST, single calls by GET. */
export async function serveRpc(node: ChainNode, request: Request): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  if (pathname !== "/") return await serveUri(node, pathname.slice(1), searchParams);
  const body = await readBody(request);
  if (body === undefined) {
    const detail = "error reading request body: http: request body too large";
    return json(errorResponse(undefined, RpcError.invalidRequest(detail)), 400);
  }
  if (body === "") return respond(describeMethods(), 200, "text/html");
  return await serveBody(node, body);
}

async function serveUri(
  node: ChainNode,
  name: string,
  searchParams: URLSearchParams,
): Promise<Response> {
  const params: RpcParams = { form: "uri", values: Object.fromEntries(searchParams) };
  const response = await call(node, -1, name, params);
  if (!("error" in response)) return json(response);
  return response.error.code === RpcError.methodNotFound().code
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
    return json(errorResponse(undefined, RpcError.parseError(detail)), 500);
  }
  if (isBatch && calls.length > maxBatchSize) {
    const detail = `batch request exceeds maximum (${maxBatchSize}) allowed number of requests`;
    return json(errorResponse(undefined, RpcError.invalidRequest(detail)));
  }
  const responses: RpcResponse[] = [];
  for (const { id, method, params } of calls) {
    // A call without an id asks for no answer, and gets nothing done either.
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
  const { code, message, data } = error instanceof RpcError
    ? error
    : RpcError.internal(error instanceof Error ? error.message : String(error));
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
    // Go names the first letter that cannot begin a value; for what is wrong further on, our parser's words do.
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

/** The body as text, or `undefined` where it is too long. */
async function readBody(request: Request): Promise<string | undefined> {
  if (request.body === null) return "";
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body) {
    length += chunk.length;
    if (length > maxBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return await new Blob(chunks as BlobPart[]).text();
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

import { decodeBase64 } from "../../base/base64.ts";
import { decodeHex } from "../../../base/hex.ts";
/** The failure of a JSON-RPC call. */
export class RpcFailure extends Error {
  override readonly name = "RpcError";
  /** JSON-RPC's number for this kind of failure. */
  readonly code: number;
  /** The details; may be empty. */
  readonly data: string;

  constructor(code: number, message: string, data: string) {
    super(message);
    this.code = code;
    this.data = data;
  }

  static parseError(data: string): RpcFailure {
    return new RpcFailure(-32700, "Parse error. Invalid JSON", data);
  }

  static invalidRequest(data: string): RpcFailure {
    return new RpcFailure(-32600, "Invalid Request", data);
  }

  static methodNotFound(): RpcFailure {
    return new RpcFailure(-32601, "Method not found", "");
  }

  static invalidParams(data: string): RpcFailure {
    return new RpcFailure(-32602, "Invalid params", data);
  }

  static internal(data: string): RpcFailure {
    return new RpcFailure(-32603, "Internal error", data);
  }
}

/** The parameters of a call: in a JSON body, by name or by position, or in the query of a URI. */
export type RpcParams =
  | { readonly form: "json"; readonly values: unknown }
  | { readonly form: "uri"; readonly values: Record<string, string> };

interface KindTypes {
  string: string;
  integer: number;
  boolean: boolean;
  /** Base64 in JSON. */
  bytes: Uint8Array;
  /** Hex in JSON. */
  hex: Uint8Array;
}

/** The parameters of a method, in order: their names and kinds. */
export type ParamKinds = Record<string, keyof KindTypes>;

/** The arguments of a method. All of them are optional. */
export type ParamValues<Kinds extends ParamKinds> = {
  [name in keyof Kinds]?: KindTypes[Kinds[name]];
};

/** Reads the parameters of a method, or throws an {@linkcode RpcFailure}. Ignores unknown parameters. */
export function readParams<Kinds extends ParamKinds>(
  kinds: Kinds,
  params: RpcParams,
): ParamValues<Kinds> {
  const source = params.form === "uri" ? "http" : "json";
  try {
    const named = params.form === "uri" ? params.values : byName(Object.keys(kinds), params.values);
    const values: Record<string, unknown> = {};
    for (const [name, kind] of Object.entries(kinds)) {
      const given = Object.hasOwn(named, name) ? named[name] : undefined;
      if (given === undefined || given === null || given === "") continue;
      values[name] = params.form === "uri" ? fromUri(kind, String(given)) : fromJson(kind, given);
    }
    return values as ParamValues<Kinds>;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw RpcFailure.invalidParams(`error converting ${source} params to arguments: ${detail}`);
  }
}

function byName(names: string[], values: unknown): Record<string, unknown> {
  if (Array.isArray(values)) {
    if (values.length !== names.length) {
      throw new Error(`expected ${names.length} parameters (${names}), got ${values.length}`);
    }
    return Object.fromEntries(names.map((name, i) => [name, values[i]]));
  }
  if (typeof values !== "object" || values === null) {
    throw new Error("unknown type for JSON params. Expected map or array");
  }
  return values as Record<string, unknown>;
}

function fromJson(kind: keyof KindTypes, value: unknown): KindTypes[keyof KindTypes] {
  switch (kind) {
    case "boolean":
      if (typeof value === "boolean") return value;
      break;
    case "integer":
      if (isInteger(String(value))) return Number(value);
      break;
    case "string":
      if (typeof value === "string") return value;
      break;
    case "bytes":
      if (typeof value === "string") return decodeBase64(value);
      break;
    case "hex":
      if (typeof value === "string") return hexBytes(value);
      break;
  }
  throw new Error(`expected ${kind}, got ${JSON.stringify(value)}`);
}

/** In a URI, text is quoted as in JSON. Bytes are such a text, or hex after `0x`. */
function fromUri(kind: keyof KindTypes, text: string): KindTypes[keyof KindTypes] {
  if (kind === "integer" || kind === "boolean") return fromJson(kind, JSON.parse(text));
  if (/^0x/i.test(text)) {
    const bytes = hexBytes(text.slice(2));
    return kind === "string" ? new TextDecoder().decode(bytes) : bytes;
  }
  const value: unknown = JSON.parse(text);
  if (typeof value !== "string") throw new Error(`expected ${kind}, got ${text}`);
  return kind === "string" ? value : new TextEncoder().encode(value);
}

function isInteger(text: string): boolean {
  return /^-?[0-9]+$/.test(text) && Number.isSafeInteger(Number(text));
}

function hexBytes(text: string): Uint8Array {
  const bytes = decodeHex(text);
  if (bytes === undefined) throw new Error(`expected hex, got ${text}`);
  return bytes;
}

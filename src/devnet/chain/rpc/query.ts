import {
  create,
  type DescMessage,
  fromBinary,
  type MessageInitShape,
  type MessageShape,
  toBinary,
} from "@bufbuild/protobuf";
import { Code } from "@connectrpc/connect";
import type { ChainNode } from "./chain_node.ts";
import {
  type ChainRefusal,
  chainRefusal,
  type ChainRefusalReason,
} from "../transactions/chain_refusal.ts";

/** The chain's refusal of a query, with a gRPC status. */
export class QueryRefusal extends Error {
  override readonly name = "QueryRefusal";
  /** The gRPC status. */
  readonly code: Code;
  readonly #bare: boolean;

  /** @param bare whether the SDK's error has no status; gRPC turns such an error into `Unknown` */
  constructor(code: Code, message: string, bare = false) {
    super(message);
    this.code = code;
    this.#bare = bare;
  }

  /** The refusal for an error without a status. */
  static unknown(message: string): QueryRefusal {
    return new QueryRefusal(Code.Unknown, message, true);
  }

  /** The same refusal in an answer to `abci_query`, which has the SDK's errors only. */
  toRefusal(): ChainRefusal {
    if (this.code === Code.Unimplemented) {
      return chainRefusal("unknownRequest", "unknown query path");
    }
    if (this.#bare) return chainRefusal("invalidRequest", this.message);
    const reason = reasons[this.code] ?? "unknownRequest";
    return chainRefusal(reason, `rpc error: code = ${Code[this.code]} desc = ${this.message}`);
  }
}

const reasons: Partial<Record<Code, ChainRefusalReason>> = {
  [Code.InvalidArgument]: "invalidRequest",
  [Code.NotFound]: "keyNotFound",
};

/** Answers a serialized request with a serialized response, or throws a {@linkcode QueryRefusal}. */
export type Query = (node: ChainNode, data: Uint8Array) => Uint8Array;

/** Makes a query from a function on messages. */
export function query<Request extends DescMessage, Response extends DescMessage>(
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
      const reason = error instanceof Error ? error.message : String(error);
      throw new QueryRefusal(Code.Internal, reason, true);
    }
    return toBinary(responseSchema, create(responseSchema, answer(node, request)));
  };
}

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
import { QueryRefusal } from "../query_refusal.ts";

/** Answers a serialized question with a serialized answer, or throws a {@linkcode QueryRefusal}. */
export type Query = (node: ChainNode, data: Uint8Array) => Uint8Array;

/** A question and its answer as messages. */
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

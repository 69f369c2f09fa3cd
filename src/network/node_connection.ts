import type {
  DescMessage,
  DescMethodServerStreaming,
  DescMethodUnary,
  MessageInitShape,
  MessageShape,
} from "@bufbuild/protobuf";
import type { Transport } from "@connectrpc/connect";
import { tokenHeader } from "./auth_token.ts";
import type { ClusterMember } from "./cluster.ts";
import type { Call } from "./deadline.ts";
import type { VmError } from "../errors.ts";
import { fromUnknown } from "./from_unknown.ts";

/**
 * The way to one node: each request carries a token for it, and what a request throws is a
 * `VmError` that names it.
 */
export class NodeConnection {
  /** Who it leads to. */
  readonly member: ClusterMember;
  readonly #transport: Transport;
  readonly #token: () => string;

  /** Leads to a member over a transport, with the tokens of one user. */
  constructor(member: ClusterMember, transport: Transport, token: () => string) {
    this.member = member;
    this.#transport = transport;
    this.#token = token;
  }

  /** Sends a request once. */
  async send<In extends DescMessage, Out extends DescMessage>(
    method: DescMethodUnary<In, Out>,
    request: MessageInitShape<In>,
    call: Call,
  ): Promise<MessageShape<Out>> {
    try {
      const headers = this.#headers();
      return (await this.#transport.unary(method, call.signal, undefined, headers, request))
        .message;
    } catch (error) {
      throw this.#errorFor(error, call);
    }
  }

  /** Sends a request once, and gives the answers to it. */
  async *receive<In extends DescMessage, Out extends DescMessage>(
    method: DescMethodServerStreaming<In, Out>,
    request: MessageInitShape<In>,
    call: Call,
  ): AsyncIterable<MessageShape<Out>> {
    try {
      const headers = this.#headers();
      const requests = single(request);
      yield* (await this.#transport.stream(method, call.signal, undefined, headers, requests))
        .message;
    } catch (error) {
      throw this.#errorFor(error, call);
    }
  }

  #headers(): Record<string, string> {
    return { [tokenHeader]: this.#token() };
  }

  #errorFor(error: unknown, { signal, phase, txHash }: Call): VmError {
    if (signal.aborted) return fromUnknown(signal.reason);
    const { id, endpoint } = this.member;
    return fromUnknown(error, { node: id, phase, txHash }, `Node ${id} at ${endpoint}`);
  }
}

/** The transport takes requests as a stream would give them. */
async function* single<T>(message: T): AsyncIterable<T> {
  yield message;
}

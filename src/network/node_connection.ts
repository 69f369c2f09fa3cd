import type {
  DescMessage,
  DescMethodUnary,
  MessageInitShape,
  MessageShape,
} from "@bufbuild/protobuf";
import type { Transport } from "@connectrpc/connect";
import { tokenHeader } from "./auth_token.ts";
import type { ClusterMember } from "./cluster.ts";
import type { Call } from "./deadline.ts";
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
    { signal, phase, txHash }: Call,
  ): Promise<MessageShape<Out>> {
    const headers = { [tokenHeader]: this.#token() };
    try {
      return (await this.#transport.unary(method, signal, undefined, headers, request)).message;
    } catch (error) {
      signal.throwIfAborted();
      const { id, endpoint } = this.member;
      throw fromUnknown(error, { node: id, phase, txHash }, `Node ${id} at ${endpoint}`);
    }
  }
}

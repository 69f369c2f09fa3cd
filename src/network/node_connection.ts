import type {
  DescMessage,
  DescMethodServerStreaming,
  DescMethodUnary,
  MessageInitShape,
  MessageShape,
} from "@bufbuild/protobuf";
import { Code, ConnectError, type Transport } from "@connectrpc/connect";
import type { ClusterMember } from "./cluster.ts";
import type { Call } from "../async/deadline.ts";
import { UnavailableError, type VmError } from "../errors/mod.ts";
import { toVmError } from "./failure.ts";

/**
 * The way to one node: a request whose token it refuses is sent once more with a new one, and what
 * a request throws is a `VmError` that names the node.
 */
export class NodeConnection {
  /** Who it leads to. */
  readonly member: ClusterMember;
  readonly #transport: Transport;
  readonly #renewToken: () => void;

  /** Leads to a member over a transport that adds tokens. */
  constructor(member: ClusterMember, transport: Transport, renewToken: () => void) {
    this.member = member;
    this.#transport = transport;
    this.#renewToken = renewToken;
  }

  /** Sends a request and gives the answer to it. */
  async send<In extends DescMessage, Out extends DescMessage>(
    method: DescMethodUnary<In, Out>,
    request: MessageInitShape<In>,
    call: Call,
  ): Promise<MessageShape<Out>> {
    return await this.#authenticated(call, async () => {
      const { signal } = call;
      return (await this.#transport.unary(method, signal, undefined, undefined, request)).message;
    });
  }

  /** Sends a request, and gives the answers to it. */
  async *receive<In extends DescMessage, Out extends DescMessage>(
    method: DescMethodServerStreaming<In, Out>,
    request: MessageInitShape<In>,
    call: Call,
  ): AsyncIterable<MessageShape<Out>> {
    const { signal } = call;
    const answers = await this.#authenticated(
      call,
      async () =>
        (await this.#transport.stream(method, signal, undefined, undefined, single(request)))
          .message,
    );
    try {
      yield* answers;
    } catch (error) {
      throw this.#errorFor(error, call);
    }
  }

  async #authenticated<T>(call: Call, send: () => Promise<T>): Promise<T> {
    try {
      return await send().catch((error) => {
        if (!(error instanceof ConnectError && error.code === Code.Unauthenticated)) throw error;
        this.#renewToken();
        return send();
      });
    } catch (error) {
      throw this.#errorFor(error, call);
    }
  }

  #errorFor(error: unknown, { signal, phase, txHash }: Call): VmError {
    const { id, endpoint } = this.member;
    const context = { node: id, phase, txHash };
    const who = `Node ${id} at ${endpoint}`;
    if (!signal.aborted) return toVmError(error, context, who);
    const reason = toVmError(signal.reason);
    // Only a limit of the client's own on waiting for a node says something about the node.
    return reason instanceof UnavailableError
      ? new UnavailableError(`${who}: ${reason.message}`, { ...context, cause: reason })
      : reason;
  }
}

/** The transport takes requests as a stream would give them. */
async function* single<T>(message: T): AsyncIterable<T> {
  yield message;
}

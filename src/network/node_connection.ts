import type {
  DescMessage,
  DescMethodServerStreaming,
  DescMethodUnary,
  MessageInitShape,
  MessageShape,
} from "@bufbuild/protobuf";
import type { Transport } from "@connectrpc/connect";
import type { ClusterMember } from "./cluster.ts";
import type { Call } from "../async/deadline.ts";
import { UnavailableError, type VmError } from "../errors/mod.ts";
import { failureOf, toVmError } from "./failure.ts";
import type { RetryBudget } from "../async/retry_budget.ts";
import type { ServerClock } from "./server_clock.ts";

/**
 * A connection to one node. When the node refuses a token, the request is sent once more with a new
 * one. A failed request throws a `VmError` that names the node.
 */
export class NodeConnection {
  /** The node. */
  readonly member: ClusterMember;
  /** The retries that the client has left, which all its connections share. */
  readonly budget: RetryBudget | undefined;
  /** The clock of the node. */
  readonly clock: ServerClock;
  readonly #transport: Transport;
  readonly #renewToken: () => void;

  /** Connects to a node over a transport that adds tokens. */
  constructor(
    member: ClusterMember,
    transport: Transport,
    renewToken: () => void,
    clock: ServerClock,
    budget?: RetryBudget,
  ) {
    this.member = member;
    this.budget = budget;
    this.clock = clock;
    this.#transport = transport;
    this.#renewToken = renewToken;
  }

  /** Sends a request and gives its answer. */
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

  /** Sends a request and gives its stream of answers. */
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
      const answer = await send().catch((error) => {
        // One new token is tried before the table of failures has its say.
        if (failureOf(error).reason !== "tokenRefused") throw error;
        this.#renewToken();
        return send();
      });
      this.budget?.refill();
      return answer;
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
    // Of all reasons to stop, only the client's own limit on one attempt is about the node.
    return reason instanceof UnavailableError
      ? new UnavailableError(`${who}: ${reason.message}`, { ...context, cause: reason })
      : reason;
  }
}

/** The transport takes the request of a streaming method as an iterable. */
async function* single<T>(message: T): AsyncIterable<T> {
  yield message;
}

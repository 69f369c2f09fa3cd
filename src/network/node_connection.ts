import type {
  DescMessage,
  DescMethodServerStreaming,
  DescMethodUnary,
  MessageInitShape,
  MessageShape,
} from "@bufbuild/protobuf";
import type { ClusterMember } from "./cluster.ts";
import type { Call } from "../async/deadline.ts";
import { UnavailableError, type VmError } from "../errors/mod.ts";
import { failureOf, toVmError } from "./failure.ts";
import type { NodeTransport } from "./node_transport.ts";
import { asRequest, type Meter } from "../events/observe.ts";
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
  readonly #transport: NodeTransport;
  readonly #renewToken: () => void;

  /** Connects to a node over a transport that adds tokens. */
  constructor(
    member: ClusterMember,
    transport: NodeTransport,
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
    const [answer] = await this.#exchange(method, request, call);
    return answer!;
  }

  /** Sends a request and gives all its answers. */
  receive<In extends DescMessage, Out extends DescMessage>(
    method: DescMethodServerStreaming<In, Out>,
    request: MessageInitShape<In>,
    call: Call,
  ): Promise<MessageShape<Out>[]> {
    return this.#exchange(method, request, call);
  }

  #exchange<In extends DescMessage, Out extends DescMessage>(
    method: DescMethodUnary<In, Out> | DescMethodServerStreaming<In, Out>,
    request: MessageInitShape<In>,
    call: Call,
  ): Promise<MessageShape<Out>[]> {
    const send = (meter?: Meter) => this.#send(method, request, call, meter);
    return asRequest(call, method, this.member, send);
  }

  async #send<In extends DescMessage, Out extends DescMessage>(
    method: DescMethodUnary<In, Out> | DescMethodServerStreaming<In, Out>,
    request: MessageInitShape<In>,
    call: Call,
    meter: Meter | undefined,
  ): Promise<MessageShape<Out>[]> {
    const send = () => this.#transport(method, request, call.signal, meter);
    try {
      let answers: MessageShape<Out>[];
      try {
        answers = await send();
      } catch (error) {
        // One new token is tried before the table of failures has its say.
        if (failureOf(error).reason !== "tokenRefused") throw error;
        this.#renewToken();
        answers = await send();
      }
      this.budget?.refill();
      return answers;
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

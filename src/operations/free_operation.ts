import type { NodeOutcome } from "../errors/mod.ts";
import { type Asked, mayBeResumed, outcomesOf } from "../fan_out/ask_nodes.ts";
import { type Call, type CallOptions, checkCallOptions } from "../async/deadline.ts";
import { untilAborted } from "../async/until_aborted.ts";
import { agree, type NodeRequest } from "../fan_out/agree.ts";
import type { Session } from "./session.ts";

/**
 * Something the network does for nothing. Nothing is sent before `invoke` is called.
 *
 * @example Delete, and see that every node has
 * ```ts
 * import { SecretInteger } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assertEquals } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await devnet.client();
 * const id = await client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 }).invoke();
 *
 * const operation = client.deleteValues(id);
 * await operation.invoke();
 *
 * assertEquals(operation.outcomes.map(({ status }) => status), ["done", "done", "done"]);
 * ```
 */
export class FreeOperation<Result> {
  readonly #session: Session;
  readonly #request: NodeRequest<unknown, Result>;
  readonly #limits: CallOptions;
  #outcomes: readonly NodeOutcome[] = [];
  #unfinished: readonly Asked<unknown>[] = [];
  #running: Promise<Result> | undefined;

  /** Made by the methods of `VmClient`. */
  constructor(
    session: Session,
    request: NodeRequest<unknown, Result>,
    limits: CallOptions = {},
  ) {
    this.#session = session;
    this.#request = request;
    this.#limits = limits;
  }

  /** What each node did when the operation was last invoked. */
  get outcomes(): readonly NodeOutcome[] {
    return this.#outcomes;
  }

  /**
   * Has the nodes do it. Invoking it again after it reached only some of them goes on with the
   * others.
   *
   * @throws {PermissionDeniedError} When the user may not do this.
   * @throws {NotFoundError} When what it works on does not exist.
   * @throws {UnavailableError} When nodes cannot be reached; `outcomes` says which have done it.
   * Invoke it again to reach the others.
   * @throws {NodesDisagreeError} When nodes answer differently.
   * @throws {ComputationFailedError} When it waits for a computation that has no result.
   * @throws {TimeoutError} When it was not done in time; invoke it again to go on.
   * @throws {AbortedError} When the signal aborted.
   *
   * @example Delete, and wait for no longer than ten seconds
   * ```ts
   * import { NotFoundError, SecretInteger } from "@nilvm/client";
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { assertRejects } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * await using client = await devnet.client();
   *
   * const id = await client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 }).invoke();
   *
   * await client.deleteValues(id).invoke({ timeoutMs: 10_000 });
   *
   * await assertRejects(() => client.retrieveValues(id).invoke(), NotFoundError);
   * ```
   */
  async invoke(options: CallOptions = {}): Promise<Result> {
    const limits = this.#limitsOf(checkCallOptions(options));
    const running = this.#running;
    if (running !== undefined) {
      return await this.#session.run(limits, (call) => untilAborted(running, call.signal));
    }
    this.#running = this.#session.run(limits, (call) => this.#invoke(call))
      .finally(() => this.#running = undefined);
    return await this.#running;
  }

  /** How Deno shows it: who forgets `invoke()` sees why nothing happens. */
  [Symbol.for("Deno.customInspect")](): string {
    return "FreeOperation { <nothing happens before invoke() is called> }";
  }

  /** How Node shows it. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return "FreeOperation { <nothing happens before invoke() is called> }";
  }

  #limitsOf({ signal, timeoutMs = this.#limits.timeoutMs }: CallOptions): CallOptions {
    const signals = [signal, this.#limits.signal].filter((each) => each !== undefined);
    return { signal: signals.length > 1 ? AbortSignal.any(signals) : signals[0], timeoutMs };
  }

  async #invoke(call: Call): Promise<Result> {
    const { environment } = this.#session.connection;
    const what = `${this.#request.what} as user ${this.#session.userId}`;
    const agreement = await agree({ ...this.#request, what }, this.#unfinished, environment, call);
    const { outcomes, conclusion, error } = agreement;
    this.#outcomes = outcomesOf(outcomes);
    this.#unfinished = error !== undefined && outcomes.some(mayBeResumed) ? outcomes : [];
    if (error !== undefined) throw error;
    return conclusion.result;
  }
}

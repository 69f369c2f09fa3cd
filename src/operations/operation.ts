import { type Call, type CallOptions, checkCallOptions } from "../async/deadline.ts";
import { untilAborted } from "../async/until_aborted.ts";
import {
  FailedPreconditionError,
  InvalidArgumentError,
  type NodeOutcome,
  type VmErrorFields,
} from "../errors/mod.ts";
import { withContext } from "../errors/with_context.ts";
import { agree, type NodeRequest } from "../fan_out/agree.ts";
import { type Asked, isResumable, outcomesOf } from "../fan_out/ask_nodes.ts";
import { toVmError } from "../network/failure.ts";
import type { Session } from "./session.ts";

/** What an operation does when it is invoked. */
export interface Work<Result> {
  /** What each node did at the last attempt. */
  readonly outcomes: readonly NodeOutcome[];
  /** Whether it is begun and not done. */
  readonly isResumable: boolean;
  /** Whether it is done anew each time, as a free read is. */
  readonly isRepeated: boolean;
  /** Does it, or what is left of it. */
  attempt(call: Call): Promise<Result>;
  /** Lets go of all that it holds. */
  release(): void;
}

/** One thing that is done once: concurrent callers share an attempt, later ones the result. */
export class Once<Result> {
  #running: Promise<Result> | undefined;
  #kept: { readonly result: Result } | undefined;

  /** Whether it is done. */
  get isDone(): boolean {
    return this.#kept !== undefined;
  }

  /** Gives the result, by an attempt of its own where there is neither a result nor an attempt yet. */
  run(
    session: Session,
    options: CallOptions,
    attempt: (call: Call) => Promise<Result>,
    isRepeated = false,
  ): Promise<Result> {
    if (this.#kept !== undefined) return Promise.resolve(this.#kept.result);
    const running = this.#running;
    if (running !== undefined) {
      return session.run(options, (call) => untilAborted(running, call.signal));
    }
    this.#running = session.run(options, async (call) => {
      const result = await attempt(call);
      if (!isRepeated) this.#kept = { result };
      return result;
    }).finally(() => this.#running = undefined);
    return this.#running;
  }

  /** Lets go of the result. */
  release(): void {
    this.#kept = undefined;
  }
}

/**
 * Something the network does. Nothing is sent before `invoke` is called.
 *
 * An operation is done once. When it has failed, the next `invoke` goes on from there. When it has
 * succeeded, the next one gives the same result; only results of computations, which are read for
 * nothing, are asked for again.
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
export class Operation<Result> {
  readonly #session: Session;
  readonly #work: Work<Result>;
  readonly #limits: CallOptions;
  readonly #once = new Once<Result>();
  #isReleased = false;

  /** Made by the methods of `VmClient`. */
  constructor(session: Session, work: Work<Result>, limits: CallOptions = {}) {
    this.#session = session;
    this.#work = work;
    this.#limits = limits;
  }

  /**
   * What each node did when the operation was last invoked: for a read that succeeded, also which
   * nodes did not answer or gave wrong shares.
   */
  get outcomes(): readonly NodeOutcome[] {
    return this.#work.outcomes;
  }

  /**
   * Whether it is paid, or may be, or some nodes have done it, and it is not done: the next
   * `invoke` goes on with that.
   */
  get isResumable(): boolean {
    return this.#work.isResumable;
  }

  /**
   * Has the nodes do it, and pays for it where it costs something.
   *
   * Money moves at most once. When it fails after it was paid, or may have been, invoking it again
   * goes on from there: with the same payment, and only at the nodes that have not done it. After
   * success it gives the same result again and costs nothing. Concurrent calls share one attempt;
   * a limit of a later one ends its own wait and nothing else.
   *
   * @throws {InvalidArgumentError} When the network cannot serve it at any price, or a node refuses
   * what it was given.
   * @throws {InvalidProgramError} When it stores a program that cannot be compiled.
   * @throws {QuoteExpiredError} When a price asked for with `quote` is no longer valid; nothing was
   * paid.
   * @throws {InsufficientFundsError} When neither balance nor wallet cover the price; nothing was
   * paid.
   * @throws {PaymentUnknownError} When the payment may have been made; invoke the operation again
   * to find out.
   * @throws {PermissionDeniedError} When the user may not do this.
   * @throws {NotFoundError} When what it works on does not exist.
   * @throws {UnavailableError} When nodes cannot be reached; `outcomes` says which have done it.
   * Invoke it again to reach the others.
   * @throws {NodesDisagreeError} When nodes answer differently.
   * @throws {ComputationFailedError} When it waits for a computation that has no result.
   * @throws {FailedPreconditionError} When the operation was disposed of.
   * @throws {TimeoutError} When it was not done in time; invoke it again to go on.
   * @throws {AbortedError} When the signal aborted; invoke it again to go on.
   */
  async invoke(options: CallOptions = {}): Promise<Result> {
    const limits = bothLimits(this.#limits, checkCallOptions(options));
    if (this.#isReleased) throw released();
    const work = this.#work;
    const attempt = (call: Call) => work.attempt(call);
    return await this.#once.run(this.#session, limits, attempt, work.isRepeated);
  }

  /**
   * Refuses `await` of the operation itself, which is a mistake: nothing happens before `invoke()`.
   *
   * @throws {InvalidArgumentError} Always.
   */
  then(_: never): never {
    throw new InvalidArgumentError(
      "An operation does nothing when it is awaited: call .invoke() and await that",
    );
  }

  /** Lets go of the result, which may be a secret, and of all else. It cannot be invoked any more. */
  [Symbol.dispose](): void {
    this.#isReleased = true;
    this.#once.release();
    this.#work.release();
  }

  /** How Deno shows it. */
  [Symbol.for("Deno.customInspect")](): string {
    return shown;
  }

  /** How Node shows it. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return shown;
  }
}

const shown = "Operation { <nothing happens before invoke() is called> }";

/** The refusal to go on with an operation after its end. */
export function released(): FailedPreconditionError {
  return new FailedPreconditionError(
    "The operation was disposed of: make a new one to do it again",
  );
}

function bothLimits(own: CallOptions, options: CallOptions): CallOptions {
  const { signal, timeoutMs = own.timeoutMs } = options;
  const signals = [signal, own.signal].filter((each) => each !== undefined);
  return { signal: signals.length > 1 ? AbortSignal.any(signals) : signals[0], timeoutMs };
}

/**
 * Adds what was to be done, and for whom, to the error of an attempt: the one place where an
 * operation's errors get their context.
 */
export function inContext(
  error: unknown,
  what: string,
  { userId }: Session,
  { phase, txHash }: Call,
  outcomes: readonly NodeOutcome[] | undefined,
): Error {
  const thrown = toVmError(error);
  const fields: VmErrorFields = {
    phase: thrown.phase ?? phase,
    txHash: thrown.txHash ?? txHash,
    outcomes,
  };
  return withContext(thrown, fields, `${what} as user ${userId} failed. ${thrown.message}`);
}

/** A request that costs nothing. */
export interface FreeRequest<Answer, Result> extends NodeRequest<Answer, Result> {
  /** What is asked for, as errors call it: `Deleting values 5f1d...`. */
  readonly what: string;
  /** Whether it reads, so that each invocation asks again. */
  readonly isRead: boolean;
}

/** Makes the work of a request that costs nothing. */
export function freeWork<Answer, Result>(
  session: Session,
  { what, isRead, ...request }: FreeRequest<Answer, Result>,
): Work<Result> {
  let asked: readonly Asked<Answer>[] = [];
  const work = {
    outcomes: [] as readonly NodeOutcome[],
    isResumable: false,
    isRepeated: isRead,
    async attempt(call: Call): Promise<Result> {
      const { environment } = session.connection;
      const { outcomes, conclusion, error } = await agree(request, asked, environment, call);
      work.outcomes = outcomesOf(outcomes);
      work.isResumable = error !== undefined && outcomes.some(isResumable);
      asked = work.isResumable ? outcomes : [];
      if (conclusion !== undefined) return conclusion.result;
      throw inContext(error, what, session, call, work.outcomes);
    },
    release() {
      asked = [];
    },
  };
  return work;
}

import { abortWith, ended } from "../async/abort_with.ts";
import { type Call, type CallOptions, checkCallOptions, checkSignal } from "../async/deadline.ts";
import { untilAborted } from "../async/until_aborted.ts";
import type { OperationName } from "../events/vm_event.ts";
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

/** The work of an operation. */
export interface Work<Result> {
  /** Has it done once, for all operations that share it. */
  readonly once: Once<Result>;
  /** What each node did in the last attempt. */
  readonly outcomes: readonly NodeOutcome[];
  /** How many lying nodes the result of the last attempt is certain against. */
  readonly toleratedFaults?: number | undefined;
  /** Whether the next attempt goes on with an earlier one. */
  readonly isResumable: boolean;
  /** Whether every call does the work again, as for a free read. */
  readonly isRepeated: boolean;
  /** Does the work, or the rest of it. */
  attempt(call: Call, limits: CallOptions): Promise<Result>;
  /** Drops all data. */
  release(): void;
}

/** Does one thing once. Concurrent calls share an attempt, later calls get the kept result. */
export class Once<Result> {
  /** The name that events have for it. */
  readonly operation: OperationName;
  #running: Promise<Result> | undefined;
  #kept: { readonly result: Result } | undefined;
  #isReleased = false;

  /** Does it under a name. */
  constructor(operation: OperationName) {
    this.operation = operation;
  }

  /** Gives the kept result, or that of the running attempt, or starts an attempt. */
  run(
    session: Session,
    options: CallOptions,
    attempt: (call: Call) => Promise<Result>,
    isRepeated = false,
  ): Promise<Result> {
    if (this.#kept !== undefined) return Promise.resolve(this.#kept.result);
    const running = this.#running;
    if (running !== undefined) {
      const wait = (call: Call) => untilAborted(running, call.signal);
      return session.run(options, wait, this.operation);
    }
    this.#running = session.run(options, async (call) => {
      const result = await attempt(call);
      if (!isRepeated && !this.#isReleased) this.#kept = { result };
      return result;
    }, this.operation).finally(() => this.#running = undefined);
    return this.#running;
  }

  /** Drops the result, also that of a running attempt. */
  release(): void {
    this.#isReleased = true;
    this.#kept = undefined;
  }
}

/**
 * One request to the network. It sends nothing before `invoke()` is called.
 *
 * An operation is done once. After a failure, the next `invoke()` resumes it. After success, the next
 * `invoke()` gives the same result. Only the free read of compute results asks the nodes again.
 *
 * @example Delete values, and see that every node has deleted them
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
  readonly #work: Work<unknown>;
  readonly #limits: CallOptions;
  readonly #read: (result: unknown) => Result;
  #isReleased = false;

  /** Made by the methods of `VmClient`. What the work gives is read by `read`, if that is given. */
  constructor(
    session: Session,
    work: Work<unknown>,
    limits: CallOptions = {},
    // The methods of VmClient tie the work to the result.
    read: (result: unknown) => Result = (result) => result as Result,
  ) {
    this.#session = session;
    this.#work = work;
    this.#limits = limits;
    this.#read = read;
  }

  /**
   * What each node did at the last `invoke()`. After a successful read it also names the nodes that
   * did not answer or gave wrong shares.
   */
  get outcomes(): readonly NodeOutcome[] {
    return this.#work.outcomes;
  }

  /**
   * How many lying nodes the result of the last `invoke()` is certain against. With more liars it may be wrong.
   *
   * A read that m nodes answered, r of them with wrong shares, is certain against m − degree − 1 − r liars, and permissions
   * that g nodes agree on against g − 1. It is 0 for values with an ECDSA signature: verify the signature. It is
   * `undefined` before the end of a read, and for what is no read of values, results or permissions.
   */
  get toleratedFaults(): number | undefined {
    return this.#work.toleratedFaults;
  }

  /**
   * Whether the next `invoke()` goes on with an earlier attempt: one that may be paid, or that some
   * nodes have served.
   */
  get isResumable(): boolean {
    return this.#work.isResumable;
  }

  /**
   * Pays for the operation if it has a price, and sends it to the nodes.
   *
   * It pays at most once. After a failure, the next `invoke()` goes on with the same payment, at the
   * nodes that have not served the request. After success it gives the same result and costs
   * nothing. Concurrent calls share one attempt; the signal and `timeoutMs` of a later call end only
   * its own wait.
   *
   * @throws {InvalidArgumentError} When the leader or a node refuses the request as invalid.
   * @throws {InvalidProgramError} When the program to store cannot be compiled.
   * @throws {QuoteExpiredError} When the quote from `quote()` has expired. Nothing was paid.
   * @throws {InsufficientFundsError} When neither balance nor wallet covers the price. Nothing was
   * paid.
   * @throws {PaymentUnknownError} When the payment may have been made. Invoke the operation again to
   * find out.
   * @throws {PermissionDeniedError} When the user has no permission.
   * @throws {NotFoundError} When the values, program or computation does not exist.
   * @throws {UnavailableError} When nodes cannot be reached. Invoke the operation again to resume.
   * @throws {NodesDisagreeError} When nodes answer differently.
   * @throws {ComputationFailedError} When the computation failed.
   * @throws {NotEnoughSharesError} When a read gets too few shares to recover the values, or for its `faultTolerance`.
   * @throws {CorruptShareError} When shares contradict each other beyond repair, or too much for the `faultTolerance`.
   * @throws {FailedPreconditionError} When the operation was disposed of.
   * @throws {TimeoutError} When its time ran out. Invoke the operation again to resume.
   * @throws {AbortedError} When its signal aborted. Invoke the operation again to resume.
   */
  async invoke(options: CallOptions = {}): Promise<Result> {
    const own = this.#limits;
    const { timeoutMs = own.timeoutMs, maxFeesUnil, onEvent = own.onEvent } = checkCallOptions(
      options,
    );
    if (this.#isReleased) throw released();
    const work = this.#work;
    return this.#read(
      await withEither(own.signal, options.signal, (signal) => {
        const limits = { signal, timeoutMs, maxFeesUnil, onEvent };
        const attempt = (call: Call) => work.attempt(call, limits);
        return work.once.run(this.#session, limits, attempt, work.isRepeated);
      }),
    );
  }

  /**
   * Refuses `await operation`, which would do nothing. Use `await operation.invoke()`.
   *
   * @throws {InvalidArgumentError} Always.
   */
  then(_: never): never {
    throw new InvalidArgumentError(
      "Awaiting an operation does nothing: call .invoke() and await its result",
    );
  }

  /** Drops the result, which may be a secret, and all other data. `invoke()` throws from then on. */
  [Symbol.dispose](): void {
    this.#isReleased = true;
    this.#work.once.release();
    this.#work.release();
  }

  /** The text that Deno shows. */
  [Symbol.for("Deno.customInspect")](): string {
    return shown;
  }

  /** The text that Node shows. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return shown;
  }
}

const shown = "Operation { <invoke() starts it> }";

/** The error of a call after the operation was disposed of. */
export function released(): FailedPreconditionError {
  return new FailedPreconditionError(
    "The operation was disposed of: make a new one",
  );
}

/** Runs a call with a signal that aborts when either of two does, if both are given. */
async function withEither<T>(
  own: AbortSignal | undefined,
  given: AbortSignal | undefined,
  call: (signal: AbortSignal | undefined) => Promise<T>,
): Promise<T> {
  if (own === undefined || given === undefined) return await call(given ?? own);
  const stop = new AbortController();
  const over = new AbortController();
  try {
    for (const signal of [own, given]) abortWith(stop, checkSignal(signal), over.signal);
    return await call(stop.signal);
  } finally {
    over.abort(ended);
  }
}

/**
 * Adds the action and the user to the error of an attempt. Only here an operation's errors get their
 * context.
 *
 * @param action What the operation does, such as `Deleting values 5f1d...`.
 */
export function inContext(
  error: unknown,
  action: string,
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
  return withContext(thrown, fields, `${action} as user ${userId} failed. ${thrown.message}`);
}

/** A request that costs nothing. */
export interface FreeRequest<Answer, Result> extends NodeRequest<Answer, Result> {
  /** What the operation does, for errors: `Deleting values 5f1d...`. */
  readonly action: string;
  /** Whether it is a read, which every call sends again. */
  readonly isRead: boolean;
}

/** Makes the work of a request that costs nothing. */
export function freeWork<Answer, Result>(
  session: Session,
  operation: OperationName,
  { action, isRead, ...request }: FreeRequest<Answer, Result>,
): Work<Result> {
  let asked: readonly Asked<Answer>[] = [];
  let isReleased = false;
  const work = {
    once: new Once<Result>(operation),
    outcomes: [] as readonly NodeOutcome[],
    toleratedFaults: undefined as number | undefined,
    isResumable: false,
    isRepeated: isRead,
    async attempt(call: Call): Promise<Result> {
      const { environment } = session.connection;
      const { outcomes, conclusion, error } = await agree(request, asked, environment, call);
      work.outcomes = outcomesOf(outcomes);
      work.toleratedFaults = conclusion?.toleratedFaults;
      work.isResumable = !isReleased && error !== undefined && outcomes.some(isResumable);
      asked = work.isResumable ? outcomes : [];
      if (conclusion !== undefined) return conclusion.result;
      throw inContext(error, action, session, call, work.outcomes);
    },
    release() {
      isReleased = true;
      work.isResumable = false;
      asked = [];
    },
  };
  return work;
}

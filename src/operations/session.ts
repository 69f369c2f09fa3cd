import {
  type Call,
  type CallOptions,
  checkCallOptions,
  checkListener,
  withDeadline,
} from "../async/deadline.ts";
import { type Environment, platform } from "../async/environment.ts";
import { checkOptions, type OptionNames } from "../base/check_options.ts";
import { encodeHex } from "../base/hex.ts";
import { described, shown } from "../base/text.ts";
import type { Tracer } from "../events/tracer.ts";
import type { OperationName } from "../events/vm_event.ts";
import { AbortedError, InvalidArgumentError } from "../errors/mod.ts";
import { checkSigner, publicKeyBytes, type Signer } from "../keys/signer.ts";
import { UserId } from "../keys/user_id.ts";
import { SecretMasker } from "../masking/secret_masker.ts";
import { connect, type Connection } from "../network/connect.ts";
import { toVmError } from "../network/failure.ts";
import type { Network } from "../network/network.ts";
import type { Journal } from "../journal/journal.ts";
import { boundedJournal } from "../journal/memory_journal.ts";
import { readAmount } from "../payments/checks.ts";
import type { Payer, PaymentMode } from "../payments/payer.ts";
import { PaymentLog } from "../payments/payment_log.ts";
import type { PaymentMeans } from "../payments/purchase.ts";

/** The user, the network and the payment of a client. */
export interface VmClientOptions extends CallOptions {
  /** The user's key, or who signs with it. */
  key: Signer;
  /** The network. */
  network: Network;
  /** Pays on the chain. Without a payer, operations are paid from the balance only. */
  payer?: Payer | undefined;
  /**
   * Keeps payments that are under way, for `resumePayments()` after a crash: a journal of
   * `@nilvm/client/journal`, or your own. Unless given, the latest 1,000 are kept until the client is
   * dropped.
   */
  journal?: Journal | undefined;
  /** How operations are paid; `balance` unless given. */
  paymentMode?: PaymentMode | undefined;
  /** The `timeoutMs` of calls that set none, in milliseconds; 120,000 unless given. */
  timeoutMs?: number | undefined;
  /** Makes spans of what the client does, such as a tracer of `@opentelemetry/api`. */
  tracer?: Tracer | undefined;
  /** Replaces the platform's clock, randomness and timers, to repeat a run. */
  environment?: Partial<Environment> | undefined;
}

/** The state that operations share: one user and one cluster. */
export interface Session extends PaymentMeans {
  /** The connections to the nodes. */
  readonly connection: Connection;
  /** Masks and unmasks values for these nodes. */
  readonly masker: SecretMasker;
  /** The user. */
  readonly userId: UserId;
  /** Runs a call until it ends, its limits stop it, or the client is closed. Without a name it is a part of another one. */
  run<T>(
    options: CallOptions,
    task: (call: Call) => Promise<T>,
    operation?: OperationName,
  ): Promise<T>;
  /** The most that an operation may cost that sets no limit of its own, in unil. */
  readonly maxFeesUnil: bigint | undefined;
}

const names: OptionNames<VmClientOptions> = {
  key: true,
  network: true,
  payer: true,
  journal: true,
  paymentMode: true,
  timeoutMs: true,
  maxFeesUnil: true,
  signal: true,
  onEvent: true,
  tracer: true,
  environment: true,
};

const defaultTimeoutMs = 120_000;

/** How many payments a client without a journal keeps: those of the latest operations that failed. */
const entriesMax = 1_000;

/**
 * Checks a client's options, and connects its user to the network.
 *
 * @throws {InvalidArgumentError} When an option is missing, malformed, or has an unknown name.
 * @throws {UnavailableError} When the bootnode cannot be reached.
 * @throws {InternalError} When the bootnode describes an unusable cluster.
 * @throws {ClusterMismatchError} When it describes another cluster than the network's options allow.
 * @throws {FailedPreconditionError} When the journal cannot be read, or another process has it.
 */
export async function openSession(
  options: VmClientOptions,
): Promise<{ session: Session; close: () => Promise<void> }> {
  if (typeof options !== "object" || options === null) {
    throw new InvalidArgumentError(
      `VmClient.create takes an object: { key, network, payer }, got ${described(options)}`,
    );
  }
  const { key, network, payer, journal, paymentMode = "balance", signal } = checkOptions(
    options,
    "A client",
    names,
  );
  const { timeoutMs = defaultTimeoutMs } = options;
  checkSigner(key);
  if (typeof network?.bootnode !== "string") {
    throw new InvalidArgumentError(`network must be a Network, got ${described(network)}`, {
      option: "network",
    });
  }
  if (paymentMode !== "balance" && paymentMode !== "perOperation") {
    throw new InvalidArgumentError(
      `paymentMode must be "balance" or "perOperation", got ${shown(paymentMode)}`,
      { option: "paymentMode" },
    );
  }
  if (payer !== undefined && typeof payer?.submitPayment !== "function") {
    throw new InvalidArgumentError(
      `payer must have a submitPayment() method, such as a NilChainPayer, got ${described(payer)}`,
      { option: "payer" },
    );
  }
  const journalMethods = ["write", "remove", "entries"] as const;
  if (
    journal !== undefined && journalMethods.some((name) => typeof journal?.[name] !== "function")
  ) {
    throw new InvalidArgumentError(
      `journal must have the methods ${journalMethods.join(", ")}, got ${described(journal)}`,
      { option: "journal" },
    );
  }
  checkListener(options);
  const { onEvent, tracer } = options;
  if (tracer !== undefined && typeof tracer?.startActiveSpan !== "function") {
    throw new InvalidArgumentError(
      `tracer must have a startActiveSpan() method, got ${described(tracer)}`,
      { option: "tracer" },
    );
  }
  if (paymentMode === "perOperation" && payer === undefined) {
    throw new InvalidArgumentError('paymentMode "perOperation" needs a `payer`', {
      option: "payer",
    });
  }
  const maxFeesUnil = options.maxFeesUnil === undefined
    ? undefined
    : readAmount(options.maxFeesUnil, "maxFeesUnil");
  const environment = { ...platform, ...options.environment };
  // Without `randomBytes`, the core calls the platform's generator directly.
  const randomBytes = options.environment?.randomBytes;
  let calls = 0;
  /** Runs the task of a call, and tells of it. */
  const observed = async <T>(
    operation: OperationName,
    limits: CallOptions,
    call: Call,
    task: (call: Call) => Promise<T>,
  ): Promise<T> => {
    const listeners = [onEvent, limits.onEvent];
    if ((onEvent ?? limits.onEvent ?? tracer) === undefined) return await task(call);
    // Only who listens loads it.
    const { observeCall } = await import("../events/observer.ts").catch((error) => {
      throw toVmError(error);
    });
    const number = ++calls;
    const options = { listeners, tracer, environment, operation, number, toVmError };
    return await observeCall(options, call, task);
  };
  const connection = await withDeadline(
    timeoutMs,
    [signal],
    environment,
    (call) => observed("connect", {}, call, (call) => connect(network, key, environment, call)),
  );
  const { primeBits, polynomialDegree, members, leader } = connection.cluster;
  const parties = members.map(({ identity }) => identity);
  // Each call gets its own signal: Node warns of a leak when a signal has many listeners.
  const running = new Map<AbortController, Promise<unknown>>();
  let closed: AbortedError | undefined;
  const userId = UserId.fromPublicKey(publicKeyBytes(key));
  const owner = { user: `${userId}`, leader: encodeHex(leader.publicKey.contents) };
  const log = new PaymentLog(journal ?? boundedJournal(entriesMax), owner, environment);
  // A journal that cannot be read is told now, and not after a crash.
  if (journal !== undefined) {
    await withDeadline(timeoutMs, [signal], environment, (call) => log.records(call.signal));
  }
  const session: Session = {
    connection,
    masker: SecretMasker.create({ primeBits, polynomialDegree, parties, randomBytes }),
    userId,
    log,
    payer,
    paymentMode,
    maxFeesUnil,
    async run(limits, task, operation) {
      checkCallOptions(limits);
      const closing = new AbortController();
      if (closed !== undefined) closing.abort(closed);
      const signals = [limits.signal, closing.signal];
      const result = withDeadline(
        limits.timeoutMs ?? timeoutMs,
        signals,
        environment,
        operation === undefined ? task : (call) => observed(operation, limits, call, task),
      );
      running.set(closing, result);
      try {
        return await result;
      } catch (error) {
        throw toVmError(error);
      } finally {
        running.delete(closing);
      }
    },
  };
  const close = async () => {
    closed = new AbortedError("The client was closed: create a new one");
    for (const closing of running.keys()) closing.abort(closed);
    await Promise.allSettled(running.values());
  };
  return { session, close };
}

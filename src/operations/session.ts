import { type Call, type CallOptions, checkCallOptions, withDeadline } from "../async/deadline.ts";
import { type Environment, platform } from "../async/environment.ts";
import { checkOptions, type OptionNames } from "../base/check_options.ts";
import { AbortedError, InvalidArgumentError } from "../errors/mod.ts";
import { PrivateKey } from "../keys/private_key.ts";
import { UserId } from "../keys/user_id.ts";
import { SecretMasker } from "../masking/secret_masker.ts";
import { connect, type Connection } from "../network/connect.ts";
import { toVmError } from "../network/failure.ts";
import type { Network } from "../network/network.ts";
import type { Payer, PaymentMode } from "../payments/payer.ts";
import type { PaymentMeans } from "../payments/purchase.ts";

/** Who the client acts for, where, and how it pays. */
export interface VmClientOptions extends CallOptions {
  /** The key of the user to act for. */
  key: PrivateKey;
  /** The network to work with. */
  network: Network;
  /** Pays on the chain; without one operations are paid from the balance alone. */
  payer?: Payer | undefined;
  /** How operations are paid; `balance` unless given. */
  paymentMode?: PaymentMode | undefined;
  /**
   * How long a call may take that sets no `timeoutMs` of its own, in milliseconds; 120,000 unless
   * given.
   */
  timeoutMs?: number | undefined;
  /** Replaces the platform's clock, randomness and timers, to replay a run. */
  environment?: Partial<Environment> | undefined;
}

/** What operations share: one user at one cluster. */
export interface Session extends PaymentMeans {
  /** The ways to the nodes. */
  readonly connection: Connection;
  /** Splits secrets for these nodes and puts them together. */
  readonly masker: SecretMasker;
  /** Who is calling. */
  readonly userId: UserId;
  /** Runs a call within its limits and the life of the client. */
  run<T>(options: CallOptions, task: (call: Call) => Promise<T>): Promise<T>;
}

const names: OptionNames<VmClientOptions> = {
  key: true,
  network: true,
  payer: true,
  paymentMode: true,
  timeoutMs: true,
  signal: true,
  environment: true,
};

const defaultTimeoutMs = 120_000;

/**
 * Checks a client's options, and connects its user to the network.
 *
 * @throws {InvalidArgumentError} When an option is missing, misspelt or of another type.
 * @throws {UnavailableError} When the bootnode cannot be reached.
 * @throws {InternalError} When it describes a cluster that cannot be used.
 */
export async function openSession(
  options: VmClientOptions,
): Promise<{ session: Session; close: () => Promise<void> }> {
  if (typeof options !== "object" || options === null) {
    throw new InvalidArgumentError("A client takes { key, network }, and a payer to pay with");
  }
  const { key, network, payer, paymentMode = "balance", signal } = checkOptions(
    options,
    "A client",
    names,
  );
  const { timeoutMs = defaultTimeoutMs } = options;
  if (!(key instanceof PrivateKey)) {
    throw new InvalidArgumentError("A client takes a PrivateKey as its key", { option: "key" });
  }
  if (typeof network?.bootnode !== "string") {
    throw new InvalidArgumentError("A client takes a Network, which says where its bootnode is", {
      option: "network",
    });
  }
  if (paymentMode !== "balance" && paymentMode !== "perOperation") {
    throw new InvalidArgumentError(
      `A payment mode is "balance" or "perOperation", not ${JSON.stringify(String(paymentMode))}`,
      { option: "paymentMode" },
    );
  }
  if (payer !== undefined && typeof payer?.submitPayment !== "function") {
    throw new InvalidArgumentError("A payer has a submitPayment method, as a NilChainPayer has", {
      option: "payer",
    });
  }
  if (paymentMode === "perOperation" && payer === undefined) {
    throw new InvalidArgumentError("Paying per operation takes a payer", { option: "payer" });
  }
  const environment = { ...platform, ...options.environment };
  // The masker's own way to the platform's generator writes straight into the core.
  const randomBytes = options.environment?.randomBytes;
  const connection = await withDeadline(
    timeoutMs,
    [signal],
    environment,
    (call) => connect(network, key, environment, call),
  );
  const { primeBits, polynomialDegree, members } = connection.cluster;
  const parties = members.map(({ identity }) => identity);
  // Each call has a signal of its own: of many listeners to one Node warns.
  const running = new Map<AbortController, Promise<unknown>>();
  let closed: AbortedError | undefined;
  const session: Session = {
    connection,
    masker: SecretMasker.create({ primeBits, polynomialDegree, parties, randomBytes }),
    userId: UserId.fromPublicKey(key.publicKey),
    payer,
    paymentMode,
    async run(limits, task) {
      checkCallOptions(limits);
      const closing = new AbortController();
      if (closed !== undefined) closing.abort(closed);
      const signals = [limits.signal, closing.signal];
      const result = withDeadline(limits.timeoutMs ?? timeoutMs, signals, environment, task);
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
    closed = new AbortedError("The client is closed");
    for (const closing of running.keys()) closing.abort(closed);
    await Promise.allSettled(running.values());
  };
  return { session, close };
}

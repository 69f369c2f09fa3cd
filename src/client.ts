import { checkOptions, type OptionNames } from "./base/check_options.ts";
import { AbortedError, InvalidArgumentError } from "./errors/mod.ts";
import { checkUserId } from "./keys/check_user_id.ts";
import { PrivateKey } from "./keys/private_key.ts";
import { UserId } from "./keys/user_id.ts";
import { SecretMasker } from "./masking/secret_masker.ts";
import type { Cluster } from "./network/cluster.ts";
import { connect } from "./network/connect.ts";
import { type CallOptions, checkCallOptions, withDeadline } from "./async/deadline.ts";
import { type Environment, platform } from "./async/environment.ts";
import { toVmError } from "./network/failure.ts";
import type { Network } from "./network/network.ts";
import { compute, type ComputeOptions } from "./operations/compute.ts";
import type { ComputeId } from "./operations/compute_id.ts";
import { deleteValues } from "./operations/delete_values.ts";
import { freeWork, Operation } from "./operations/operation.ts";
import { overwritePermissions } from "./operations/overwrite_permissions.ts";
import { PaidOperation } from "./operations/paid_operation.ts";
import { type PoolStatus, poolStatus } from "./operations/pool_status.ts";
import {
  retrieveComputeResults,
  type RetrieveComputeResultsOptions,
} from "./operations/retrieve_compute_results.ts";
import type { RetrieveOptions } from "./operations/retrieve_options.ts";
import { retrievePermissions } from "./operations/retrieve_permissions.ts";
import { retrieveValues } from "./operations/retrieve_values.ts";
import type { Session } from "./operations/session.ts";
import { storeProgram } from "./operations/store_program.ts";
import { storeValues, type StoreValuesOptions } from "./operations/store_values.ts";
import { updatePermissions } from "./operations/update_permissions.ts";
import { type AccountBalance, requestBalance } from "./payments/balance.ts";
import { Deposit } from "./payments/deposit.ts";
import type { Payer, PaymentMode } from "./payments/payer.ts";
import type { PriceQuote } from "./payments/quote.ts";
import { requestReceipt, type SignedReceipt } from "./payments/receipt.ts";
import { checkTxHash } from "./payments/tx_hash.ts";
import { unilMax } from "./payments/unil_max.ts";
import type { Permissions } from "./permissions/permissions.ts";
import type { PermissionsDelta } from "./permissions/permissions_delta.ts";
import type { CompiledProgram } from "./programs/compile_program.ts";
import type { ProgramId } from "./programs/program_id.ts";
import type { Values } from "./values/values.ts";
import type { ValuesId } from "./values/values_id.ts";

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
 * A user at a network of nodes.
 *
 * A method that stands for a paid operation sends nothing by itself: it checks its arguments,
 * splits the secrets, and returns an operation with `quote()` to see the price and `invoke()` to
 * pay and have it done.
 *
 * @example Store and read a secret
 * ```ts
 * import { SecretInteger } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assert } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await devnet.client();
 *
 * const values = { answer: new SecretInteger(42) };
 * const id = await client.storeValues(values, { ttlDays: 1 }).invoke();
 * const read = await client.retrieveValues(id).invoke();
 *
 * assert(values.answer.equals(read.answer));
 * ```
 */
export class VmClient {
  /** The user the client acts for. */
  readonly userId: UserId;
  /** The network it works with. */
  readonly network: Network;
  /** The nodes of the network, as its bootnode described them. */
  readonly cluster: Cluster;
  /** How operations are paid. */
  readonly paymentMode: PaymentMode;
  readonly #session: Session;
  readonly #unsettledDeposits = new Map<string, Deposit[]>();
  readonly #close: () => Promise<void>;

  /** Made by {@linkcode VmClient.create}. */
  constructor(session: Session, network: Network, close: () => Promise<void>) {
    this.userId = session.userId;
    this.network = network;
    this.cluster = session.connection.cluster;
    this.paymentMode = session.paymentMode;
    this.#session = session;
    this.#close = close;
  }

  /**
   * Connects a user to a network: asks the bootnode who the nodes are.
   *
   * @throws {UnavailableError} When the bootnode cannot be reached.
   * @throws {InternalError} When it describes a cluster that cannot be used.
   * @throws {InvalidArgumentError} When key, network or payer are none, an option is misspelt, or
   * every operation is to be paid on the chain and there is no payer.
   *
   * @example A user who pays from a wallet, and gives up after ten seconds
   * ```ts
   * import { PrivateKey, VmClient } from "@nilvm/client";
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { assertEquals } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * await using client = await VmClient.create({
   *   key: PrivateKey.random(),
   *   network: devnet.network,
   *   payer: devnet.payer(0),
   *   timeoutMs: 10_000,
   * });
   *
   * assertEquals(client.cluster.members.length, devnet.nodes.length);
   * ```
   */
  static async create(options: VmClientOptions): Promise<VmClient> {
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
      throw new InvalidArgumentError("A client takes a PrivateKey as its key");
    }
    if (typeof network?.bootnode !== "string") {
      throw new InvalidArgumentError("A client takes a Network, which says where its bootnode is");
    }
    if (paymentMode !== "balance" && paymentMode !== "perOperation") {
      throw new InvalidArgumentError(
        `A payment mode is "balance" or "perOperation", not ${JSON.stringify(String(paymentMode))}`,
      );
    }
    if (payer !== undefined && typeof payer?.submitPayment !== "function") {
      throw new InvalidArgumentError("A payer has a submitPayment method, as a NilChainPayer has");
    }
    if (paymentMode === "perOperation" && payer === undefined) {
      throw new InvalidArgumentError("Paying per operation takes a payer");
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
    return new VmClient(session, network, async () => {
      closed = new AbortedError("The client is closed");
      for (const closing of running.keys()) closing.abort(closed);
      await Promise.allSettled(running.values());
    });
  }

  /**
   * Stores values: the shares of each secret one by one at the nodes, so that none of them can read
   * it.
   *
   * @param values What to store, by name.
   * @param options For how long, for whom, and in the place of what.
   * @returns An operation that gives the id of the values.
   * @throws {InvalidArgumentError} When a value does not fit the network's prime, there are none,
   * they are too large together, one has an empty name, or the days are not a whole number from 1.
   *
   * @example Replace values
   * ```ts
   * import { PublicInteger, SecretInteger } from "@nilvm/client";
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { assert } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * await using client = await devnet.client();
   *
   * const id = await client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 }).invoke();
   * const values = { b: new PublicInteger(2) };
   * await client.storeValues(values, { ttlDays: 1, updateIdentifier: id }).invoke();
   *
   * assert(values.b.equals((await client.retrieveValues(id).invoke()).b));
   * ```
   */
  storeValues(values: Values, options: StoreValuesOptions): PaidOperation<ValuesId> {
    return new PaidOperation(this.#session, storeValues(this.#session, values, options));
  }

  /**
   * Reads stored values. It takes as many nodes as the network's degree plus one, or all of them
   * where there are key shares among the values; `outcomes` of the operation names those that did
   * not answer or gave wrong shares.
   *
   * @param id The id that storing them gave.
   * @param options Whether the values have to be checked.
   * @returns An operation that gives the values by name.
   * @throws {InvalidArgumentError} When the id is not one.
   *
   * @example Read values, and see which nodes answered
   * ```ts
   * import { SecretBlob } from "@nilvm/client";
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { assert, assertEquals } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * await using client = await devnet.client();
   *
   * const note = new SecretBlob(new TextEncoder().encode("meet at noon"));
   * const id = await client.storeValues({ note }, { ttlDays: 1 }).invoke();
   *
   * const operation = client.retrieveValues(id);
   * const read = await operation.invoke();
   *
   * assert(note.equals(read.note));
   * assertEquals(operation.outcomes.map(({ status }) => status), ["done", "done", "done"]);
   * ```
   *
   * @example Read nothing that is not checked
   * ```ts
   * import { NotEnoughSharesError, SecretInteger } from "@nilvm/client";
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { assertRejects } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * await using client = await devnet.client();
   * const id = await client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 }).invoke();
   *
   * // Two of the three nodes recover a value; if one of them lied, only the third would show it.
   * const other = devnet.nodes.find((node) => !node.isLeader)!;
   * const fault = other.inject({ kind: "down" });
   *
   * await client.retrieveValues(id).invoke();
   * const reading = client.retrieveValues(id, { requireChecked: true });
   * await assertRejects(() => reading.invoke(), NotEnoughSharesError);
   *
   * fault[Symbol.dispose]();
   * await reading.invoke(); // It is paid, and goes on with the node that was missing.
   * ```
   */
  retrieveValues(id: ValuesId, options: RetrieveOptions = {}): PaidOperation<Values> {
    return new PaidOperation(this.#session, retrieveValues(this.#session, id, options));
  }

  /**
   * Deletes stored values at every node, for nothing.
   *
   * @param id The id that storing them gave.
   * @throws {InvalidArgumentError} When the id is not one.
   *
   * @example
   * ```ts
   * import { NotFoundError, SecretInteger } from "@nilvm/client";
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { assertRejects } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * await using client = await devnet.client();
   *
   * const id = await client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 }).invoke();
   * await client.deleteValues(id).invoke();
   *
   * await assertRejects(() => client.retrieveValues(id).invoke(), NotFoundError);
   * ```
   */
  deleteValues(id: ValuesId): Operation<void> {
    return new Operation(this.#session, freeWork(this.#session, deleteValues(this.#session, id)));
  }

  /**
   * Reads who may do what with stored values; whoever may retrieve them may read that.
   *
   * @param id The id that storing them gave.
   * @throws {InvalidArgumentError} When the id is not one.
   *
   * @example Whose values are these?
   * ```ts
   * import { SecretInteger } from "@nilvm/client";
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { assert } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * await using client = await devnet.client();
   *
   * const id = await client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 }).invoke();
   *
   * const { owner, retrieve } = await client.retrievePermissions(id).invoke();
   *
   * assert(owner.equals(client.userId));
   * assert(retrieve.every((user) => user.equals(client.userId)));
   * ```
   */
  retrievePermissions(id: ValuesId): PaidOperation<Permissions> {
    return new PaidOperation(this.#session, retrievePermissions(this.#session, id));
  }

  /**
   * Puts other permissions in the place of those that stored values have; only their owner may.
   * Whoever may update the values can do it too, by storing them anew with permissions.
   *
   * @param id The id that storing them gave.
   * @param permissions What is allowed from then on, and nothing else is.
   * @throws {InvalidArgumentError} When the id is not one.
   *
   * @example Give values away
   * ```ts
   * import { PermissionDeniedError, Permissions, SecretInteger } from "@nilvm/client";
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { PrivateKey, UserId } from "@nilvm/client/keys";
   * import { assertRejects } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * await using client = await devnet.client();
   *
   * const id = await client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 }).invoke();
   * const heir = UserId.fromPublicKey(PrivateKey.random().publicKey);
   *
   * await client.overwritePermissions(id, Permissions.defaultsForUser(heir)).invoke();
   *
   * await assertRejects(() => client.retrieveValues(id).invoke(), PermissionDeniedError);
   * ```
   */
  overwritePermissions(id: ValuesId, permissions: Permissions): PaidOperation<void> {
    return new PaidOperation(this.#session, overwritePermissions(this.#session, id, permissions));
  }

  /**
   * Grants and revokes single permissions of stored values; only their owner may.
   *
   * @param id The id that storing them gave.
   * @param delta What changes; everything else stays as it is.
   * @throws {InvalidArgumentError} When the id is not one, nothing changes, or the same is granted
   * and revoked.
   *
   * @example Share values, and stop sharing them
   * ```ts
   * import { PermissionDeniedError, SecretInteger, VmClient } from "@nilvm/client";
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { PrivateKey } from "@nilvm/client/keys";
   * import { assert, assertRejects } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * const [alice, bob] = await Promise.all([0, 1].map((wallet) =>
   *   VmClient.create({
   *     key: PrivateKey.random(),
   *     network: devnet.network,
   *     payer: devnet.payer(wallet),
   *   })
   * )) as [VmClient, VmClient];
   *
   * const values = { a: new SecretInteger(1) };
   * const id = await alice.storeValues(values, { ttlDays: 1 }).invoke();
   *
   * await alice.updatePermissions(id, { retrieve: { grant: [bob.userId] } }).invoke();
   * assert(values.a.equals((await bob.retrieveValues(id).invoke()).a));
   *
   * await alice.updatePermissions(id, { retrieve: { revoke: [bob.userId] } }).invoke();
   * await assertRejects(() => bob.retrieveValues(id).invoke(), PermissionDeniedError);
   * ```
   */
  updatePermissions(id: ValuesId, delta: PermissionsDelta): PaidOperation<void> {
    return new PaidOperation(this.#session, updatePermissions(this.#session, id, delta));
  }

  /**
   * Stores a program, so that it can be run. Everyone who knows its id may run it.
   *
   * The program is compiled first, as `compileProgram` does; `quote()` and `invoke()` reject with
   * `InvalidProgramError` when that fails, before anything is sent.
   *
   * @param name What to call it: 1 to 128 characters out of letters, digits and `+.:_-`.
   * @param program The contents of a `.mir.bin` or a `.nada.bin`, or what `compileProgram` gave.
   * @returns An operation that gives the id of the program.
   * @throws {InvalidArgumentError} When the name cannot be one.
   *
   * @example Store a program, and refuse a wrong one for nothing
   * ```ts
   * import { InvalidProgramError } from "@nilvm/client";
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { assert, assertRejects } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * await using client = await devnet.client();
   *
   * const mir = await Deno.readFile("examples/nada/auction.mir.bin");
   * const programId = await client.storeProgram("auction", mir).invoke();
   *
   * assert(programId.startsWith(`${client.userId}/auction/sha256/`));
   * await assertRejects(
   *   () => client.storeProgram("broken", new Uint8Array([1, 2, 3])).quote(),
   *   InvalidProgramError,
   * );
   * ```
   */
  storeProgram(name: string, program: Uint8Array | CompiledProgram): PaidOperation<ProgramId> {
    return new PaidOperation(this.#session, storeProgram(this.#session, name, program));
  }

  /**
   * Runs a program on values of one or several users, none of which any node sees.
   *
   * The operation ends when the nodes have begun; the users whom the output parties are bound to
   * read the results with {@linkcode VmClient.retrieveComputeResults}, each their own.
   *
   * @param options The program, its inputs, and who stands in for its parties.
   * @returns An operation that gives the id of the computation. Its `quote()` also shows what the run
   * takes of what the nodes have made ahead.
   * @throws {InvalidArgumentError} When an id is not one, a party is bound twice, a value does not
   * fit the network's prime, or the run is not as the given `program`, or one of the network's own,
   * takes it.
   *
   * @example Add two numbers that nobody sees
   * ```ts
   * import { compileProgram, SecretInteger } from "@nilvm/client";
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { assertEquals } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * await using client = await devnet.client();
   *
   * const mir = await Deno.readFile("examples/nada/average_salary.mir.bin");
   * const program = await compileProgram(mir);
   * const programId = await client.storeProgram("average_salary", program).invoke();
   *
   * const user = client.userId;
   * const computeId = await client.compute({
   *   programId,
   *   program,
   *   inputBindings: program.inputParties.map((partyName) => ({ partyName, user })),
   *   outputBindings: program.outputParties.map((partyName) => ({ partyName, users: [user] })),
   *   values: {
   *     salary0: new SecretInteger(3000),
   *     salary1: new SecretInteger(4500),
   *     salary2: new SecretInteger(3600),
   *   },
   * }).invoke();
   *
   * const { average0 } = await client.retrieveComputeResults(computeId).invoke();
   * assertEquals(average0?.value, 3700n);
   * ```
   */
  compute(options: ComputeOptions): PaidOperation<ComputeId> {
    return new PaidOperation(this.#session, compute(this.#session, options));
  }

  /**
   * Waits for a computation to end and reads its results, for nothing: the outputs of those parties
   * that the user was bound to. They stay for a day and can be read again.
   *
   * It waits as long as `timeoutMs` says, or the client's own limit; to wait longer, ask again.
   *
   * @param id The id that starting the computation gave.
   * @param options Limits for `invoke()`, which takes more of them, and whether the results have to be checked.
   * @returns An operation that gives the outputs by name. It rejects with `ComputationFailedError`
   * when the computation has no result, and with `PermissionDeniedError` when the user was bound to
   * no output party.
   * @throws {InvalidArgumentError} When the id is not one.
   *
   * @example Make a key that no one has, and read its public half
   * ```ts
   * import { EcdsaPublicKey } from "@nilvm/client";
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { assertInstanceOf } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * await using client = await devnet.client();
   *
   * const users = [client.userId];
   * const computeId = await client.compute({
   *   programId: "builtin/tecdsa_dkg",
   *   inputBindings: [],
   *   outputBindings: [
   *     { partyName: "tecdsa_private_key_store_id_party", users },
   *     { partyName: "tecdsa_public_key_party", users },
   *   ],
   * }).invoke();
   *
   * const results = await client.retrieveComputeResults(computeId, { timeoutMs: 60_000 }).invoke();
   *
   * assertInstanceOf(results.tecdsa_public_key, EcdsaPublicKey);
   * ```
   */
  retrieveComputeResults(
    id: ComputeId,
    options: RetrieveComputeResultsOptions = {},
  ): Operation<Values> {
    const request = retrieveComputeResults(this.#session, id, options);
    return new Operation(this.#session, freeWork(this.#session, request), options);
  }

  /**
   * Asks what the nodes have made ahead of computations and not used up yet.
   *
   * @returns An operation that gives the stock by kind of element.
   *
   * @example Is there enough for a hundred comparisons?
   * ```ts
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { assert } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * await using client = await devnet.client();
   *
   * const { pools } = await client.poolStatus().invoke();
   *
   * assert(pools.COMPARE!.available >= 100n);
   * ```
   */
  poolStatus(): PaidOperation<PoolStatus> {
    return new PaidOperation(this.#session, poolStatus(this.#session));
  }

  /**
   * Asks what the user has deposited in the network and not yet spent.
   *
   * @throws {UnavailableError} When the leader cannot be reached.
   *
   * @example
   * ```ts
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { assertEquals } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * await using client = await devnet.client();
   *
   * assertEquals((await client.balance()).balance, 0n);
   * ```
   */
  balance(options: CallOptions = {}): Promise<AccountBalance> {
    return this.#session.run(options, (call) => requestBalance(this.#session.connection, call));
  }

  /**
   * Pays on the chain into a user's balance, from which operations are paid then.
   *
   * After it failed with the payment made or its outcome unknown, the same call again goes on with
   * that payment and does not pay a second time.
   *
   * @param amountUnil How much to pay, in unil: a bigint, or a number that is a safe integer.
   * @param targetUser Whose balance it goes into: one's own unless given.
   * @throws {InvalidArgumentError} When it is less than the network takes, or there is no payer.
   * @throws {InsufficientFundsError} When the wallet does not hold as much.
   * @throws {PaymentUnknownError} When the payment may have been made; call again to find out.
   *
   * @example Pay for somebody else
   * ```ts
   * import { VmClient } from "@nilvm/client";
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { PrivateKey } from "@nilvm/client/keys";
   * import { assertEquals } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * await using client = await devnet.client();
   *
   * await using friend = await VmClient.create({
   *   key: PrivateKey.random(),
   *   network: devnet.network,
   * });
   *
   * await client.addFunds(1_000_000n, friend.userId);
   *
   * assertEquals((await friend.balance()).balance, 100n);
   * ```
   */
  addFunds(
    amountUnil: bigint | number,
    targetUser?: UserId,
    options: CallOptions = {},
  ): Promise<void> {
    return this.#session.run(options, async (call) => {
      const { connection, payer } = this.#session;
      if (payer === undefined) {
        throw new InvalidArgumentError("Adding funds takes a payer: give VmClient.create one");
      }
      const amount = toAmount(amountUnil);
      const recipient = checkUserId(targetUser ?? this.userId, "Funds are added for");
      const intent = `${amount} unil for ${recipient}`;
      const unsettled = this.#unsettledDeposits.get(intent) ?? [];
      this.#unsettledDeposits.set(intent, unsettled);
      const deposit = unsettled.pop() ?? new Deposit(connection, payer, amount, recipient);
      try {
        await deposit.complete(call);
      } catch (error) {
        if (deposit.isBegun) unsettled.push(deposit);
        throw error;
      }
    });
  }

  /**
   * Asks what an operation costs, as the operation's own `quote()` does.
   *
   * @throws {UnavailableError} When the leader cannot be reached.
   *
   * @example
   * ```ts
   * import { SecretInteger } from "@nilvm/client";
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { assertEquals } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * await using client = await devnet.client();
   *
   * const operation = client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 });
   * const quote = await client.requestQuote(operation);
   *
   * assertEquals(quote.feesCredits, 100n);
   * ```
   */
  async requestQuote(
    operation: PaidOperation<unknown>,
    options: CallOptions = {},
  ): Promise<PriceQuote> {
    if (!(operation instanceof PaidOperation)) {
      throw new InvalidArgumentError("A quote is for an operation, such as client.poolStatus()");
    }
    return await operation.quote(options);
  }

  /**
   * Gets the receipt for a quote: that of a payment on the chain, or one paid from the balance by
   * this very call. Operations do this themselves when they are invoked; it is for those who pay
   * apart from that.
   *
   * @param quote What was paid, or is to be; what the leader signed is enough of it.
   * @param txHash The hash of the transaction that paid it; without one the balance pays.
   * @throws {InsufficientFundsError} When the balance does not cover the price.
   * @throws {InvalidArgumentError} When the transaction paid less, or for something else.
   * @throws {FailedPreconditionError} When the quote has been spent.
   *
   * @example Pay a quote oneself
   * ```ts
   * import { SecretInteger } from "@nilvm/client";
   * import { startDevnet } from "@nilvm/client/devnet";
   * import { assertEquals } from "@std/assert";
   *
   * await using devnet = await startDevnet({ listen: false });
   * await using client = await devnet.client();
   *
   * const operation = client.storeValues({ a: new SecretInteger(1) }, { ttlDays: 1 });
   * const quote = await operation.quote();
   *
   * const txHash = await devnet.payer(1).submitPayment(quote.feesUnil, quote.nonce);
   * const receipt = await client.getPaymentReceipt(quote, txHash);
   * const id = await operation.invokeWithReceipt(receipt);
   *
   * assertEquals(id.length, 36);
   * ```
   */
  getPaymentReceipt(
    quote: Pick<PriceQuote, "signed">,
    txHash?: string,
    options: CallOptions = {},
  ): Promise<SignedReceipt> {
    const { connection } = this.#session;
    return this.#session.run(options, async (call) => {
      if (!(quote?.signed?.quote instanceof Uint8Array)) {
        throw new InvalidArgumentError(
          "A receipt is for a quote, as quote() of an operation gives",
        );
      }
      if (txHash !== undefined) checkTxHash(txHash);
      return await requestReceipt(connection, quote, txHash, call);
    });
  }

  /**
   * Ends the client: what is under way is stopped, as an abort would, and later calls reject with
   * `AbortedError`.
   */
  [Symbol.asyncDispose](): Promise<void> {
    return this.#close();
  }
}

function toAmount(amountUnil: bigint | number): bigint {
  const isWhole = typeof amountUnil === "bigint" || Number.isSafeInteger(amountUnil);
  if (isWhole && amountUnil > 0 && amountUnil <= unilMax) return BigInt(amountUnil);
  throw new InvalidArgumentError(
    `An amount is a whole number of unil from 1 to ${unilMax}, not ${String(amountUnil)}`,
  );
}

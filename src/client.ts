import { openSession, type Session, type VmClientOptions } from "./operations/session.ts";
import { checkUserId, type UserId } from "./keys/user_id.ts";
import type { Cluster } from "./network/cluster.ts";
import type { CallOptions } from "./async/deadline.ts";
import type { Network } from "./network/network.ts";
import type { ConfirmOptions } from "./operations/confirm.ts";
import {
  computation,
  type ComputationAsked,
  type ComputeId,
  type ComputeOptions,
} from "./operations/compute.ts";
import { deleteValues } from "./operations/delete_values.ts";
import { freeWork, Operation } from "./operations/operation.ts";
import { overwritePermissions } from "./operations/overwrite_permissions.ts";
import { paid, type PaidOperation, quoteOf } from "./operations/paid_operation.ts";
import { type PoolStatus, poolStatus } from "./operations/pool_status.ts";
import {
  type ResultsAsked,
  resultsAsked,
  retrieveComputeResults,
  type RetrieveComputeResultsOptions,
} from "./operations/retrieve_compute_results.ts";
import type { RetrieveOptions } from "./operations/unmask_answers.ts";
import { retrievePermissions } from "./operations/retrieve_permissions.ts";
import { retrieveValues, type RetrieveValuesOptions } from "./operations/retrieve_values.ts";
import { type ProgramAsked, storeProgram } from "./operations/store_program.ts";
import { storeValues, type StoreValuesOptions } from "./operations/store_values.ts";
import type { ValuesOperation } from "./operations/values_operation.ts";
import { updatePermissions } from "./operations/update_permissions.ts";
import { type AccountBalance, requestBalance } from "./payments/balance.ts";
import { checkTxHash, readAmount } from "./payments/checks.ts";
import { Deposits } from "./payments/deposit.ts";
import type { PaymentMode } from "./payments/payer.ts";
import { checkSigned, copySigned, type PriceQuote } from "./payments/quote.ts";
import { requestReceipt, type SignedReceipt } from "./payments/receipt.ts";
import { EarlierPayments, type ResumedPayments } from "./payments/earlier_payments.ts";
import type { Permissions } from "./permissions/permissions.ts";
import type { PermissionsDelta } from "./permissions/permissions_delta.ts";
import type { CompiledProgram } from "./programs/compile_program.ts";
import type { ProgramId } from "./programs/program_id.ts";
import type {
  FittingRun,
  NamedProgram,
  TypedInputs,
  TypedOutputs,
} from "./programs/typed_program.ts";
import type { PlainValues, ValueTypes } from "./values/plain_values.ts";
import type { Values } from "./values/values.ts";
import type { ValuesId } from "./values/store_id.ts";

export type { VmClientOptions };

/**
 * A user of a network of nodes.
 *
 * A method that returns an operation sends nothing. It checks its arguments and masks the values.
 * Then `quote()` of the operation asks for the price, and `invoke()` pays and sends the request.
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
  /** The user. */
  readonly userId: UserId;
  /** The network. */
  readonly network: Network;
  /** The nodes of the network, as its bootnode describes them. */
  readonly cluster: Cluster;
  /** How operations are paid. */
  readonly paymentMode: PaymentMode;
  readonly #session: Session;
  readonly #deposits: Deposits;
  readonly #earlier: EarlierPayments;
  readonly #close: () => Promise<void>;

  /** Made by {@linkcode VmClient.create}. */
  constructor(session: Session, network: Network, close: () => Promise<void>) {
    this.userId = session.userId;
    this.network = network;
    // A copy, since its bytes decide whose signatures count.
    this.cluster = structuredClone(session.connection.cluster);
    this.paymentMode = session.paymentMode;
    this.#session = session;
    this.#deposits = new Deposits(session.connection, session.log);
    this.#earlier = new EarlierPayments(session, session.connection);
    this.#close = close;
  }

  /**
   * Makes a client. It asks the bootnode for the nodes of the network.
   *
   * @throws {UnavailableError} When the bootnode cannot be reached.
   * @throws {InternalError} When the bootnode describes an unusable cluster.
   * @throws {ClusterMismatchError} When it describes another cluster than the network's options allow.
   * @throws {InvalidArgumentError} When an option is missing, malformed or has an unknown name, or `paymentMode` is
   * `perOperation` and `payer` is missing.
   */
  static async create(options: VmClientOptions): Promise<VmClient> {
    const { session, close } = await openSession(options);
    return new VmClient(session, options.network, close);
  }

  /**
   * Stores values, or replaces stored values. Each node gets one share of each secret.
   *
   * @param values The values by name.
   * @param options The time to live, the permissions, and the id of values to replace.
   * @returns An operation that gives the id of the values.
   * @throws {InvalidArgumentError} When an option is malformed, `values` is empty, a name is empty, a value does not
   * fit the network's prime, or the values are too large together.
   */
  storeValues(values: Values, options: StoreValuesOptions): PaidOperation<ValuesId> {
    return paid(this.#session, "storeValues", storeValues(this.#session, values, options));
  }

  /**
   * Reads stored values. It needs the shares of degree + 1 nodes, or of all nodes for private keys. `outcomes` of the
   * operation names the nodes that did not answer or gave wrong shares.
   *
   * @param id The id of the values.
   * @param options How many nodes may lie without the values being wrong.
   * @returns An operation that gives the values by name. Its `toleratedFaults` says how many liars they are certain
   * against.
   * @throws {InvalidArgumentError} When the id is malformed, or an option is out of range or no type.
   */
  retrieveValues(id: ValuesId, options?: RetrieveOptions): ValuesOperation<Values>;
  /**
   * Reads values of known types: with `{ as: { salary: SecretInteger } }` it gives `{ salary: 4200n }`.
   * {@linkcode ValuesOperation.as} says what becomes of values of other types.
   */
  retrieveValues<const T extends ValueTypes>(
    id: ValuesId,
    options: RetrieveValuesOptions<T>,
  ): ValuesOperation<PlainValues<T>>;
  retrieveValues(id: ValuesId, options: Partial<RetrieveValuesOptions<ValueTypes>> = {}) {
    return retrieveValues(this.#session, id, options) as ValuesOperation<never>;
  }

  /**
   * Deletes stored values at every node. It is free.
   *
   * @param id The id of the values.
   * @throws {InvalidArgumentError} When the id is malformed.
   */
  deleteValues(id: ValuesId): Operation<void> {
    const request = deleteValues(this.#session, id);
    return new Operation(this.#session, freeWork(this.#session, "deleteValues", request));
  }

  /**
   * Reads the permissions of stored values. A user who may retrieve the values may read them.
   *
   * They are what at least degree + 1 nodes say alike. With a larger `faultTolerance`, one node more than that must
   * agree. Nodes that contradict them are named by `outcomes` of the operation.
   *
   * @param id The id of the values.
   * @param options How many nodes may lie without the permissions being wrong.
   * @throws {InvalidArgumentError} When the id is malformed, or the option is out of range.
   */
  retrievePermissions(id: ValuesId, options: RetrieveOptions = {}): PaidOperation<Permissions> {
    const request = retrievePermissions(this.#session, id, options);
    return paid(this.#session, "retrievePermissions", request);
  }

  /**
   * Replaces the permissions of stored values. Only their owner may do it. A user who may update the values can
   * replace the permissions with `storeValues()`.
   *
   * @param id The id of the values.
   * @param permissions The new permissions.
   * @param options Whether to read them back when a node did not acknowledge them itself.
   * @throws {InvalidArgumentError} When the id or an option is malformed.
   */
  overwritePermissions(
    id: ValuesId,
    permissions: Permissions,
    options: ConfirmOptions = {},
  ): PaidOperation<void> {
    const request = overwritePermissions(this.#session, id, permissions, options);
    return paid(this.#session, "overwritePermissions", request);
  }

  /**
   * Grants and revokes permissions of stored values. Only their owner may do it.
   *
   * @param id The id of the values.
   * @param delta The permissions to grant and to revoke.
   * @param options Whether to read them back when a node did not acknowledge them itself.
   * @throws {InvalidArgumentError} When the id or an option is malformed, the delta is empty, or it grants and revokes
   * the same permission.
   */
  updatePermissions(
    id: ValuesId,
    delta: PermissionsDelta,
    options: ConfirmOptions = {},
  ): PaidOperation<void> {
    const request = updatePermissions(this.#session, id, delta, options);
    return paid(this.#session, "updatePermissions", request);
  }

  /**
   * Stores a program. Every user who knows its id may run it.
   *
   * `quote()` and `invoke()` compile the program first. If that fails, they send nothing and reject with
   * `InvalidProgramError`.
   *
   * @param name The name: 1 to 128 letters, digits or characters of `+.:_-`.
   * @param program The contents of a `.mir.bin` or `.nada.bin` file, or the result of `compileProgram()`.
   * @returns An operation that gives the id of the program.
   * @throws {InvalidArgumentError} When the name is malformed.
   */
  storeProgram(name: string, program: Uint8Array | CompiledProgram): PaidOperation<ProgramId>;
  /** Stores a program of `@nilvm/client/nada` under its own name. */
  storeProgram(program: NamedProgram): PaidOperation<ProgramId>;
  storeProgram(...asked: ProgramAsked): PaidOperation<ProgramId> {
    return paid(this.#session, "storeProgram", storeProgram(this.#session, ...asked));
  }

  /**
   * Runs a program on secret values of one or several users. The nodes compute on shares.
   *
   * The operation ends when the computation has started. The users who are bound to output parties read their results
   * with {@linkcode VmClient.retrieveComputeResults}.
   *
   * @param options The program, its inputs, and the users who are bound to its parties.
   * @returns An operation that gives the id of the computation. Its `quote()` also shows the preprocessing elements
   * that the run uses.
   * @throws {InvalidArgumentError} When an id is malformed, a party is bound twice, a value does not fit the network's
   * prime, or parties and inputs do not match the program.
   */
  compute(options: ComputeOptions): PaidOperation<ComputeId>;
  /**
   * Runs a program of `@nilvm/client/nada` on plain values, and on stored ones, by the program's names.
   *
   * @throws {InvalidArgumentError} When an input or a party is missing, unknown, or of a wrong type.
   */
  compute<
    Given extends object,
    Party extends string,
    const Sent extends Partial<Given>,
    Stored extends keyof Given & string = never,
  >(
    program: TypedInputs<Given, Party>,
    run: FittingRun<Given, Party, Stored, Sent>,
  ): PaidOperation<ComputeId>;
  compute(...asked: ComputationAsked): PaidOperation<ComputeId> {
    return paid(this.#session, "compute", computation(this.#session, ...asked));
  }

  /**
   * Waits until a computation ends, and reads the outputs of the parties that the user is bound to. It is free. The
   * network keeps results for a day.
   *
   * `invoke()` waits until its `timeoutMs`, or that of the client. Invoke it again to wait longer.
   *
   * @param id The id of the computation.
   * @param options The signal and `timeoutMs` of `invoke()`, and how many nodes may lie without the results being
   * wrong.
   * @returns An operation that gives the outputs by name. It rejects with `ComputationFailedError` when the
   * computation failed, and with `PermissionDeniedError` when the user is bound to no output party.
   * @throws {InvalidArgumentError} When the id or an option is malformed.
   */
  retrieveComputeResults(
    id: ComputeId,
    options?: RetrieveComputeResultsOptions,
  ): Operation<Values>;
  /**
   * Reads the outputs of a program of `@nilvm/client/nada` as plain values, without those of parties that the user is not
   * bound to.
   */
  retrieveComputeResults<Results>(
    program: TypedOutputs<Results>,
    id: ComputeId,
    options?: RetrieveComputeResultsOptions,
  ): Operation<Results>;
  retrieveComputeResults(...asked: ResultsAsked): Operation<never> {
    const { id, options, read } = resultsAsked(...asked);
    const request = retrieveComputeResults(this.#session, id, options);
    return new Operation(
      this.#session,
      freeWork(this.#session, "retrieveComputeResults", request),
      options,
      read as () => never,
    );
  }

  /**
   * Asks for the preprocessing elements that the nodes have in their pools.
   *
   * @returns An operation that gives the pools by kind of element.
   */
  poolStatus(): PaidOperation<PoolStatus> {
    return paid(this.#session, "poolStatus", poolStatus(this.#session));
  }

  /**
   * Asks for the user's balance.
   *
   * @throws {UnavailableError} When the leader cannot be reached.
   */
  balance(options: CallOptions = {}): Promise<AccountBalance> {
    const { connection } = this.#session;
    return this.#session.run(options, (call) => requestBalance(connection, call), "balance");
  }

  /**
   * Makes a deposit: pays on the chain into a user's balance.
   *
   * If it fails after the payment, the same call again completes the deposit and does not pay a second time.
   *
   * @param amountUnil The amount in unil: a bigint, or a number that is a safe integer.
   * @param targetUser The user who gets the deposit; the client's user unless given.
   * @throws {InvalidArgumentError} When the amount is below the network's minimum, or the client has no payer.
   * @throws {InsufficientFundsError} When the wallet does not hold the amount.
   * @throws {PaymentUnknownError} When the payment may have been made. Call it again to find out.
   */
  addFunds(
    amountUnil: bigint | number,
    targetUser?: UserId,
    options: CallOptions = {},
  ): Promise<void> {
    return this.#session.run(options, async (call) => {
      const recipient = checkUserId(targetUser ?? this.userId, "addFunds()");
      await this.#deposits.add(this.#session.payer, readAmount(amountUnil), recipient, call);
    }, "addFunds");
  }

  /**
   * Goes on with payments that earlier processes left in the `journal`: credits deposits, and gets the receipts of
   * purchases. Call it once after the start, before other payments. It leaves alone what operations of this client
   * have under way.
   *
   * It pays nothing on the chain. Where a price was to be taken from the balance, and it is not known whether the
   * leader got the request, it is asked for once more.
   *
   * @returns What is credited, what is bought and open, what is to be tried again, and what is lost.
   * @throws {FailedPreconditionError} When the journal cannot be read.
   */
  resumePayments(options: CallOptions = {}): Promise<ResumedPayments> {
    return this.#session.run(options, (call) => this.#earlier.resume(call), "resumePayments");
  }

  /**
   * Asks for the price of an operation. It is the same as `operation.quote()`.
   *
   * @throws {UnavailableError} When the leader cannot be reached.
   */
  requestQuote(operation: PaidOperation<unknown>, options: CallOptions = {}): Promise<PriceQuote> {
    return quoteOf(operation, options);
  }

  /**
   * Gets the receipt of a quote, for `invokeWithReceipt()`. `invoke()` does this itself.
   *
   * @param quote The quote, or only its `signed`.
   * @param txHash The hash of the transaction that paid the quote. Without it, this call pays from the balance.
   * @throws {InsufficientFundsError} When the balance does not cover the price.
   * @throws {InvalidArgumentError} When the transaction paid less, or for another quote.
   * @throws {FailedPreconditionError} When the quote was used before.
   */
  getPaymentReceipt(
    quote: Pick<PriceQuote, "signed">,
    txHash?: string,
    options: CallOptions = {},
  ): Promise<SignedReceipt> {
    const { connection } = this.#session;
    const signed = copySigned(quote);
    return this.#session.run(options, async (call) => {
      if (txHash !== undefined) checkTxHash(txHash);
      return await requestReceipt(connection, { signed: checkSigned(signed, quote) }, txHash, call);
    }, "getPaymentReceipt");
  }

  /**
   * Closes the client. Calls that are under way and later calls reject with `AbortedError`.
   */
  [Symbol.asyncDispose](): Promise<void> {
    return this.#close();
  }
}

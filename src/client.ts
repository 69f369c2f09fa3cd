import { openSession, type Session, type VmClientOptions } from "./operations/session.ts";
import { InvalidArgumentError } from "./errors/mod.ts";
import { checkUserId, type UserId } from "./keys/user_id.ts";
import type { Cluster } from "./network/cluster.ts";
import type { CallOptions } from "./async/deadline.ts";
import type { Network } from "./network/network.ts";
import { compute, type ComputeId, type ComputeOptions } from "./operations/compute.ts";
import { deleteValues } from "./operations/delete_values.ts";
import { freeWork, Operation } from "./operations/operation.ts";
import { overwritePermissions } from "./operations/overwrite_permissions.ts";
import { PaidOperation } from "./operations/paid_operation.ts";
import { type PoolStatus, poolStatus } from "./operations/pool_status.ts";
import {
  retrieveComputeResults,
  type RetrieveComputeResultsOptions,
} from "./operations/retrieve_compute_results.ts";
import type { RetrieveOptions } from "./operations/unmask_answers.ts";
import { retrievePermissions } from "./operations/retrieve_permissions.ts";
import { retrieveValues } from "./operations/retrieve_values.ts";
import { storeProgram } from "./operations/store_program.ts";
import { storeValues, type StoreValuesOptions } from "./operations/store_values.ts";
import { updatePermissions } from "./operations/update_permissions.ts";
import { type AccountBalance, requestBalance } from "./payments/balance.ts";
import { checkTxHash, readAmount } from "./payments/checks.ts";
import { Deposits } from "./payments/deposit.ts";
import type { PaymentMode } from "./payments/payer.ts";
import type { PriceQuote } from "./payments/quote.ts";
import { requestReceipt, type SignedReceipt } from "./payments/receipt.ts";
import type { Permissions } from "./permissions/permissions.ts";
import type { PermissionsDelta } from "./permissions/permissions_delta.ts";
import type { CompiledProgram } from "./programs/compile_program.ts";
import type { ProgramId } from "./programs/program_id.ts";
import type { Values } from "./values/values.ts";
import type { ValuesId } from "./values/store_id.ts";

export type { VmClientOptions };

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
  readonly #deposits: Deposits;
  readonly #close: () => Promise<void>;

  /** Made by {@linkcode VmClient.create}. */
  constructor(session: Session, network: Network, close: () => Promise<void>) {
    this.userId = session.userId;
    this.network = network;
    this.cluster = session.connection.cluster;
    this.paymentMode = session.paymentMode;
    this.#session = session;
    this.#deposits = new Deposits(session.connection);
    this.#close = close;
  }

  /**
   * Connects a user to a network: asks the bootnode who the nodes are.
   *
   * @throws {UnavailableError} When the bootnode cannot be reached.
   * @throws {InternalError} When it describes a cluster that cannot be used.
   * @throws {InvalidArgumentError} When key, network or payer are none, an option is misspelt, or
   * every operation is to be paid on the chain and there is no payer.
   */
  static async create(options: VmClientOptions): Promise<VmClient> {
    const { session, close } = await openSession(options);
    return new VmClient(session, options.network, close);
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
   */
  retrieveValues(id: ValuesId, options: RetrieveOptions = {}): PaidOperation<Values> {
    return new PaidOperation(this.#session, retrieveValues(this.#session, id, options));
  }

  /**
   * Deletes stored values at every node, for nothing.
   *
   * @param id The id that storing them gave.
   * @throws {InvalidArgumentError} When the id is not one.
   */
  deleteValues(id: ValuesId): Operation<void> {
    return new Operation(this.#session, freeWork(this.#session, deleteValues(this.#session, id)));
  }

  /**
   * Reads who may do what with stored values; whoever may retrieve them may read that.
   *
   * @param id The id that storing them gave.
   * @throws {InvalidArgumentError} When the id is not one.
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
   */
  poolStatus(): PaidOperation<PoolStatus> {
    return new PaidOperation(this.#session, poolStatus(this.#session));
  }

  /**
   * Asks what the user has deposited in the network and not yet spent.
   *
   * @throws {UnavailableError} When the leader cannot be reached.
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
   */
  addFunds(
    amountUnil: bigint | number,
    targetUser?: UserId,
    options: CallOptions = {},
  ): Promise<void> {
    return this.#session.run(options, async (call) => {
      const { payer } = this.#session;
      if (payer === undefined) {
        throw new InvalidArgumentError("Adding funds takes a payer: give VmClient.create one");
      }
      const recipient = checkUserId(targetUser ?? this.userId, "addFunds()");
      await this.#deposits.add(payer, readAmount(amountUnil), recipient, call);
    });
  }

  /**
   * Asks what an operation costs, as the operation's own `quote()` does.
   *
   * @throws {UnavailableError} When the leader cannot be reached.
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

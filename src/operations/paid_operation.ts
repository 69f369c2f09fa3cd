import type { CallOptions } from "../async/deadline.ts";
import { described } from "../base/text.ts";
import type { OperationName } from "../events/vm_event.ts";
import { InvalidArgumentError } from "../errors/mod.ts";
import type { PriceQuote } from "../payments/quote.ts";
import { copyReceipt, type SignedReceipt } from "../payments/receipt.ts";
import { Operation } from "./operation.ts";
import type { Session } from "./session.ts";

import type { PaidRequest } from "./paid_request.ts";
import { PaidWork } from "./paid_work.ts";

/**
 * One request to the network that has a price. It sends nothing before `quote()` or `invoke()` is
 * called.
 *
 * @example See the price first
 * ```ts
 * import { SecretInteger } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assertEquals } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await devnet.client();
 *
 * const operation = client.storeValues({ answer: new SecretInteger(42) }, { ttlDays: 1 });
 * const quote = await operation.quote();
 * const id = await operation.invoke();
 *
 * assertEquals(quote.feesUnil, 1_000_000n);
 * assertEquals(await operation.invoke(), id); // It gives the same result, and costs nothing.
 * ```
 */
export class PaidOperation<Result> extends Operation<Result> {
  readonly #session: Session;
  readonly #work: PaidWork<unknown>;
  readonly #read: (result: unknown) => Result;

  /** Made by the methods of `VmClient`. What the work gives is read by `read`, if that is given. */
  constructor(
    session: Session,
    work: PaidWork<unknown>,
    // The methods of VmClient tie the work to the result.
    read: (result: unknown) => Result = (result) => result as Result,
  ) {
    super(session, work, {}, read);
    this.#session = session;
    this.#work = work;
    this.#read = read;
  }

  /**
   * Asks for the price of the operation. The next `invoke()` pays this quote.
   *
   * @throws {InvalidArgumentError} When the leader refuses the request as invalid.
   * @throws {InvalidProgramError} When the program to store cannot be compiled.
   * @throws {UnavailableError} When the leader cannot be reached.
   * @throws {FailedPreconditionError} When the operation is done, or was disposed of.
   */
  quote(options: CallOptions = {}): Promise<PriceQuote> {
    const { operation } = this.#work.once;
    return this.#session.run(options, (call) => this.#work.quote(call), operation);
  }

  /**
   * Sends the operation to the nodes with a receipt that you bought with `quote()` and
   * `client.getPaymentReceipt()`. A second call with the same receipt resumes at the nodes that have
   * not served the request, or gives the same result. Resume with the same operation: another one has
   * other shares. A purchase of `invoke()` is not affected.
   *
   * @throws {InvalidArgumentError} When the receipt is for another operation. Nothing was sent.
   * @throws {FailedPreconditionError} When the receipt was used before or has expired, or the
   * operation is done with another receipt.
   * @throws {PermissionDeniedError} When the user has no permission.
   * @throws {NotFoundError} When the values, program or computation does not exist.
   * @throws {UnavailableError} When nodes cannot be reached. Call it again to resume.
   * @throws {NodesDisagreeError} When nodes answer differently.
   * @throws {TimeoutError} When its time ran out. Call it again to resume.
   * @throws {AbortedError} When its signal aborted. Call it again to resume.
   */
  invokeWithReceipt(receipt: SignedReceipt, options: CallOptions = {}): Promise<Result> {
    const own = copyReceipt(receipt);
    if (own === undefined) {
      return Promise.reject(
        new InvalidArgumentError(
          `invokeWithReceipt() takes a receipt of client.getPaymentReceipt(), got ${
            described(receipt)
          }`,
        ),
      );
    }
    const { once, attempt } = this.#work.redemption(own);
    return once.run(this.#session, options, attempt).then(this.#read);
  }
}

/** Asks for the price of what is checked to be an operation that has one. */
export async function quoteOf(operation: unknown, options: CallOptions): Promise<PriceQuote> {
  if (operation instanceof PaidOperation) return await operation.quote(options);
  throw new InvalidArgumentError(
    `requestQuote() takes a paid operation such as client.poolStatus(), got ${
      described(operation)
    }`,
  );
}

/** Makes an operation that has a price. */
export function paid<Result>(
  session: Session,
  operation: OperationName,
  request: PaidRequest<unknown, Result> | (() => Promise<PaidRequest<unknown, Result>>),
): PaidOperation<Result> {
  return new PaidOperation(session, new PaidWork(session, operation, request));
}

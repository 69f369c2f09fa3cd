import { type PlainValues, plainValues, type ValueTypes } from "../values/plain_values.ts";
import type { Values } from "../values/values.ts";
import { PaidOperation } from "./paid_operation.ts";
import type { PaidWork } from "./paid_work.ts";
import type { Session } from "./session.ts";

/**
 * A read of stored values.
 *
 * @example Read a number as a number
 * ```ts
 * import { SecretInteger } from "@nilvm/client";
 * import { startDevnet } from "@nilvm/client/devnet";
 * import { assertEquals } from "@std/assert";
 *
 * await using devnet = await startDevnet({ listen: false });
 * await using client = await devnet.client();
 * const id = await client.storeValues({ salary: new SecretInteger(4200) }, { ttlDays: 1 }).invoke();
 *
 * const reading = client.retrieveValues(id);
 * const { salary } = await reading.as({ salary: SecretInteger }).invoke();
 *
 * assertEquals(salary, 4200n);
 * assertEquals((await reading.invoke()).salary?.type, "SecretInteger"); // The same read: it is paid once.
 * ```
 */
export interface ValuesOperation<Result> extends PaidOperation<Result> {
  /**
   * The same read with types: its `invoke()` gives what the values hold. Whichever of the two is invoked first reads and
   * pays, and the other one then costs nothing. So values are not lost when they turn out to have other types.
   *
   * @param types The types by name, such as `{ salary: SecretInteger }`.
   * @returns An operation that gives plain values. It rejects with `InvalidArgumentError` when a value is missing, is not
   * asked for, or is of another type; `option` is then its name.
   */
  as<const T extends ValueTypes>(types: T): ValuesOperation<PlainValues<T>>;
}

/** Makes the operation of a read. What the nodes give is read by `read`, if that is given. */
export function valuesOperation<Result>(
  session: Session,
  work: PaidWork<Values>,
  read?: (values: unknown) => Result,
): ValuesOperation<Result> {
  return Object.assign(new PaidOperation<Result>(session, work, read), {
    as: <T extends ValueTypes>(types: T) =>
      valuesOperation(session, work, (values) => plainValues(values as Values, types)),
  });
}

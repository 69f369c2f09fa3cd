import { IntegerValue } from "./integer_value.ts";

/**
 * A secret whole number that is not negative. Masking it takes one below the network's prime.
 *
 * @example A secret amount
 * ```ts
 * import { SecretUnsignedInteger } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const amount = new SecretUnsignedInteger(2n ** 200n);
 *
 * assertEquals(amount.value, 2n ** 200n);
 * ```
 */
export class SecretUnsignedInteger extends IntegerValue {
  /** Always `SecretUnsignedInteger`. */
  override get type(): "SecretUnsignedInteger" {
    return "SecretUnsignedInteger";
  }

  /** Nodes only get shares of it. */
  override get isSecret(): true {
    return true;
  }

  /** It cannot be negative. */
  protected override get isSigned(): false {
    return false;
  }
}

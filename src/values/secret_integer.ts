import { IntegerValue } from "./integer_value.ts";

/**
 * A secret whole number, negative or not. Masking it takes one within half the network's prime on either side of zero.
 *
 * Computations overflow silently when a result leaves that range, so leave room.
 *
 * @example A negative secret
 * ```ts
 * import { SecretInteger } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const debt = new SecretInteger(-42);
 *
 * assertEquals(debt.value, -42n);
 * assertEquals(String(debt), "SecretInteger { <redacted> }");
 * ```
 */
export class SecretInteger extends IntegerValue {
  /** Always `SecretInteger`. */
  override get type(): "SecretInteger" {
    return "SecretInteger";
  }

  /** Nodes only get shares of it. */
  override get isSecret(): true {
    return true;
  }

  /** It may be negative. */
  protected override get isSigned(): true {
    return true;
  }
}

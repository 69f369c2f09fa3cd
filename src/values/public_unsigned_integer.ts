import { IntegerValue } from "./integer_value.ts";

/**
 * A whole number that is not negative and that everyone may see.
 *
 * @example A public amount
 * ```ts
 * import { PublicUnsignedInteger } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const price = new PublicUnsignedInteger(100);
 *
 * assertEquals(price.value, 100n);
 * ```
 */
export class PublicUnsignedInteger extends IntegerValue {
  /** Always `PublicUnsignedInteger`. */
  override get type(): "PublicUnsignedInteger" {
    return "PublicUnsignedInteger";
  }

  /** Nodes see it. */
  override get isSecret(): false {
    return false;
  }

  /** It cannot be negative. */
  protected override get isSigned(): false {
    return false;
  }
}

import { IntegerValue } from "./integer_value.ts";

/**
 * A whole number, negative or not, that everyone may see.
 *
 * @example A public number
 * ```ts
 * import { PublicInteger } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const year = new PublicInteger(-44);
 *
 * assertEquals(String(year), "PublicInteger { -44 }");
 * ```
 */
export class PublicInteger extends IntegerValue {
  /** Always `PublicInteger`. */
  override get type(): "PublicInteger" {
    return "PublicInteger";
  }

  /** Nodes see it. */
  override get isSecret(): false {
    return false;
  }

  /** It may be negative. */
  protected override get isSigned(): true {
    return true;
  }
}

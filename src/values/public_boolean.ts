import { BooleanValue } from "./boolean_value.ts";

/**
 * A yes or no that everyone may see.
 *
 * @example A public flag
 * ```ts
 * import { PublicBoolean } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const isOpen = new PublicBoolean(false);
 *
 * assertEquals(isOpen.value, false);
 * ```
 */
export class PublicBoolean extends BooleanValue {
  /** Always `PublicBoolean`. */
  override get type(): "PublicBoolean" {
    return "PublicBoolean";
  }

  /** Nodes see it. */
  override get isSecret(): false {
    return false;
  }
}

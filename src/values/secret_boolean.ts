import { BooleanValue } from "./boolean_value.ts";

/**
 * A secret yes or no.
 *
 * @example A secret vote
 * ```ts
 * import { SecretBoolean } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const vote = new SecretBoolean(true);
 *
 * assertEquals(vote.value, true);
 * assertEquals(JSON.stringify({ vote }), '{"vote":"SecretBoolean { <redacted> }"}');
 * ```
 */
export class SecretBoolean extends BooleanValue {
  /** Always `SecretBoolean`. */
  override get type(): "SecretBoolean" {
    return "SecretBoolean";
  }

  /** Nodes only get shares of it. */
  override get isSecret(): true {
    return true;
  }
}

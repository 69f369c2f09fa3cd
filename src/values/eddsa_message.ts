import { BytesValue } from "./bytes_value.ts";

/**
 * A message that nodes are to sign by EdDSA. Everyone may see it.
 *
 * @example What is to be signed
 * ```ts
 * import { EddsaMessage } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const message = new EddsaMessage(new TextEncoder().encode("gm"));
 *
 * assertEquals(message.value.length, 2);
 * ```
 */
export class EddsaMessage extends BytesValue {
  /** Always `EddsaMessage`. */
  override get type(): "EddsaMessage" {
    return "EddsaMessage";
  }

  /** Nodes see it. */
  override get isSecret(): false {
    return false;
  }
}

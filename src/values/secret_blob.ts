import { BytesValue } from "./bytes_value.ts";

/**
 * Secret bytes, as many as fit: a file, a text, a credential. There may be none at all.
 *
 * @example A secret text
 * ```ts
 * import { SecretBlob } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const note = new SecretBlob(new TextEncoder().encode("meet me at noon"));
 *
 * assertEquals(new TextDecoder().decode(note.value), "meet me at noon");
 * ```
 */
export class SecretBlob extends BytesValue {
  /** Always `SecretBlob`. */
  override get type(): "SecretBlob" {
    return "SecretBlob";
  }

  /** Nodes only get shares of it. */
  override get isSecret(): true {
    return true;
  }
}

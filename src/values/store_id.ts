import { BytesValue } from "./bytes_value.ts";

/**
 * The id of stored values, as a value: 16 bytes. Programs give and take keys made in the network by it.
 *
 * @example Point to stored values
 * ```ts
 * import { StoreId } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const id = new StoreId(crypto.getRandomValues(new Uint8Array(16)));
 *
 * assertEquals(id.value.length, 16);
 * ```
 */
export class StoreId extends BytesValue {
  /** Always `StoreId`. */
  override get type(): "StoreId" {
    return "StoreId";
  }

  /** Nodes see it. */
  override get isSecret(): false {
    return false;
  }

  /** A UUID. */
  protected override get fixedLength(): 16 {
    return 16;
  }
}

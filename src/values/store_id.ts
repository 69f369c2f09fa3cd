import { BytesValue } from "./bytes_value.ts";
import { uuidFromBytes } from "../base/uuid.ts";
import type { ValuesId } from "./values_id.ts";

/**
 * The id of stored values, as a value: 16 bytes. Programs that make a key in the network give it.
 *
 * @example The id that the client takes
 * ```ts
 * import { StoreId } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const id = new StoreId(new Uint8Array(16).fill(0xab));
 *
 * assertEquals(id.valuesId, "abababab-abab-abab-abab-abababababab");
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

  /** The same id as the client takes it: as text. */
  get valuesId(): ValuesId {
    return uuidFromBytes(this.value);
  }

  /** A UUID. */
  protected override get fixedLength(): 16 {
    return 16;
  }
}

import { BytesValue } from "./bytes_value.ts";
import { uuidFromBytes } from "../base/uuid.ts";

/** The id of a set of stored values: a UUID such as `5f1d6b1e-3c0f-4c7e-9a52-8b7d5f0c1a2b`. */
export type ValuesId = string;

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
}

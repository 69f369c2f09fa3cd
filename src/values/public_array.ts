import { ArrayValue } from "./array_value.ts";

/**
 * Public values of one type in a row, which may be arrays and tuples themselves: what programs take and give as an
 * array of public values. It has at least one, since the first says what type the array is of.
 *
 * @example Weights that everyone may see
 * ```ts
 * import { PublicArray, PublicInteger } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const weights = new PublicArray([3, 2, 1].map((weight) => new PublicInteger(weight)));
 *
 * assertEquals(weights.value.map(({ value }) => value), [3n, 2n, 1n]);
 * ```
 */
export class PublicArray extends ArrayValue {
  /** Always `PublicArray`. */
  override get type(): "PublicArray" {
    return "PublicArray";
  }

  /** Nodes see its elements. */
  override get isSecret(): false {
    return false;
  }
}

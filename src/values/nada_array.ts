import { ArrayValue } from "./array_value.ts";

/**
 * Secret values of one type in a row, which may be arrays and tuples themselves. It has at least one, since the first
 * says what type the array is of.
 *
 * It takes no blobs, and no values that are public altogether: those go into a {@linkcode PublicArray}.
 *
 * @example Three secret numbers as one value
 * ```ts
 * import { NadaArray, SecretInteger } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const salaries = new NadaArray([3000, 4200, 3900].map((salary) => new SecretInteger(salary)));
 *
 * assertEquals(salaries.value.length, 3);
 * assertEquals(String(salaries), "NadaArray { <redacted> }");
 * ```
 */
export class NadaArray extends ArrayValue {
  /** Always `NadaArray`. */
  override get type(): "NadaArray" {
    return "NadaArray";
  }

  /** Nodes only get shares of its elements. */
  override get isSecret(): true {
    return true;
  }
}

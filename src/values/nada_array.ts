import { InvalidArgumentError } from "../errors.ts";
import { shapeOf } from "./shape.ts";
import { Value } from "./value.ts";
import type { NadaValue } from "./values.ts";

/**
 * Secret values of one type in a row, which may be arrays and tuples themselves. It has at least one, since the first
 * says what type the array is of.
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
export class NadaArray extends Value {
  #values: readonly NadaValue[];

  /**
   * Holds the elements in their order.
   *
   * @throws {InvalidArgumentError} When it has no elements, elements of different types, public ones, or blobs.
   */
  constructor(values: readonly NadaValue[]) {
    super();
    this.#values = checked(values);
  }

  /** Always `NadaArray`. */
  override get type(): "NadaArray" {
    return "NadaArray";
  }

  /** Nodes only get shares of its elements. */
  override get isSecret(): true {
    return true;
  }

  /** The elements. Setting them makes the same checks as the constructor. */
  get value(): readonly NadaValue[] {
    return this.#values;
  }

  set value(values: readonly NadaValue[]) {
    this.#values = checked(values);
  }

  /** Whether `other` is an array of equal elements. */
  override equals(other: unknown): boolean {
    if (!(other instanceof NadaArray) || other.#values.length !== this.#values.length) return false;
    return this.#values
      .map((value, index) => value.equals(other.#values[index]))
      .every((isEqual) => isEqual);
  }

  /** The value for people to read. */
  protected override show(): string {
    return this.#values.join(", ");
  }
}

function checked(values: readonly NadaValue[]): readonly NadaValue[] {
  const [first] = values;
  if (first === undefined) {
    throw new InvalidArgumentError("NadaArray needs at least one element, which says its type");
  }
  const shape = shapeOf(first);
  for (const [index, value] of values.entries()) {
    if (shapeOf(value) !== shape) {
      throw new InvalidArgumentError(
        `NadaArray takes elements of one type, but element 0 is ${shape} and element ${index} is ${
          shapeOf(value)
        }`,
      );
    }
  }
  // The wire has no type for an array of blobs.
  const unfit = leaves(first).find((leaf) => !leaf.isSecret || leaf.type === "SecretBlob");
  if (unfit !== undefined) {
    throw new InvalidArgumentError(
      `NadaArray takes secret values other than blobs, and not ${unfit.type}`,
    );
  }
  return Object.freeze([...values]);
}

function leaves(value: NadaValue): NadaValue[] {
  const isCompound = value.type === "NadaArray" || value.type === "NadaTuple";
  return isCompound ? value.value.flatMap(leaves) : [value];
}

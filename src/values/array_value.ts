import { InvalidArgumentError } from "../errors/mod.ts";
import { checkDepth, shapeOf } from "./shape.ts";
import { Value } from "./value.ts";
import type { NadaValue } from "./values.ts";

/**
 * Values of one type in a row, which may be arrays and tuples themselves. There is at least one, since the first says
 * what type the array is of.
 *
 * @example How many there are, secret or not
 * ```ts
 * import { type ArrayValue, NadaArray, PublicArray, PublicInteger, SecretInteger } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const years = new PublicArray([2024, 2025].map((year) => new PublicInteger(year)));
 * const salaries = new NadaArray([4000, 4200].map((salary) => new SecretInteger(salary)));
 *
 * const rows: ArrayValue[] = [years, salaries];
 * assertEquals(rows.map(({ value }) => value.length), [2, 2]);
 * ```
 */
export abstract class ArrayValue extends Value {
  #values: readonly NadaValue[];

  /**
   * Holds the elements in their order.
   *
   * @throws {InvalidArgumentError} When there are none, or some that the type does not take, or they are nested deeper
   * than 48 arrays and tuples.
   */
  constructor(values: readonly NadaValue[]) {
    super();
    this.#values = this.#checked(values);
  }

  /** The elements. Setting them makes the same checks as the constructor. */
  get value(): readonly NadaValue[] {
    return this.#values;
  }

  set value(values: readonly NadaValue[]) {
    this.#values = this.#checked(values);
  }

  /** Whether `other` is an array of equal elements. */
  override equals(other: unknown): boolean {
    if (!(other instanceof ArrayValue) || other.#values.length !== this.#values.length) {
      return false;
    }
    return this.#values
      .map((value, index) => value.equals(other.#values[index]))
      .every((isEqual) => isEqual);
  }

  /** The value for people to read. */
  protected override show(): string {
    return this.#values.join(", ");
  }

  #checked(values: readonly NadaValue[]): readonly NadaValue[] {
    const elements: NadaValue[] = Array.isArray(values) ? [...values] : [];
    const [first] = elements;
    if (first === undefined) {
      throw new InvalidArgumentError(`${this.type} takes an array of at least one value`);
    }
    if (elements.some((element) => !(element instanceof Value))) {
      throw new InvalidArgumentError(
        `${this.type} takes values such as SecretInteger, and nothing else`,
      );
    }
    checkDepth(this.type, [first]);
    const shape = shapeOf(first);
    for (const [index, value] of elements.entries()) {
      if (shapeOf(value) !== shape) {
        throw new InvalidArgumentError(
          `${this.type} takes elements of one type, but element 0 is ${shape} and element ${index} is ${
            shapeOf(value)
          }`,
        );
      }
    }
    if (first.isSecret !== this.isSecret) {
      const [kind, other] = this.isSecret
        ? ["secret", "PublicArray takes it"]
        : ["public", "NadaArray takes it"];
      throw new InvalidArgumentError(
        `${this.type} takes ${kind} values, and not ${shape}: ${other}`,
      );
    }
    // The wire has no type for an array of blobs.
    if (shape.includes("SecretBlob")) {
      throw new InvalidArgumentError(`${this.type} takes no blobs, and this is ${shape}`);
    }
    return Object.freeze(elements);
  }
}

import { InvalidArgumentError } from "../errors/mod.ts";
import { checkDepth } from "./shape.ts";
import { Value } from "./value.ts";
import type { NadaValue } from "./values.ts";

/**
 * Two values as one. They may be of different types.
 *
 * @example A secret number and whether it counts
 * ```ts
 * import { NadaTuple, SecretBoolean, SecretInteger } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const vote = new NadaTuple(new SecretInteger(3), new SecretBoolean(true));
 * const [choice, counts] = vote.value;
 *
 * assertEquals([choice.value, counts.value], [3n, true]);
 * ```
 */
export class NadaTuple<
  Left extends NadaValue = NadaValue,
  Right extends NadaValue = NadaValue,
> extends Value {
  #values: readonly [Left, Right];

  /**
   * Holds the two values.
   *
   * @throws {InvalidArgumentError} When one of them is no value, or they are nested deeper than 48 arrays and tuples.
   */
  constructor(left: Left, right: Right) {
    super();
    this.#values = checked(left, right);
  }

  /** Always `NadaTuple`. */
  override get type(): "NadaTuple" {
    return "NadaTuple";
  }

  /** Whether nodes only get shares of at least one of the two. */
  override get isSecret(): boolean {
    return this.#values.some((value) => value.isSecret);
  }

  /** The two, left and right. Setting them makes the same check as the constructor. */
  get value(): readonly [Left, Right] {
    return this.#values;
  }

  set value([left, right]: readonly [Left, Right]) {
    this.#values = checked(left, right);
  }

  /** Whether `other` is a tuple of two equal values. */
  override equals(other: unknown): boolean {
    if (!(other instanceof NadaTuple)) return false;
    const [left, right] = this.#values;
    const sameLeft = left.equals(other.#values[0]);
    const sameRight = right.equals(other.#values[1]);
    return sameLeft && sameRight;
  }

  /** The value for people to read. */
  protected override show(): string {
    return this.#values.join(", ");
  }
}

function checked<Left extends NadaValue, Right extends NadaValue>(
  left: Left,
  right: Right,
): readonly [Left, Right] {
  if (!(left instanceof Value && right instanceof Value)) {
    throw new InvalidArgumentError("NadaTuple takes two values");
  }
  checkDepth("NadaTuple", [left, right]);
  return Object.freeze([left, right] as const);
}

import { InvalidArgumentError } from "../errors/mod.ts";
import type { EcdsaDigestMessage } from "./ecdsa_digest_message.ts";
import type { EcdsaPrivateKey } from "./ecdsa_private_key.ts";
import type { EcdsaPublicKey } from "./ecdsa_public_key.ts";
import type { EcdsaSignature } from "./ecdsa_signature.ts";
import type { EddsaMessage } from "./eddsa_message.ts";
import type { EddsaPrivateKey } from "./eddsa_private_key.ts";
import type { EddsaPublicKey } from "./eddsa_public_key.ts";
import type { EddsaSignature } from "./eddsa_signature.ts";
import type { PublicBoolean } from "./public_boolean.ts";
import type { PublicInteger } from "./public_integer.ts";
import type { PublicUnsignedInteger } from "./public_unsigned_integer.ts";
import type { SecretBlob } from "./secret_blob.ts";
import type { SecretBoolean } from "./secret_boolean.ts";
import type { SecretInteger } from "./secret_integer.ts";
import type { SecretUnsignedInteger } from "./secret_unsigned_integer.ts";
import type { StoreId } from "./store_id.ts";
import { joinHeld, Value } from "./value.ts";

/** Any value that the network knows; its `type` tells which. */
export type NadaValue =
  | EcdsaDigestMessage
  | EcdsaPrivateKey
  | EcdsaPublicKey
  | EcdsaSignature
  | EddsaMessage
  | EddsaPrivateKey
  | EddsaPublicKey
  | EddsaSignature
  | NadaArray
  | NadaTuple
  | PublicArray
  | PublicBoolean
  | PublicInteger
  | PublicUnsignedInteger
  | SecretBlob
  | SecretBoolean
  | SecretInteger
  | SecretUnsignedInteger
  | StoreId;

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

  /** What all elements hold. */
  protected override held(): Uint8Array {
    return joinHeld(this.#values);
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
        `${this.type} takes only values, such as a SecretInteger`,
      );
    }
    checkDepth(this.type, [first]);
    const shape = shapeOf(first);
    for (const [index, value] of elements.entries()) {
      if (shapeOf(value) !== shape) {
        throw new InvalidArgumentError(
          `${this.type} takes values of one type, but element 0 is ${shape} and element ${index} is ${
            shapeOf(value)
          }`,
        );
      }
    }
    if (first.isSecret !== this.isSecret) {
      const [kind, other] = this.isSecret ? ["secret", "PublicArray"] : ["public", "NadaArray"];
      throw new InvalidArgumentError(
        `${this.type} takes ${kind} values: put ${shape} into a ${other}`,
      );
    }
    // The wire has no type for an array of blobs.
    if (shape.includes("SecretBlob")) {
      throw new InvalidArgumentError(`${this.type} cannot hold blobs: this is ${shape}`);
    }
    return Object.freeze(elements);
  }
}

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

  /** What both values hold. */
  protected override held(): Uint8Array {
    return joinHeld(this.#values);
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

/** How deep arrays and tuples may be nested. The core cannot split deeper ones. */
const depthMax = 48;

/**
 * Checks that an array or a tuple of these elements is not nested too deep.
 *
 * @throws {InvalidArgumentError} When they are.
 */
function checkDepth(type: string, elements: readonly NadaValue[]): void {
  let level = new Set(elements);
  for (let depth = 1; level.size > 0; depth++) {
    const inner = [...level].flatMap(partsOf);
    if (depth === depthMax && inner.length > 0) {
      throw new InvalidArgumentError(`${type} is nested deeper than ${depthMax} arrays and tuples`);
    }
    level = new Set(inner);
  }
}

/** The parts of a value whose depth may differ. All elements of an array have the same. */
function partsOf(value: NadaValue): readonly NadaValue[] {
  switch (value.type) {
    case "NadaArray":
    case "PublicArray":
      return value.value.slice(0, 1);
    case "NadaTuple":
      return value.value;
    default:
      return [];
  }
}

/**
 * The type of a value in full, such as `NadaArray<SecretInteger, 3>`. All elements of an array have the same.
 */
export function shapeOf(value: NadaValue): string {
  switch (value.type) {
    case "NadaArray":
    case "PublicArray":
      return `${value.type}<${shapeOf(value.value[0]!)}, ${value.value.length}>`;
    case "NadaTuple":
      return `NadaTuple<${value.value.map(shapeOf).join(", ")}>`;
    default:
      return value.type;
  }
}

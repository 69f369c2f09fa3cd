import { InvalidArgumentError } from "../errors.ts";
import { Value } from "./value.ts";

/** A value that is true or false. */
export abstract class BooleanValue extends Value {
  #value: boolean;

  /**
   * Holds a boolean.
   *
   * @throws {InvalidArgumentError} When it is neither `true` nor `false`.
   */
  constructor(value: boolean) {
    super();
    this.#value = this.#checked(value);
  }

  /** The boolean. Setting it makes the same check as the constructor. */
  get value(): boolean {
    return this.#value;
  }

  set value(value: boolean) {
    this.#value = this.#checked(value);
  }

  /** Whether `other` is of the same type and holds the same. */
  override equals(other: unknown): boolean {
    return other instanceof BooleanValue && other.type === this.type &&
      other.#value === this.#value;
  }

  /** The value for people to read. */
  protected override show(): string {
    return String(this.#value);
  }

  #checked(value: boolean): boolean {
    if (typeof value === "boolean") return value;
    throw new InvalidArgumentError(`${this.type} takes true or false`);
  }
}

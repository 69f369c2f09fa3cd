import { InvalidArgumentError } from "../errors/mod.ts";
import { Value } from "./value.ts";

/**
 * A value that is true or false.
 *
 * @example Change one's mind
 * ```ts
 * import { type BooleanValue, SecretBoolean } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const vote: BooleanValue = new SecretBoolean(true);
 * vote.value = !vote.value;
 *
 * assertEquals(vote.value, false);
 * ```
 */
export abstract class BooleanValue extends Value {
  /** An object, since the consoles of browsers print private fields, but not the objects in them. */
  readonly #held: { value: boolean };

  /**
   * Holds a boolean.
   *
   * @throws {InvalidArgumentError} When it is neither `true` nor `false`.
   */
  constructor(value: boolean) {
    super();
    this.#held = { value: this.#checked(value) };
  }

  /** The boolean. Setting it makes the same check as the constructor. */
  get value(): boolean {
    return this.#held.value;
  }

  set value(value: boolean) {
    this.#held.value = this.#checked(value);
  }

  /** One byte. */
  protected override held(): Uint8Array {
    return Uint8Array.of(Number(this.#held.value));
  }

  /** The value for people to read. */
  protected override show(): string {
    return String(this.#held.value);
  }

  #checked(value: boolean): boolean {
    if (typeof value === "boolean") return value;
    throw new InvalidArgumentError(`${this.type} takes true or false`);
  }
}

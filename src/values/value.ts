/**
 * What all value types share: the name of the type, a value that only passes in and out through checks, and
 * comparison.
 *
 * A secret one shows as redacted wherever it might be printed: in logs, strings and JSON.
 *
 * @example What of a record nodes get to see
 * ```ts
 * import { PublicInteger, SecretInteger, type Value } from "@nilvm/client";
 * import { assertEquals } from "@std/assert";
 *
 * const record: Record<string, Value> = {
 *   year: new PublicInteger(2025),
 *   salary: new SecretInteger(4200),
 * };
 *
 * const open = Object.keys(record).filter((name) => !record[name]!.isSecret);
 * assertEquals(open, ["year"]);
 * ```
 */
export abstract class Value {
  /** The name of the type, the same as the class's. */
  abstract get type(): string;

  /** Whether nodes get only shares of it, or also the value itself. */
  abstract get isSecret(): boolean;

  /**
   * Whether `other` is of the same type and holds the same. The time this takes does not depend on secrets.
   *
   * @example The same number, of another type
   * ```ts
   * import { SecretInteger, SecretUnsignedInteger } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * const salary = new SecretInteger(4200);
   *
   * assertEquals(salary.equals(new SecretInteger(4200)), true);
   * assertEquals(salary.equals(new SecretUnsignedInteger(4200)), false);
   * ```
   */
  equals(other: unknown): boolean {
    return other instanceof Value && other.type === this.type && this.holdsSame(other as this);
  }

  /** Whether another value of the same type holds the same. */
  protected abstract holdsSame(other: this): boolean;

  /** The value for people to read; only called when it is public. */
  protected abstract show(): string;

  /**
   * The type, and the value where it is public.
   *
   * @example Values in a message
   * ```ts
   * import { PublicInteger, SecretInteger } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * assertEquals(`${new PublicInteger(2025)}`, "PublicInteger { 2025 }");
   * assertEquals(`${new SecretInteger(4200)}`, "SecretInteger { <redacted> }");
   * ```
   */
  toString(): string {
    return `${this.type} { ${this.isSecret ? "<redacted>" : this.show()} }`;
  }

  /**
   * The same as {@linkcode Value.toString}: values do not travel as JSON.
   *
   * @example A log line that gives nothing away
   * ```ts
   * import { SecretInteger } from "@nilvm/client";
   * import { assertEquals } from "@std/assert";
   *
   * const line = JSON.stringify({ salary: new SecretInteger(4200) });
   *
   * assertEquals(line, '{"salary":"SecretInteger { <redacted> }"}');
   * ```
   */
  toJSON(): string {
    return this.toString();
  }

  /** How Deno shows it. */
  [Symbol.for("Deno.customInspect")](): string {
    return this.toString();
  }

  /** How Node shows it. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }
}

import { equalBytes, joinBytes } from "../base/bytes.ts";
import { type Content, contentOf } from "../base/content.ts";
import { encodeHex } from "../base/hex.ts";
import { keyedHash } from "../base/keyed_hash.ts";

/** What values hold, one after the other, each with its type and length in front. */
export let joinHeld: (values: readonly Value[]) => Uint8Array<ArrayBuffer>;

/** The key of all tags of secrets in this process. */
let tagKey: Uint32Array<ArrayBuffer> | undefined;

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
  static {
    joinHeld = (values) =>
      joinBytes(values.flatMap((value) => {
        const held = value.held();
        return [new TextEncoder().encode(`${value.type} ${held.length} `), held];
      }));
  }

  /**
   * What tools for tests compare in place of the value: its tag is the same for equal values of one type. That of a secret
   * reveals nothing to who does not have the process's random key.
   *
   * @example Tests tell two secrets apart
   * ```ts
   * import { SecretInteger } from "@nilvm/client";
   * import { assertEquals, assertNotEquals } from "@std/assert";
   *
   * assertEquals(new SecretInteger(42), new SecretInteger(42));
   * assertNotEquals(new SecretInteger(42), new SecretInteger(43));
   * ```
   */
  readonly content: Content = contentOf<Value>(this, tagOf);

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
    return other instanceof Value && other.type === this.type &&
      equalBytes(this.held(), other.held());
  }

  /** What it holds, as bytes: the same for equal values of the type only. */
  protected abstract held(): Uint8Array;

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

function tagOf(value: Value): string {
  if (!value.isSecret) return `${value}`;
  tagKey ??= crypto.getRandomValues(new Uint32Array(4));
  return encodeHex(keyedHash(tagKey, joinHeld([value])));
}

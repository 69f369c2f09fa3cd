/**
 * What all value types share: the name of the type, a value that only passes in and out through checks, and
 * comparison.
 *
 * A secret one shows as redacted wherever it might be printed: in logs, strings and JSON.
 */
export abstract class Value {
  /** The name of the type, the same as the class's. */
  abstract get type(): string;

  /** Whether nodes get only shares of it, or also the value itself. */
  abstract get isSecret(): boolean;

  /** Whether `other` is of the same type and holds the same. For secrets the time this takes says nothing of them. */
  abstract equals(other: unknown): boolean;

  /** The value for people to read; only called when it is public. */
  protected abstract show(): string;

  /** The type, and the value where it is public. */
  toString(): string {
    return `${this.type} { ${this.isSecret ? "<redacted>" : this.show()} }`;
  }

  /** The same as {@linkcode Value.toString}: values do not travel as JSON. */
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

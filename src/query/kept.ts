import { FailedPreconditionError } from "../errors/mod.ts";

const hidden = "Kept { <redacted> }";

/**
 * A result in a cache. Only `open` gives what it holds: JSON, copies and logs of the cache show nothing of it, so that
 * nothing that writes the cache down writes a secret.
 */
export class Kept<Data> {
  readonly #data: Data;

  /** Keeps a result. */
  constructor(data: Data) {
    this.#data = data;
  }

  /**
   * What is kept.
   *
   * @throws {FailedPreconditionError} When the cache was written down and read again, since it has no result then.
   */
  static open<Data>(kept: Kept<Data>): Data {
    if (kept instanceof Kept) return kept.#data;
    throw new FailedPreconditionError(
      "The cache was restored, and results of nilVM are not written down: read again",
    );
  }

  /** `null`, which is all that JSON gets. */
  toJSON(): null {
    return null;
  }

  /** How it is shown: redacted. */
  toString(): string {
    return hidden;
  }

  /** How Deno shows it: redacted. */
  [Symbol.for("Deno.customInspect")](): string {
    return hidden;
  }

  /** How Node shows it: redacted. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return hidden;
  }
}

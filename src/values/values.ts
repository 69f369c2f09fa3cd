import { InvalidArgumentError } from "../errors/mod.ts";
import type { NadaValue } from "./nada_value.ts";
import { Value } from "./value.ts";

/** Values by name. */
export type Values = Record<string, NadaValue>;

/** Values and their names, in one order: looking up many values by name takes time. */
export interface NamedValues {
  /** The names. */
  readonly names: readonly string[];
  /** The values. */
  readonly values: readonly NadaValue[];
}

/**
 * Lists values that are given by name.
 *
 * @throws {InvalidArgumentError} When something else is given.
 */
export function listValues(values: Values): NamedValues {
  // What is a list has names too, such as 0.
  if (typeof values !== "object" || values === null || Symbol.iterator in values) {
    throw new InvalidArgumentError(
      "Values are given by name, as in { answer: new SecretInteger(42) }",
    );
  }
  const names = Object.keys(values);
  const listed = names.map((name) => {
    const value: unknown = values[name];
    if (value instanceof Value) return value as NadaValue;
    throw new InvalidArgumentError(
      `${JSON.stringify(name)} is not a value: ${
        value instanceof Promise
          ? "got a Promise: `await` is missing"
          : "wrap it, as in new SecretInteger(42)"
      }`,
    );
  });
  return { names, values: listed };
}

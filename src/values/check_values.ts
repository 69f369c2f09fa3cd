import { InvalidArgumentError } from "../errors/mod.ts";
import { Value } from "./value.ts";
import type { NadaValue, Values } from "./values.ts";

/** Refuses what is not values by name, and gives their names and them: there may be many, and looking them up takes time. */
export function checkValues(values: Values): { names: string[]; held: NadaValue[] } {
  // What is a list has names too, such as 0.
  if (typeof values !== "object" || values === null || Symbol.iterator in values) {
    throw new InvalidArgumentError(
      "Values are given by name, as in { answer: new SecretInteger(42) }",
    );
  }
  const names = Object.keys(values);
  const held = names.map((name) => {
    const value = values[name];
    if (value instanceof Value) return value;
    throw new InvalidArgumentError(
      `${JSON.stringify(name)} is not a value of the network: wrap it, as in new SecretInteger(42)`,
    );
  });
  return { names, held };
}

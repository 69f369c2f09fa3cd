import { InvalidArgumentError } from "../errors.ts";
import { Value } from "./value.ts";
import type { Values } from "./values.ts";

/** Refuses what is not values by name. */
export function checkValues(values: Values): void {
  // What is a list has names too, such as 0.
  if (typeof values !== "object" || values === null || Symbol.iterator in values) {
    throw new InvalidArgumentError(
      "Values are given by name, as in { answer: new SecretInteger(42) }",
    );
  }
  for (const name of Object.keys(values)) {
    if (!((values[name] as unknown) instanceof Value)) {
      throw new InvalidArgumentError(
        `${
          JSON.stringify(name)
        } is not a value of the network: wrap it, as in new SecretInteger(42)`,
      );
    }
  }
}

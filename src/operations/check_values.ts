import { InvalidArgumentError } from "../errors.ts";
import { Value } from "../values/value.ts";
import type { Values } from "../values/values.ts";

/** What one node's values may come to, and what nodes refuse a quote beyond. */
const payloadBytesMax = 6 * 1024 * 1024;

/** Refuses what is not values by name. */
export function checkValues(values: Values): void {
  // What is a list has names too, such as 0.
  if (typeof values !== "object" || values === null || Symbol.iterator in values) {
    throw new InvalidArgumentError(
      "Values are given by name, as in { answer: new SecretInteger(42) }",
    );
  }
  const entries: [string, unknown][] = Object.entries(values);
  for (const [name, value] of entries) {
    if (name === "") throw new InvalidArgumentError("A value has an empty name");
    if (!(value instanceof Value)) {
      throw new InvalidArgumentError(
        `${
          JSON.stringify(name)
        } is not a value of the network: wrap it, as in new SecretInteger(42)`,
      );
    }
  }
}

/** Refuses more bytes than one node takes. */
export function checkPayload(payloadBytes: number): void {
  if (payloadBytes > payloadBytesMax) {
    throw new InvalidArgumentError(
      `The values take ${payloadBytes} bytes at each node, where ${payloadBytesMax} are possible`,
    );
  }
}

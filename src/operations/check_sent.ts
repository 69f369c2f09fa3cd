import { InvalidArgumentError } from "../errors/mod.ts";
import type { Values } from "../values/values.ts";

/** What one node's values may come to, and what nodes refuse a quote beyond. */
const payloadBytesMax = 6 * 1024 * 1024;

/** Refuses values that nodes do not take: with an empty name, or more bytes than one node takes. */
export function checkSent(values: Values, payloadBytes: number): void {
  if (Object.hasOwn(values, "")) throw new InvalidArgumentError("A value has an empty name");
  if (payloadBytes > payloadBytesMax) {
    throw new InvalidArgumentError(
      `The values take ${payloadBytes} bytes at each node, where ${payloadBytesMax} are possible`,
    );
  }
}

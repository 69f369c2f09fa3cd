import type { Message } from "@bufbuild/protobuf";
import { isBytes } from "./brand.ts";
import { equalBytes } from "./bytes.ts";

/**
 * Whether two messages of one schema say the same. What a schema does not know is left out. The package's own function also
 * knows other editions and registries, and weighs ten times as much.
 */
export function isSameMessage<T extends Message>(one: T, other: T): boolean {
  return isSame(one, other);
}

function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) {
    return one === other;
  }
  if (isBytes(one) || isBytes(other)) {
    return isBytes(one) && isBytes(other) && equalBytes(one, other);
  }
  const fields = known(one);
  return fields.length === known(other).length &&
    fields.every(([name, value]) => isSame(value, (other as Record<string, unknown>)[name]));
}

/** The fields that are set: those of a message, or the entries of a map or a list. */
function known(message: object): [string, unknown][] {
  return Object.entries(message).filter(([name, value]) =>
    name !== "$unknown" && value !== undefined
  );
}

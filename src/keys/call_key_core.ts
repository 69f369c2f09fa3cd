import { InvalidArgumentError } from "../errors/mod.ts";
import { callWithBytes, CoreFailure, type CoreOperation } from "../core/core.ts";

/**
 * Calls an operation of the core on keys, whose refusals are all about what the caller gave.
 *
 * @throws {InvalidArgumentError} When the core refuses.
 */
export function callKeyCore(
  operation: CoreOperation,
  parts: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
  try {
    return callWithBytes(operation, parts);
  } catch (error) {
    if (!(error instanceof CoreFailure) || error.kind === "trap") throw error;
    throw new InvalidArgumentError(error.message);
  }
}

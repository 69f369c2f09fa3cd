import { callWithBytes, CoreFailure, type CoreOperation } from "../core/core.ts";
import { InvalidArgumentError } from "../errors/mod.ts";

/**
 * Calls an operation on keys in the core. The core refuses only what the caller gave, so a refusal
 * becomes an `InvalidArgumentError`.
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

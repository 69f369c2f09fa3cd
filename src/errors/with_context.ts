import type { VmError, VmErrorFields } from "./mod.ts";

/** The same error with more context, and other words where there are better ones. */
export function withContext<E extends VmError>(
  error: E,
  fields: VmErrorFields,
  message: string = error.message,
): E {
  const Class = error.constructor as new (message: string, fields: VmErrorFields) => E;
  const own = { ...error, ...("cause" in error ? { cause: error.cause } : {}) };
  return new Class(message, { ...own, ...fields });
}

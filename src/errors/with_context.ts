import { AbortedError, TimeoutError } from "./call_errors.ts";
import type { VmError, VmErrorFields } from "./vm_error.ts";

/**
 * Makes an error of the same class with more context. The original becomes its `cause`.
 *
 * The constructor of the class does not run, because subclasses that users write may take other
 * arguments. The copy keeps the own properties of the original.
 */
export function withContext<E extends VmError>(
  error: E,
  { cause = error, ...fields }: VmErrorFields,
  message: string = error.message,
): E {
  // A stopped call keeps the reason of its signal as the cause.
  const isStop = error instanceof AbortedError || error instanceof TimeoutError;
  const underneath = isStop ? ("cause" in error ? { cause: error.cause } : {}) : { cause };
  const copy = Reflect.construct(Error, [message, underneath], error.constructor) as E;
  const { stack: _, message: __, cause: ___, ...own } = Object.getOwnPropertyDescriptors(error);
  Object.defineProperties(copy, own);
  return Object.assign(
    copy,
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
  );
}

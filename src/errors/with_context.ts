import { AbortedError, TimeoutError } from "./call_errors.ts";
import type { VmError, VmErrorFields } from "./vm_error.ts";

/**
 * An error of the same class with more context, and the original as its `cause`.
 *
 * No constructor of the class runs, so this also works for subclasses that users write: theirs may
 * take other arguments. Own properties of the original are kept.
 */
export function withContext<E extends VmError>(
  error: E,
  { cause = error, ...fields }: VmErrorFields,
  message: string = error.message,
): E {
  // Why a caller stopped a call is more use than the same error once more.
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

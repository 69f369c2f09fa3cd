import { AbortedError, FailedPreconditionError } from "../errors/mod.ts";
import type { CallOptions } from "../async/deadline.ts";
import type { PriceQuote } from "../payments/quote.ts";

/** What can be done once, and resumed: an operation of the client. */
export interface Resumable<Result> {
  readonly isResumable: boolean;
  invoke(options?: CallOptions): Promise<Result>;
}

/** The same with a price. */
export interface Priced<Result> extends Resumable<Result> {
  quote(options?: CallOptions): Promise<PriceQuote>;
}

/** Where operations are found again. A `Map` and a `WeakMap` are both. */
export interface Shelf<Key> {
  get(key: Key): unknown;
  set(key: Key, operation: Resumable<unknown>): unknown;
  delete(key: Key): unknown;
}

/**
 * Invokes the operation that this key has, or makes one. A call beside it shares its attempt, and after a failure the
 * next call goes on with it, so that nothing is paid twice.
 */
export async function runOnce<Key, Result>(
  shelf: Shelf<Key>,
  key: Key,
  make: () => Resumable<Result>,
  options: CallOptions,
): Promise<Result> {
  // Each key is used for operations of one kind alone.
  const operation = (shelf.get(key) ?? make()) as Resumable<Result>;
  shelf.set(key, operation);
  let isOpen = false;
  try {
    return await invoke(operation, options);
  } catch (error) {
    isOpen = operation.isResumable;
    throw error;
  } finally {
    if (!isOpen && shelf.get(key) === operation) shelf.delete(key);
  }
}

/** Asks for the price of the operation that this key has, or makes one. The next call of `runOnce` pays this price. */
export async function quoteOnce<Key, Result>(
  shelf: Shelf<Key>,
  key: Key,
  make: () => Priced<Result>,
  options: CallOptions,
): Promise<PriceQuote> {
  const operation = (shelf.get(key) ?? make()) as Priced<Result>;
  if (operation.isResumable) {
    throw new FailedPreconditionError(
      "The operation may be paid already, and has no new price: go on with it",
    );
  }
  const quote = await operation.quote(options);
  // A call that began in the meantime has put its own there.
  if (!shelf.get(key)) shelf.set(key, operation);
  return quote;
}

/** Whether the next call of `runOnce` goes on with an attempt that failed, and may be paid. */
export function isOpenOn<Key>(shelf: Shelf<Key>, key: Key): boolean {
  return (shelf.get(key) as Resumable<unknown> | undefined)?.isResumable ?? false;
}

/** Invokes an operation, also when the attempt that it shared was stopped by the caller of that one. */
async function invoke<Result>(
  operation: Resumable<Result>,
  options: CallOptions,
): Promise<Result> {
  try {
    return await operation.invoke(options);
  } catch (error) {
    if (!(error instanceof AbortedError) || options.signal?.aborted) throw error;
    return await operation.invoke(options);
  }
}

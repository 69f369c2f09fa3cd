/**
 * What an iterator gives, taken in another way. Whoever stops early stops the iterator: cancelling an answer must reach the
 * service that is still giving it.
 */
export function withNext<T>(
  iterator: AsyncIterator<T>,
  next: () => Promise<IteratorResult<T>>,
): AsyncIterable<T> {
  const wrapped: AsyncIterator<T> = { next };
  if (iterator.throw) wrapped.throw = (reason) => iterator.throw!(reason);
  if (iterator.return) wrapped.return = (value) => iterator.return!(value);
  return { [Symbol.asyncIterator]: () => wrapped };
}

/** A body of these chunks. */
export async function* bodyOf(...chunks: Uint8Array[]): AsyncIterable<Uint8Array> {
  yield* chunks;
}

/**
 * The whole of a body, or `undefined` when it has more than `bytesMax` bytes. The rest of such a body stays unread: to end
 * the iteration would drop the connection, and with it the answer.
 */
export async function readBody(
  body: AsyncIterable<Uint8Array>,
  bytesMax: number,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks = body[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let length = 0;
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
    length += next.value.length;
    if (length > bytesMax) return undefined;
    read.push(next.value);
  }
  return concatenate(...read);
}

/** The bytes of all parts, one after the other. */
export function concatenate(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/**
 * Iterates with another `next`. A reader that stops early stops the iterator too, so that the service behind an answer
 * learns that the answer was cancelled.
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

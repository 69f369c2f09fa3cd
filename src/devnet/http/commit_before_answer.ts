import type { UniversalHandlerFn } from "@connectrpc/connect/protocol";
import { withNext } from "../base/bodies.ts";

/**
 * Commits what a request changed before its answer goes out, and before each part of an answer that streams. A request
 * makes all its changes without waiting in between, so a commit has all of them or none.
 *
 * @param file the file to commit to; without one the handler is returned as it is
 */
export function commitBeforeAnswer(
  handler: UniversalHandlerFn,
  file: { commit(): void } | undefined,
): UniversalHandlerFn {
  if (file === undefined) return handler;
  const commit = () => file.commit();
  return async (request) => {
    const response = await handler(request);
    commit();
    return response.body === undefined
      ? response
      : { ...response, body: afterCommit(response.body, commit) };
  };
}

function afterCommit(
  parts: AsyncIterable<Uint8Array>,
  commit: () => void,
): AsyncIterable<Uint8Array> {
  const iterator = parts[Symbol.asyncIterator]();
  return withNext(iterator, async () => {
    const part = await iterator.next();
    commit();
    return part;
  });
}

import type { UniversalHandlerFn } from "@connectrpc/connect/protocol";
import type { StateFile } from "./state_file.ts";

/**
 * Lets a handler's answers out, and each part of those that come in parts, only once a file has what they acknowledge. A
 * request makes all its changes without waiting in between, so no commit has half of them.
 */
export function acknowledged(
  handler: UniversalHandlerFn,
  file: Pick<StateFile, "commit"> | undefined,
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
  return {
    [Symbol.asyncIterator]() {
      const inner = parts[Symbol.asyncIterator]();
      const iterator: AsyncIterator<Uint8Array> = {
        async next() {
          const part = await inner.next();
          commit();
          return part;
        },
      };
      // Cancelling the answer must reach the service that is still giving it.
      if (inner.throw) iterator.throw = (reason) => inner.throw!(reason);
      if (inner.return) iterator.return = (value) => inner.return!(value);
      return iterator;
    },
  };
}

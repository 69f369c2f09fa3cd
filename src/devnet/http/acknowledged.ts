import type { UniversalHandlerFn } from "@connectrpc/connect/protocol";
import type { StateFile } from "../state/state_file.ts";
import { withNext } from "./bodies.ts";

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
  const iterator = parts[Symbol.asyncIterator]();
  return withNext(iterator, async () => {
    const part = await iterator.next();
    commit();
    return part;
  });
}

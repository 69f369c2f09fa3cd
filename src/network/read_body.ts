import { untilAborted } from "../async/until_aborted.ts";

/**
 * An answer holds at most a node's 6 MiB of values and their frame; key shares of many parties need
 * a little more.
 */
const bodyBytesMax = 16 * 1024 * 1024;

/**
 * Reads a body to its end, or gives it up past a limit or when the signal aborts: an unread one
 * would keep its connection.
 */
export async function readBody(
  response: Response,
  signal?: AbortSignal | null,
): Promise<Blob> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body?.getReader();
  if (reader === undefined) return new Blob();
  let size = 0;
  try {
    for (;;) {
      const { value } = await untilAborted(reader.read(), signal);
      if (value === undefined) return new Blob(chunks);
      size += value.length;
      if (size > bodyBytesMax) throw new RangeError(`The answer exceeds ${bodyBytesMax} bytes`);
      chunks.push(value);
    }
  } catch (error) {
    // Not waited for: who does not listen to the signal may not listen to this either.
    reader.cancel(error).catch(() => {});
    throw error;
  }
}

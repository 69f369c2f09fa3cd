import { untilAborted } from "../async/until_aborted.ts";

/** The longest body. A node sends at most 6 MiB of values, and a little more for many key shares. */
const bodyBytesMax = 16 * 1024 * 1024;

/**
 * Reads a body to its end. It cancels the body at a size limit and when the signal aborts, since an
 * unread body would keep its connection open.
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
      if (size > bodyBytesMax) throw new RangeError(`more than ${bodyBytesMax} bytes`);
      chunks.push(value);
    }
  } catch (error) {
    // Not awaited: a fetch that ignores the signal may ignore this too.
    reader.cancel(error).catch(() => {});
    throw error;
  }
}

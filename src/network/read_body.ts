/**
 * An answer holds at most a node's 6 MiB of values and their frame; key shares of many parties need
 * a little more.
 */
const bodyBytesMax = 16 * 1024 * 1024;

/**
 * Reads a body to its end, or gives it up past a limit: an unread one would keep its connection.
 */
export async function readBody(response: Response): Promise<Blob> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const reader = response.body?.getReader();
  let size = 0;
  for (;;) {
    const chunk = await reader?.read();
    if (chunk?.value === undefined) return new Blob(chunks);
    size += chunk.value.length;
    if (size > bodyBytesMax) {
      await reader?.cancel();
      throw new RangeError(`The answer exceeds ${bodyBytesMax} bytes`);
    }
    chunks.push(chunk.value);
  }
}

import { untilAborted } from "../async/until_aborted.ts";

/** The longest body. A node sends at most 6 MiB of values, and a little more for many key shares. */
export const bodyBytesMax: number = 16 * 1024 * 1024;

/** The bytes that a body is collected in at first. */
const firstBytes = 16 * 1024;

/** Reads a body to its end as a `Blob`. See `readBytes`. */
export async function readBody(response: Response, signal?: AbortSignal | null): Promise<Blob> {
  return new Blob([await readBytes(response, signal)]);
}

/**
 * Reads a body to its end. It cancels the body at a size limit and when the signal aborts, since an
 * unread body would keep its connection open.
 *
 * @param onBytes Is told how many bytes have arrived.
 * @throws {RangeError} When the body has too many bytes. They are counted after decompression.
 */
export async function readBytes(
  response: Response,
  signal?: AbortSignal | null,
  onBytes?: (count: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  // React Native has no streams.
  if (typeof response.body?.getReader !== "function") return await readBuffer(response, signal);
  const reader = response.body.getReader();
  try {
    return await untilAborted(readAll(reader, signal, onBytes), signal);
  } catch (error) {
    // Not awaited: a fetch that ignores the signal may ignore this too.
    reader.cancel(error).catch(() => {});
    throw error;
  }
}

async function readAll(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  signal: AbortSignal | null | undefined,
  onBytes: ((count: number) => void) | undefined,
): Promise<Uint8Array<ArrayBuffer>> {
  // One buffer that grows: a list of chunks would cost much for chunks of one byte.
  let bytes = new Uint8Array(firstBytes);
  let size = 0;
  for (;;) {
    const { value } = await reader.read();
    // A body that ignores that it is cancelled is read no further.
    signal?.throwIfAborted();
    if (value === undefined) return bytes.subarray(0, size);
    if (size + value.length > bodyBytesMax) throw tooLong();
    if (size + value.length > bytes.length) {
      const larger = new Uint8Array(Math.max(2 * bytes.length, size + value.length));
      larger.set(bytes.subarray(0, size));
      bytes = larger;
    }
    bytes.set(value, size);
    size += value.length;
    onBytes?.(value.length);
  }
}

async function readBuffer(
  response: Response,
  signal?: AbortSignal | null,
): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(response.headers.get("content-length") ?? 0) > bodyBytesMax) throw tooLong();
  const whole = await untilAborted(response.arrayBuffer(), signal);
  if (whole.byteLength > bodyBytesMax) throw tooLong();
  return new Uint8Array(whole);
}

function tooLong(): RangeError {
  return new RangeError(`more than ${bodyBytesMax} bytes`);
}

/** Waits for a promise for so long, and then fails with the given words. */
export async function withTimeout<T>(
  promise: Promise<T>,
  timeoutMs: number,
  words: () => string,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`Not done within ${timeoutMs} ms: ${words()}`)),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

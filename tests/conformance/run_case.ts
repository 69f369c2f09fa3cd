/** The result of a case. */
export interface Result {
  readonly area: string;
  readonly name: string;
  readonly ms: number;
  /** The reason of a failure. */
  readonly error?: string;
}

/** Runs a case and returns its result. A case that does not end fails. */
export async function runCase(
  area: string,
  name: string,
  run: () => void | Promise<void>,
  timeoutMs = 60_000,
): Promise<Result> {
  const startedAt = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Not done within ${timeoutMs} ms`)), timeoutMs);
  });
  let failure: { error?: string } = {};
  try {
    await Promise.race([run(), tooLate]);
  } catch (error) {
    failure = { error: String(error instanceof Error ? error.stack ?? error : error) };
  } finally {
    clearTimeout(timer);
  }
  return { area, name, ms: Date.now() - startedAt, ...failure };
}

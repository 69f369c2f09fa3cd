import { withTimeout } from "./with_timeout.ts";

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
  let failure: { error?: string } = {};
  try {
    await withTimeout((async () => await run())(), timeoutMs, () => name);
  } catch (error) {
    // Only some engines put the message into the stack.
    const stack = error instanceof Error ? error.stack ?? "" : "";
    failure = { error: stack.includes(String(error)) ? stack : `${error}\n${stack}` };
  }
  return { area, name, ms: Date.now() - startedAt, ...failure };
}

import type { VmError } from "@nilvm/client";

/** Throws unless the condition holds. The suite has its own assertions, since no library of them runs in all runtimes. */
export function expect(isSo: unknown, what: string): asserts isSo {
  if (!isSo) throw new Error(`Not so: ${what}`);
}

/** Throws unless both are the same primitive value, or bytes with the same content. */
export function expectSame(actual: unknown, expected: unknown, what: string): void {
  const [a, b] = [actual, expected].map((one) => one instanceof Uint8Array ? toHex(one) : one);
  if (!Object.is(a, b)) throw new Error(`${what}: ${String(a)} in place of ${String(b)}`);
}

/** Throws unless a promise rejects with an error of this class and code. Returns that error. */
export async function expectError<E extends VmError>(
  // deno-lint-ignore no-explicit-any
  type: abstract new (...args: any[]) => E,
  promise: Promise<unknown>,
): Promise<E> {
  const error = await promise.then(() => undefined, (error) => error);
  if (error instanceof type) return error;
  const words = error instanceof Error ? error.stack : String(error);
  throw new Error(`Not ${type.name}: ${error === undefined ? "it succeeded" : words}`);
}

/** Bytes of a hex text. */
export function fromHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Bytes as hex. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Bytes of a text. */
export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

/** Assertions that run in a page. */
import { expect } from "../conformance/expect.ts";

/** Values as text, where `undefined` and a bigint are not what JSON makes of them. */
function shown(value: unknown): string {
  return JSON.stringify(
    value,
    (_, part) => typeof part === "bigint" ? `${part}n` : part === undefined ? "undefined" : part,
  );
}

/** Throws unless the condition holds. */
export function assert(isSo: unknown, what = "what the line says"): asserts isSo {
  expect(isSo, what);
}

/** Throws unless both are alike. */
export function assertEquals<T>(actual: T, expected: T, what = "it"): void {
  expect(shown(actual) === shown(expected), `${what}: ${shown(actual)} is ${shown(expected)}`);
}

/** Throws unless the task throws an error with this text. */
export function assertThrows(task: () => unknown, text: string): void {
  let message = "nothing";
  try {
    task();
  } catch (error) {
    message = String(error);
  }
  expect(message.includes(text), `${message} has "${text}"`);
}

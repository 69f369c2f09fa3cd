import { classOf, isBytes } from "./brand.ts";

/** A malicious node can send megabytes, and an error repeats its text several times. */
const charactersMax = 1_000;

/** A server's text for an error message: cut off when it is too long. */
export function shortened(text: string): string {
  return text.length <= charactersMax
    ? text
    : `${text.slice(0, charactersMax)}... and ${text.length - charactersMax} characters more`;
}

/** The message of anything that was thrown. */
export function messageOf(thrown: unknown): string {
  // Wallets throw plain objects, and errors of another realm are no instances of this one's.
  const { message } = (thrown ?? {}) as { message?: unknown };
  return typeof message === "string" ? message : String(thrown);
}

/** The type of a wrong argument, for an error message. Its content is left out, since it may be a secret. */
export function described(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value !== "object") return `a ${typeof value}`;
  if (isBytes(value)) return `a Uint8Array of ${value.length} bytes`;
  const name = classOf(value);
  if (name === "Promise") return "a Promise: `await` is missing";
  if (name === "Array" || name === "Object") return `an ${name.toLowerCase()}`;
  return `a value of type ${name}`;
}

/** As many characters as the largest amount has. Every key has more, and so have most values that are worth a secret. */
const shownCharactersMax = 20;

/**
 * A wrong argument that is not meant to be a secret, for an error message: its content if that is short, or its type. A
 * longer one may be a secret that was passed by mistake.
 */
export function shown(value: unknown): string {
  const type = typeof value;
  if (!["string", "number", "bigint", "boolean"].includes(type)) return described(value);
  const text = String(value);
  if (type !== "number" && text.length > shownCharactersMax) {
    return `a ${type} of ${text.length} characters`;
  }
  return type === "string" ? JSON.stringify(text) : text;
}

/** The end of an error message about a number: which one was given, if it is a number at all. */
export function butNot(given: unknown): string {
  return typeof given === "number" ? `, not ${given}` : "";
}

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
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** What an error says it got in place of a text. */
export function shownText(value: unknown): string {
  return value instanceof Promise ? "a Promise: `await` is missing" : JSON.stringify(String(value));
}

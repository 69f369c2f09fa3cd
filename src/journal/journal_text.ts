import { FailedPreconditionError } from "../errors/mod.ts";

const format = "nilvm-journal";
const version = 1;

/** The text of a journal's file. */
export function encodeJournal(entries: ReadonlyMap<string, string>): string {
  return JSON.stringify({ format, version, entries: Object.fromEntries(entries) });
}

/**
 * Reads the text of a journal's file.
 *
 * @param path The file, for errors.
 * @throws {FailedPreconditionError} When it is not a journal, or one of another version. The message
 * quotes nothing of the text, since there may be receipts in it.
 */
export function decodeJournal(text: string, path: string): Map<string, string> {
  const damaged = () =>
    new FailedPreconditionError(
      `${path} is not a journal, or is damaged. It was not changed: name another file, or repair it`,
    );
  let content;
  try {
    content = JSON.parse(text);
  } catch {
    // The parser's error quotes the text.
    throw damaged();
  }
  if (content?.format !== format) throw damaged();
  if (content.version !== version) {
    const found = JSON.stringify(content.version)?.slice(0, 20);
    throw new FailedPreconditionError(
      `${path} is a journal of version ${found}, and this release reads version ${version}. It was ` +
        "not changed: use the release that wrote it, or name another file",
    );
  }
  const { entries } = content;
  if (typeof entries !== "object" || entries === null || Array.isArray(entries)) throw damaged();
  const found = new Map(Object.entries(entries));
  for (const entry of found.values()) if (typeof entry !== "string") throw damaged();
  return found as Map<string, string>;
}

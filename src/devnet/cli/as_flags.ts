import type { Command } from "./read_flags.ts";

/**
 * The words of a refusal, in which options and fields of JSON have the names of a command's flags.
 *
 * @param flags The command's flags.
 * @param others The flags of options that are called otherwise.
 */
export function asFlags(
  words: string,
  flags: Command["flags"],
  others: Readonly<Record<string, string>> = {},
): string {
  return words.replaceAll(/(?<![\w"-])[a-z]+(?:[A-Z]\w*)?\b/g, (field, place: number) => {
    const dashed = field.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const name = Object.hasOwn(others, field) ? others[field]! : dashed;
    // A word of English may be the name of a flag too: it is meant where the refusal begins with it.
    const isMeant = Object.hasOwn(flags, name) && (place === 0 || dashed !== field);
    return isMeant ? `--${name}` : field;
  });
}

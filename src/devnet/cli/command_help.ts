import type { Command, Flag } from "./read_flags.ts";

/** What a command's `--help` says: what it does, how it is called, and what each word and flag is for. */
export function commandHelp({ call, summary, note, words, flags }: Command): string {
  const wordLines = Object.entries(words).map(([name, { help }]) => [name, help] as const);
  const flagLines = Object.entries(flags).map(([name, flag]) =>
    [spelled(name, flag), flag.help] as const
  );
  return [
    summary,
    ...(note === undefined ? [] : [note]),
    "",
    `Usage: ${callWithWords({ call, words })} [options]`,
    "",
    ...columns([...wordLines, ...flagLines]),
  ].join("\n");
}

/** A command as it is called, with the names of its words. */
export function callWithWords({ call, words }: Pick<Command, "call" | "words">): string {
  const names = Object.entries(words).map(([name, { isOptional }]) =>
    isOptional ? `[${name}]` : name
  );
  return [call, ...names].join(" ");
}

/** Lines of two columns, of which the right one may have several lines. */
export function columns(rows: readonly (readonly [left: string, right: string])[]): string[] {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.flatMap(([left, right]) =>
    right.split("\n").map((line, number) => `  ${(number === 0 ? left : "").padEnd(width)}${line}`)
  );
}

function spelled(name: string, { short, takes }: Flag): string {
  return `${short === undefined ? "    " : `-${short}, `}--${name}${
    takes === undefined ? "" : ` ${takes}`
  }`;
}

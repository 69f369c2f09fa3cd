import { parseArgs } from "node:util";
import { callWithWords } from "./command_help.ts";
import { UsageError } from "./usage_error.ts";

/** A flag of a command: `--name` that is there or not, or `--name VALUE`. */
export interface Flag {
  /** What its value is called in the help. `NUMBER` and `MILLISECONDS` are read as numbers, any other as text. */
  readonly takes?: string;
  /** One letter that stands for its name. */
  readonly short?: string;
  /** What it is for, in lines. */
  readonly help: string;
}

/** A word that a command takes besides its flags. */
export interface Word {
  /** What it is, in lines. */
  readonly help: string;
  /** What it looks like; like anything, unless given. */
  readonly form?: RegExp;
  /** Whether it can be left out. */
  readonly isOptional?: true;
}

/** What a command line may hold. */
export interface Command {
  /** How it is called. */
  readonly call: string;
  /** What it does, in a sentence. */
  readonly summary: string;
  /** What else its help says, in lines. */
  readonly note?: string;
  /** Its words in order, by their names in the help. */
  readonly words: Readonly<Record<string, Word>>;
  /** Its flags by their names. */
  readonly flags: Readonly<Record<string, Flag>>;
}

/** The flags that a command line has, read. */
export type FlagValues<Flags> = {
  -readonly [Name in keyof Flags]?: Flags[Name] extends { takes: infer Kind }
    ? Kind extends "NUMBER" | "MILLISECONDS" ? number : string
    : true;
};

/**
 * Reads what follows a command's name: flags, which may be spelled in all usual ways, and words, in any order. Where `--help`
 * is among them, words may be missing.
 *
 * @throws {UsageError} When something is unknown, missing, too much, or not of its form.
 */
export function readFlags<C extends Command>(
  command: C,
  args: readonly string[],
): { flags: FlagValues<C["flags"]>; words: string[] } {
  const { call } = command;
  const flags = new Map<string, string | number | true>();
  const words: string[] = [];
  const options = Object.fromEntries(
    Object.entries(command.flags).map(([name, { takes, short }]) =>
      [name, { type: takes === undefined ? "boolean" : "string", ...short && { short } }] as const
    ),
  );
  // It only takes the line apart: its own refusals name neither the command nor what it has.
  const { tokens } = parseArgs({ args: [...args], options, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind !== "option") {
      const word = args[token.index]!;
      if (word.startsWith("-")) throw unknownFlag(command, word);
      words.push(word);
      continue;
    }
    const { name, rawName, inlineValue } = token;
    const flag = Object.hasOwn(command.flags, name) ? command.flags[name]! : undefined;
    if (flag === undefined) throw unknownFlag(command, rawName);
    if (flags.has(name)) throw new UsageError(call, `--${name} is there twice`);
    if (flag.takes === undefined) {
      if (inlineValue) throw new UsageError(call, `--${name} takes no value`);
      flags.set(name, true);
      continue;
    }
    const isShort = !rawName.startsWith("--");
    const value = isShort ? token.value?.replace(/^=/, "") : token.value;
    if (!value || (!inlineValue && value.startsWith("-"))) {
      const orSo = flag.takes === "TEXT" ? `, or --${name}=TEXT for one that begins with -` : "";
      throw new UsageError(call, `--${name} lacks its value: --${name} ${flag.takes}${orSo}`);
    }
    flags.set(name, isNumber(flag) ? numberIn(call, name, value) : value);
  }
  if (!flags.has("help")) checkWords(command, words);
  return { flags: Object.fromEntries(flags) as FlagValues<C["flags"]>, words };
}

function unknownFlag({ call, flags }: Command, name: string): UsageError {
  const known = Object.keys(flags).map((name) => `--${name}`).join(", ");
  return new UsageError(call, `${call} has no option ${name}. It has ${known}`);
}

function isNumber({ takes }: Flag): boolean {
  return takes === "NUMBER" || takes === "MILLISECONDS";
}

function numberIn(call: string, name: string, text: string): number {
  if (/^\d{1,15}(\.\d{1,15})?$/.test(text)) return Number(text);
  throw new UsageError(call, `--${name} takes a number, not ${text}`);
}

function checkWords({ call, words }: Command, given: readonly string[]): void {
  const names = Object.keys(words);
  const whole = callWithWords({ call, words });
  for (const [place, name] of names.entries()) {
    const { form, help, isOptional } = words[name]!;
    const word = given[place];
    if (word === undefined) {
      if (isOptional) continue;
      throw new UsageError(call, `${name} is missing. The command is ${whole}`);
    }
    if (form?.test(word) === false) {
      throw new UsageError(call, `${name} has to be ${help}, not ${JSON.stringify(word)}`);
    }
  }
  if (given.length <= names.length) return;
  const extra = JSON.stringify(given[names.length]);
  throw new UsageError(call, `${extra} is a word too many. The command is ${whole}`);
}
